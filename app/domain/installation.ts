/** Who answers for this installation, as its pages on privacy, accessibility and safety say it. Null: not filled in. */
export type Installation = {
  /** The organisation that is responsible for what is kept here. */
  organisation: string | null
  /** E-mail addresses. */
  contact: string | null
  privacy: string | null
  security: string | null
  accessibility: string | null
  /** Where and by whom the server is run, in one sentence. */
  hosting: string | null
}

/** An installation of which nothing is known. */
export const UNKNOWN_INSTALLATION: Installation = {
  organisation: null,
  contact: null,
  privacy: null,
  security: null,
  accessibility: null,
  hosting: null,
}

/** What is not filled in, in the order of the type. */
export function missingFrom(installation: Installation): (keyof Installation)[] {
  return (Object.keys(UNKNOWN_INSTALLATION) as (keyof Installation)[]).filter(
    (part) => installation[part] === null,
  )
}
