/**
 * The tables. Rows do not leave db/: queries return domain values.
 *
 * A respondent's way through them: invitation → draft and draft_answer → sealed_response (anonymous roles) →
 * response, tally and profession_count. The last step cuts every tie: an admitted response has a new random id
 * and names no invitation, no profession and no time (scoring §7). Booleans are 0 and 1, moments ISO 8601 text in
 * UTC, lists JSON text; ids are text made by the app.
 */

export type Schema = {
  region: RegionTable
  municipality: MunicipalityTable
  regional_figure: RegionalFigureTable
  organisation: OrganisationTable
  round: RoundTable
  round_role: RoundRoleTable
  invitation: InvitationTable
  draft: DraftTable
  draft_answer: DraftAnswerTable
  sealed_response: SealedResponseTable
  response: ResponseTable
  profession_count: ProfessionCountTable
  tally: TallyTable
}

export type RegionTable = { id: string; title: string; year: number | null; invented: number }

export type MunicipalityTable = { region_id: string; position: number; code: string; name: string }

export type RegionalFigureTable = {
  region_id: string
  position: number
  indicator: string
  region: string
  value: number | null
  national: number | null
  unit: string
  year: number | null
  source: string
  url: string | null
  note: string | null
}

export type OrganisationTable = { id: string; region_id: string; party: string; name: string }

export type RoundTable = {
  id: string
  region_id: string
  title: string
  asked_by: string
  framework_id: string
  framework_version: string
  framework_hash: string
  variant: 'core' | 'full'
  status: 'draft' | 'open' | 'closed'
  opens_at: string
  closes_at: string
}

/** What is fixed per role, and how many sent. Its row is the lock of everything that counts responses of the role. */
export type RoundRoleTable = {
  round_id: string
  role: string
  minimum_group: number
  weighting: 'person' | 'organisation' | 'party'
  /** JSON of a headcount or of headcounts per party. */
  invited: string | null
  sent: number
  /** Null until the round closes. */
  unsent: number | null
}

export type InvitationTable = {
  id: string
  round_id: string
  role: string
  party: string | null
  organisation_id: string | null
  /** SHA-256 of the token, hex: the token itself is kept nowhere. */
  token_hash: string
  /** sealed: sent and waiting for a batch. used: sent, and counted or dropped. */
  state: 'open' | 'sealed' | 'used'
}

export type DraftTable = {
  invitation_id: string
  profession: string | null
  /** Route ids joined by `|`. */
  routes: string
  party: string | null
}

/** Empty text = not filled in. No time: an answer must not tell when it was given. */
export type DraftAnswerTable = {
  invitation_id: string
  item: string
  /** Option codes joined by `|`. */
  codes: string
  text: string
  remark: string
  evidence: string
  version: number
}

export type SealedResponseTable = {
  invitation_id: string
  round_id: string
  role: string
  party: string | null
  organisation_id: string | null
  profession: string | null
  /** JSON of `PackedAnswers`. */
  answers: string
}

/** Party and organisation only for named roles, or where the round weights by them (scoring §7). */
export type ResponseTable = {
  id: string
  round_id: string
  role: string
  party: string | null
  organisation_id: string | null
  /** JSON of `PackedAnswers`. */
  answers: string
}

export type ProfessionCountTable = { round_id: string; role: string; profession: string; count: number }

/** One group of a role's running counts. Party and organisation are empty text where the group has none. */
export type TallyTable = {
  round_id: string
  role: string
  party: string
  organisation_id: string
  respondents: number
  /** JSON of `Record<item, ItemTally>`. */
  counts: string
}
