/**
 * A use case that says no, with its reason. Every use case types its own reasons; there is no list of all of them.
 * A refusal is expected and is answered with a sentence; a broken promise is thrown.
 */
export type Refused<Reason extends string> = { kind: 'refused'; reason: Reason }

export function refused<Reason extends string>(reason: Reason): Refused<Reason> {
  return { kind: 'refused', reason }
}
