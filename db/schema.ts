/**
 * The tables. Rows do not leave db/: queries return domain values.
 *
 * A respondent's way through them: invitation → draft and draft_answer → sealed_response (anonymous roles) →
 * response, tally and profession_count. The last step cuts every tie: an admitted response has a new random id
 * and names no invitation, no profession and no time (scoring §7). Booleans are 0 and 1, moments ISO 8601 text in
 * UTC, lists JSON text; ids are text made by the app.
 */

import type { EditorialEntry } from '../app/domain/report/editorial-entries.ts'

export type Schema = {
  region: RegionTable
  municipality: MunicipalityTable
  regional_figure: RegionalFigureTable
  organisation: OrganisationTable
  round: RoundTable
  round_role: RoundRoleTable
  round_organisation: RoundOrganisationTable
  trial_note: TrialNoteTable
  trial_visit: TrialVisitTable
  invitation: InvitationTable
  open_link: OpenLinkTable
  invitee: InviteeTable
  outgoing_mail: OutgoingMailTable
  board_link: BoardLinkTable
  board_adoption: BoardAdoptionTable
  mail_text: MailTextTable
  mail_settings: MailSettingsTable
  reminder_run: ReminderRunTable
  mail_opt_out: MailOptOutTable
  draft: DraftTable
  draft_answer: DraftAnswerTable
  correction: CorrectionTable
  sealed_response: SealedResponseTable
  response: ResponseTable
  profession_count: ProfessionCountTable
  tally: TallyTable
  account: AccountTable
  account_region: AccountRegionTable
  recovery_code: RecoveryCodeTable
  session: SessionTable
  one_time_link: OneTimeLinkTable
  rate_limit: RateLimitTable
  audit_entry: AuditEntryTable
  paper_form: PaperFormTable
  paper_count: PaperCountTable
  team_session: TeamSessionTable
  team_count: TeamCountTable
  erasure_receipt: ErasureReceiptTable
  editorial_entry: EditorialEntryTable
  hearing: HearingTable
  hearing_party: HearingPartyTable
  publication: PublicationTable
  publication_file: PublicationFileTable
  region_slug: RegionSlugTable
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
  table_number: string | null
}

export type OrganisationTable = {
  id: string
  region_id: string
  party: string
  name: string
  /** People who could be asked there; null when nobody knows. */
  people: number | null
  /** 1: `people` is an estimate. */
  people_about: number
}

export type RoundTable = {
  id: string
  region_id: string
  title: string
  asked_by: string
  framework_id: string
  framework_version: string
  framework_hash: string
  variant: 'core' | 'full'
  /** A trial is open with `trial` 1; an adopted round is closed with `adopted_at`. */
  status: 'draft' | 'open' | 'closed'
  trial: number
  opens_at: string
  closes_at: string
  adopted_at: string | null
  /** The closing moment when the round opened, where it was put off since. */
  first_closes_at: string | null
  meeting_day: string | null
  /** JSON of `Visibility`. */
  visibility: string | null
  /** JSON of `AnalysisPlan`, and its hash; null until the round opens. */
  plan: string | null
  plan_hash: string | null
  /** JSON of `TrialOutcome`: what is left of a trial when the round opens. */
  trial_outcome: string | null
}

/** Who is asked in a round: how many people of a role at an organisation. A board counts as one. */
export type RoundOrganisationTable = {
  round_id: string
  organisation_id: string
  role: string
  invited: number
  /** 1: the number is an estimate. */
  about: number
}

/** What one person on trial said about one item. Gone when the round opens. */
export type TrialNoteTable = {
  invitation_id: string
  item: string
  clear: number
  remark: string
}

/** How long one person on trial took, in whole minutes. Gone when the round opens. */
export type TrialVisitTable = { invitation_id: string; minutes: number }

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
  /** SHA-256 of the token, hex. */
  token_hash: string
  /** sealed: sent and waiting for a batch. used: sent, and counted or dropped. */
  state: 'open' | 'sealed' | 'used'
  /** 1: made when somebody began through the open link of an organisation. */
  by_open_link: number
}

/** The link that a whole organisation shares in one role. */
export type OpenLinkTable = {
  id: string
  round_id: string
  role: string
  organisation_id: string
  /** SHA-256 of the token, hex. */
  token_hash: string
  /** The token, encrypted with a key from the installation's secret: the coordinator can look it up again. */
  sealed_token: string
}

