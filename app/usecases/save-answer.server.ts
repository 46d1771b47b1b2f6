import { getBoardPeople } from '../../db/queries/boards.ts'
import { getDraftAnswers, listChangers, saveDraftAnswer } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import { brokenRule, unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Framework, Item, Variant } from '../domain/framework/framework.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import type { Path } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { answerProblems, personalDataIn, tidyChange } from '../domain/response/answer.ts'
import type { AnswerChange, AnswerProblem, DraftAnswer, PersonalData } from '../domain/response/answer.ts'
import { handOf, nameOfHand } from '../domain/response/hand.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf } from '../domain/round/round.ts'

export type AnswerSaved = {
  kind: 'saved'
  /** ISO 8601; for the screen only, it is kept nowhere. */
  at: string
  /** To send along with the next save of this item. */
  version: number
  /** True when another tab or device had saved this item since `version`: this save won, the screen says so. */
  replacedNewer: boolean
  /** What looks like personal data in the text just saved. */
  warnings: PersonalData[]
}

type NotFillingIn = Refused<
  | 'unknown-respondent'
  | 'path-not-chosen'
  | 'already-sent'
  | 'with-director'
  | 'round-closed'
  | 'framework-missing'
>

/** Somebody else changed this answer since: nothing was saved. What stands there now, and who put it there. */
export type ChangedMeanwhile = {
  kind: 'refused'
  reason: 'changed-meanwhile'
  current: DraftAnswer
  /** The colleague's name; null for who was invited, or when nobody told. */
  by: string | null
}

export type AnswerRefused =
  | { kind: 'refused'; reason: 'invalid-answer'; problems: AnswerProblem[] }
  | NotFillingIn
  | ChangedMeanwhile
  | Refused<'not-asked' | 'storage-unavailable'>

/**
 * Saves one answer at once: the busiest thing the product does. Fields left out stay as they are. `version` is the
 * one last shown to this tab (0 = never saved); the last save of one person wins. Where several people fill in (a
 * named role), an answer that another changed since is not overwritten. One statement when the respondent is known
 * to this process, two otherwise. A page sends the saves of one item one after another.
 */
export async function saveAnswer(
  context: AppContext,
  input: { respondentId: string; itemId: string; version: number } & AnswerChange,
): Promise<AnswerSaved | AnswerRefused> {
  return unlessStorageFails(async () => {
    const known = knownRespondents(context)
    const remembered = known.get(input.respondentId)
    if (remembered) {
      const saved = await saveAs(context, remembered, input)
      if (saved !== null && saved.kind === 'saved') return saved
      // Nothing was saved, or it was refused by what may be an old path: look what is true now.
      known.forget(input.respondentId)
    }
    const found = await lookUp(context, input.respondentId)
    if (found.kind === 'refused') return found
    const saved = await saveAs(context, found, input)
    if (saved === null) {
      // Sent, closed or given another path between the two statements; or changed by a colleague.
      const again = await lookUp(context, input.respondentId)
      if (again.kind === 'refused') return again
      return (again.shared && (await changedMeanwhile(context, input))) || refused('not-asked')
    }
    if (saved.kind === 'saved') known.remember(input.respondentId, found)
    return saved
  })
}

/** What a respondent is asked: all that a save needs to know beforehand. */
type FillingIn = {
  kind: 'filling-in'
  items: ReadonlyMap<string, Item>
  path: { routes: string[]; party: string | null }
  /** Several people may fill in. */
  shared: boolean
}

