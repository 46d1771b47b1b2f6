/**
 * Who may do what: one pure decision for the whole product. Pages, downloads and use cases ask `may`; nobody decides
 * beside it. The administrator runs the installation and sees no region; what someone sees of a region is a right in
 * that region. An inspector sees what the region chose to share, and nothing else.
 */

/** What an account may do in one region. */
export type RegionRight = 'coordinator' | 'reader' | 'inspector'

export const REGION_RIGHTS: readonly RegionRight[] = ['coordinator', 'reader', 'inspector']

/** Someone who is signed in. */
export type AccountActor = {
  kind: 'account'
  accountId: string
  name: string
  administrator: boolean
  /** Right per region id; a region that is not here does not exist for this person. */
  regions: Readonly<Record<string, RegionRight>>
}

/** Whoever is asking. `demo`: someone at the machine itself, who may look at invented regions without an account. */
export type Actor = { kind: 'visitor' } | { kind: 'demo' } | AccountActor

export type Action =
  /** Own password, second step, devices. */
  | 'own-account'
  | 'manage-accounts'
  | 'read-log'
  /** The overview: everyone finds there what they may see. */
  | 'see-overview'
  | 'create-region'
  | 'read-region'
  | 'change-region'
  /** How a round is set up, its response and its results. */
  | 'read-round'
  /** Set up, open, extend, close; invite, remind, enter paper forms. */
  | 'change-round'
  /** Names and addresses of people who were invited. */
  | 'read-invitations'
  | 'read-report'

/** The region that an action is about. */
export type Subject = {
  regionId: string
  /** Made-up answers. */
  invented: boolean
  /** The region shares the report of this round with the inspection. */
  shared: boolean
}

const WITHOUT_REGION = [
  'own-account',
  'manage-accounts',
  'read-log',
  'see-overview',
  'create-region',
] as const

type ActionWithoutRegion = (typeof WITHOUT_REGION)[number]

const READS = ['read-region', 'read-round', 'read-report'] as const

/** Whether an action is about the installation or oneself, and so needs no subject. */
export function isWithoutRegion(action: Action): action is ActionWithoutRegion {
  return WITHOUT_REGION.some((one) => one === action)
}

/** Whether this actor may do this. An action on a region without a subject is refused. */
export function may(actor: Actor, action: Action, subject?: Subject): boolean {
  if (isWithoutRegion(action)) return mayWithoutRegion(actor, action)
  if (!subject) return false
  switch (actor.kind) {
    case 'visitor':
      return false
    case 'demo':
      return subject.invented && READS.some((one) => one === action)
    case 'account':
      return mayInRegion(rightIn(actor, subject.regionId), action, subject)
  }
}

/** The right of an account in a region; null where it has none. */
export function rightIn(actor: Actor, regionId: string): RegionRight | null {
  if (actor.kind !== 'account' || !Object.hasOwn(actor.regions, regionId)) return null
  return actor.regions[regionId] ?? null
}

/** Whether the actor may know that this region is there at all. */
export function mayKnow(actor: Actor, subject: Subject): boolean {
  return may(actor, 'read-region', subject) || may(actor, 'read-report', subject)
}

function mayWithoutRegion(actor: Actor, action: ActionWithoutRegion): boolean {
  switch (action) {
    case 'see-overview':
      return actor.kind !== 'visitor'
    case 'own-account':
      return actor.kind === 'account'
    case 'manage-accounts':
    case 'read-log':
    case 'create-region':
      return actor.kind === 'account' && actor.administrator
  }
}

function mayInRegion(
  right: RegionRight | null,
  action: Exclude<Action, ActionWithoutRegion>,
  subject: Subject,
): boolean {
  switch (right) {
    case null:
      return false
    case 'coordinator':
      return true
    case 'reader':
      return READS.some((one) => one === action)
    case 'inspector':
      return action === 'read-report' && subject.shared
  }
}