/** Someone who was invited by name. */
export type InviteeTable = {
  invitation_id: string
  name: string
  /** Lower case. */
  email: string | null
  /** The token, encrypted with a key from the installation's secret. */
  sealed_token: string
}

/**
 * One mail to one person; of each kind there is at most one. Reminders vanish when they went, and whether they went:
 * who got one had not sent by then.
 */
export type OutgoingMailTable = {
  id: string
  invitation_id: string
  kind: 'invitation' | 'first-reminder' | 'last-reminder' | 'unsent-reminder'
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  /** ISO 8601, UTC: not to be tried before. Empty once it went. */
  next_at: string
  /** ISO date on which an invitation went; null before. */
  sent_on: string | null
}

/** A link that somebody of a board got from who was invited: to fill in too, or to adopt. */
export type BoardLinkTable = {
  id: string
  invitation_id: string
  purpose: 'edit' | 'adopt'
  /** Empty while nobody has told. */
  name: string
  /** SHA-256 of the token, hex; null once the link was withdrawn. */
  token_hash: string | null
  /** The token, encrypted with a key from the installation's secret. */
  sealed_token: string | null
}

/** What became of one board's answers on their way to being adopted. No row: nobody has done anything yet. */
export type BoardAdoptionTable = {
  invitation_id: string
  state: 'filling' | 'presented' | 'returned' | 'refused' | 'adopted' | 'lapsed'
  /** How many times the answers were laid before the director. */
  presentation: number
  /** The name of who was invited, as they typed it. */
  contact: string
  /** What the director said when returning or refusing. */
  remark: string
  /** Who decided, and in which function. */
  director: string
  position: string
  decided_at: string | null
}
/** A text of a round in the coordinator's own words, with placeholders; without a row the default holds. */
export type MailTextTable = { round_id: string; kind: string; subject: string; body: string }

/** Without a row: reminders on, no address for answers. */
export type MailSettingsTable = { round_id: string; reminders: number; reply_to: string | null }

/** A reminder that was put ready for everybody on `day` (ISO date): it is not put ready again. */
export type ReminderRunTable = { round_id: string; kind: string; day: string }

/** Who wants no reminders. */
export type MailOptOutTable = { invitation_id: string }

export type DraftTable = {
  invitation_id: string
  profession: string | null
  /** Route ids joined by `|`. */
  routes: string
  party: string | null
  /** 1: laid before the director; nothing in it may change. */
  held: number
}

/**
 * Item, codes, text, remark and evidence lie in the vault; opened, empty text = not filled in. No time: an answer must
 * not tell when it was given.
 */
export type DraftAnswerTable = {
  invitation_id: string
  item: string
  /** Option codes joined by `|`. */
  codes: string
  text: string
  remark: string
  evidence: string
  /** ISO date. */
  evidence_date: string
  evidence_link: string
  version: number
  /** The board_link of the colleague who changed it last; empty for who was invited, and always in anonymous roles. */
  changed_by: string
}

/**
 * Marks an invitation as a correction. In an anonymous role it is one made for this alone, which names nobody; in a
 * named role the organisation's own.
 */
export type CorrectionTable = {
  invitation_id: string
  /** `begunHash` of the code; null in a named role, and once the correction is sent. */
  code_hash: string | null
  /** In the vault: `waitingHash` of the response that is corrected. */
  target: string | null
}

