import type { Framework, Role } from '../framework/framework.ts'
import type { MailKind, MailTemplate } from './mail-template.ts'
import { lastDay, TIME_ZONE } from './round.ts'
import type { Round } from './round.ts'

/** What a mail tells; the words are those of the coordinator, or else of `app/text`. */
export type MailFacts = {
  kind: MailKind
  /** The coordinator's own words; null for the default. */
  template: MailTemplate | null
  /** Empty when it is not known. */
  name: string
  organisation: string | null
  sender: string
  region: string
  /** What the questionnaire is about. */
  topic: string
  anonymous: boolean
  minutes: number | null
  /** ISO date. */
  lastDay: string
  /** ISO date on which the boards meet; null when it was not chosen. */
  meetingDay: string | null
  /** The own link of who gets it; null in a text to everyone. */
  address: string | null
}

/** The facts of a mail of a round, for someone in this role. */
export function mailFactsOf(about: {
  kind: MailKind
  round: Pick<Round, 'askedBy' | 'variant' | 'closesAt' | 'meetingDay'> & { region: { title: string } }
  framework: Pick<Framework, 'title' | 'variants'>
  templates: Partial<Record<MailKind, MailTemplate>>
  role: Pick<Role, 'id' | 'anonymity'>
  name: string
  organisation: string | null
  address: string | null
}): MailFacts {
  const { kind, round, framework, role, name, organisation, address } = about
  return {
    kind,
    template: about.templates[kind] ?? null,
    name,
    organisation,
    sender: round.askedBy,
    region: round.region.title,
    topic: framework.title,
    anonymous: role.anonymity === 'anonymous',
    minutes: framework.variants[round.variant].minutes[role.id] ?? null,
    lastDay: lastDay(round.closesAt, TIME_ZONE),
    meetingDay: round.meetingDay,
    address,
  }
}