async function lookUp(context: AppContext, respondentId: string): Promise<FillingIn | NotFillingIn> {
  const respondent = await findRespondent(context.db.kysely, respondentId)
  if (!respondent) return refused('unknown-respondent')
  const status = respondentStatus(respondent, context.now())
  if (status === 'submitted') return refused('already-sent')
  if (status === 'held') return refused('with-director')
  if (status === 'closed') return refused('round-closed')
  if (!respondent.draft) return refused('path-not-chosen')
  const framework = frameworkOf(respondent.round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const { routes, party } = respondent.draft
  const path = { routes, party: respondent.party ?? party }
  return {
    kind: 'filling-in',
    items: itemsFor(framework, respondent.role, respondent.round.variant, path),
    path: { routes, party },
    shared: getRole(framework, respondent.role).anonymity === 'named',
  }
}

async function changedMeanwhile(
  context: AppContext,
  { respondentId, itemId, version }: { respondentId: string; itemId: string; version: number },
): Promise<ChangedMeanwhile | null> {
  const db = context.db.kysely
  const { invitationId } = handOf(respondentId)
  const current = (await getDraftAnswers(db, context.vault, invitationId))[itemId]
  if (!current || current.version === version) return null
  const changer = (await listChangers(db, context.vault, invitationId))[itemId] ?? ''
  return {
    kind: 'refused',
    reason: 'changed-meanwhile',
    current,
    by: nameOfHand(await getBoardPeople(db, invitationId), changer),
  }
}

const itemsOfFramework = new WeakMap<Framework, Map<string, ReadonlyMap<string, Item>>>()

/** The items of one path by id; made once, since hundreds of respondents share a path. */
function itemsFor(
  framework: Framework,
  role: string,
  variant: Variant,
  path: Path,
): ReadonlyMap<string, Item> {
  const paths = itemsOfFramework.get(framework) ?? new Map<string, ReadonlyMap<string, Item>>()
  itemsOfFramework.set(framework, paths)
  const key = JSON.stringify([role, variant, path])
  const items =
    paths.get(key) ?? new Map(askedItems(framework, role, variant, path).map((item) => [item.id, item]))
  paths.set(key, items)
  return items
}

/** Null when the questionnaire is not open by this path (any more). */
async function saveAs(
  context: AppContext,
  { items, path, shared }: FillingIn,
  input: { respondentId: string; itemId: string; version: number } & AnswerChange,
): Promise<AnswerSaved | AnswerRefused | null> {
  const item = items.get(input.itemId)
  if (!item) return refused('not-asked')
  const change = tidyChange(item, input)
  const problems = answerProblems(item, change)
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid-answer', problems }
  const at = context.now().toISOString()
  const { invitationId, linkId } = handOf(input.respondentId)
  const version = await saveDraftAnswer(context.db.kysely, context.vault, {
    invitationId,
    item: item.id,
    change,
    path,
    now: at,
    hand: shared ? { linkId, version: input.version } : null,
  }).catch((error: unknown) => {
    // PostgreSQL: the draft was sent while this statement ran.
    if (brokenRule(error) === 'foreign-key') return null
    throw error
  })
  if (version === null) return null
  return {
    kind: 'saved',
    at,
    version,
    replacedNewer: version !== input.version + 1,
    warnings: personalDataIn(`${change.text ?? ''}\n${change.remark ?? ''}`),
  }
}

/**
 * Who is filling in right now, per context. What is remembered may be old: the saving statement checks it, and a
 * save that it does not let through is tried once more with what the database says.
 */
class KnownRespondents {
  readonly #known = new Map<string, FillingIn>()

  get(id: string): FillingIn | undefined {
    return this.#known.get(id)
  }

  remember(id: string, respondent: FillingIn): void {
    this.#known.set(id, respondent)
    if (this.#known.size > MOST_KNOWN) {
      const [oldest] = this.#known.keys()
      if (oldest !== undefined) this.#known.delete(oldest)
    }
  }

  forget(id: string): void {
    this.#known.delete(id)
  }
}

/** Far above the number of people filling in at one moment. */
const MOST_KNOWN = 5000

const knownPerContext = new WeakMap<AppContext, KnownRespondents>()

function knownRespondents(context: AppContext): KnownRespondents {
  let known = knownPerContext.get(context)
  if (!known) {
    known = new KnownRespondents()
    knownPerContext.set(context, known)
  }
  return known
}