export type SealedResponseTable = {
  invitation_id: string
  round_id: string
  role: string
  party: string | null
  organisation_id: string | null
  /** Null: it lies in the vault with the answers. */
  profession: null
  /** In the vault: JSON of profession and `PackedAnswers`. */
  answers: string
  /** `waitingHash` of the respondent's code; null without one. */
  code_hash: string | null
  /** For a correction: `response.code_hash` of the one it replaces when it is admitted. */
  replaces: string | null
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
  /** `countedHash` of the respondent's code, of a named role `ownHash`; null without one, and after closing. */
  code_hash: string | null
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

/** Someone of staff. Switched off accounts stay, so that the log can name them. */
export type AccountTable = {
  id: string
  /** Lower case. */
  email: string
  name: string
  administrator: number
  active: number
  /** argon2id in its own text form; null until the first password, or for who signs in with a work account only. */
  password_hash: string | null
  /** Encrypted with a key from the installation's secret; null without a second step. */
  totp_secret: string | null
  /** The last time step whose code was used: a code works once. */
  totp_step: number | null
  oidc_issuer: string | null
  oidc_subject: string | null
  created_at: string
}

export type AccountRegionTable = {
  account_id: string
  region_id: string
  access: 'coordinator' | 'reader' | 'inspector'
}

/** Unused recovery codes for who lost the phone; SHA-256, hex. */
export type RecoveryCodeTable = { account_id: string; code_hash: string }

export type SessionTable = {
  /** For the list of devices; the cookie holds another value. */
  id: string
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string
  account_id: string
  stage: 'second-step' | 'set-up-second-step' | 'complete'
  /** Browser and system in words, never an address. */
  device: string
  created_at: string
  seen_at: string
}

export type OneTimeLinkTable = {
  /** SHA-256 of the token, hex. */
  token_hash: string
  /** Null for the first administrator, whose account is made by the link. */
  account_id: string | null
  purpose: 'first-administrator' | 'invitation' | 'reset'
  expires_at: string
}

/** Tries within a window. Keys are hashes with the installation's secret: no address or e-mail can be read back. */
export type RateLimitTable = { key: string; window_ends: string; count: number }

/** Only grows: the database refuses to change or remove an entry. */
export type AuditEntryTable = {
  position: number
  at: string
  actor: string
  action: string
  region_id: string | null
  /** JSON of ids by kind. */
  subject: string
  previous: string
  hash: string
}

/** Where forms on paper go back to, as the coordinator wrote it. */
export type PaperFormTable = { round_id: string; return_to: string }

/** How many forms on paper were typed over, per role. Which ones is kept nowhere. */
export type PaperCountTable = { round_id: string; role: string; forms: number }

/** A link, or a form on paper, with which a team answers together. */
export type TeamSessionTable = {
  invitation_id: string
  /** The token, encrypted with a key from the installation's secret; null for a form on paper. */
  sealed_token: string | null
  /** How many took part; null before they said so, and again once their response is admitted. */
  people: number | null
}

/** Team sessions among the admitted responses of a role, and their people together. */
export type TeamCountTable = { round_id: string; role: string; sessions: number; people: number }

/** What was erased of a round. Its hash also stands in the log. */
export type ErasureReceiptTable = {
  id: string
  round_id: string
  region_id: string
  round_title: string
  erased_at: string
  rule: 'retention' | 'by-hand'
  /** The retention that was promised; null where nothing was. */
  months: number | null
  actor: string
  /** JSON of `ErasedRows`. */
  rows: string
  /** SHA-256, hex. */
  hash: string
}

/** One thing that was decided or said about a report. Rows are only added; the highest version of a subject holds. */
export type EditorialEntryTable = {
  round_id: string
  kind: EditorialEntry['kind']
  /** What it is about, by the rules of its kind. */
  subject: string
  /** From 1, without gaps. */
  version: number
  /** JSON of the entry's value. */
  value: string
  /** `account:<id>`, or `organisation:<id>` for a party that was heard. */
  author: string
  author_name: string
  at: string
}

/** Until when parties may react to the concept of a round's report. */
export type HearingTable = { round_id: string; until: string; begun_at: string }

/** The link by which one organisation reads the concept and reacts. */
export type HearingPartyTable = {
  round_id: string
  organisation_id: string
  /** SHA-256 of the token, hex. */
  token_hash: string
  /** The token, encrypted with a key from the installation's secret. */
  sealed_token: string
}

/** Only the withdrawal of a publication is ever added to it; rows are never removed. */
export type PublicationTable = {
  id: string
  region_id: string
  round_id: string
  /** From 1 per region, without gaps. */
  number: number
  title: string
  /** ISO date printed on it. */
  date: string
  /** SHA-256, hex, of its data package. */
  hash: string
  /** Who adopted it, in words. */
  adopted_by: string
  published_by: string
  published_at: string
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_why: string | null
}

export type PublicationFileTable = {
  publication_id: string
  /** What stands behind the dot of its address, as `pdf`. */
  name: string
  media_type: string
  /** SHA-256, hex. */
  hash: string
  /** Base64: the bytes as they were published. */
  bytes: string
}

/** The name of a region in an address. It stays when the region is renamed. */
export type RegionSlugTable = { slug: string; region_id: string }
