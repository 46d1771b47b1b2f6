import { findRespondent } from '../../db/queries/respondents.ts'
import { findRound, findTrialOutcome } from '../../db/queries/rounds.ts'
import { getTrialNotes, listTrial, saveTrialNote, saveTrialVisit } from '../../db/queries/trial.ts'
import { allItems } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { frameworkOf } from '../domain/round/round.ts'
import { trialOutcome } from '../domain/round/trial.ts'
import type { TrialNote, TrialOutcome } from '../domain/round/trial.ts'
import { REMARK_LENGTH, tidyText } from '../domain/response/answer.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Keeps whether someone on trial understood an item. A remark that is too long is cut. */
export async function noteTrialItem(
  context: AppContext,
  input: { respondentId: string; itemId: string; clear: boolean; remark?: string },
): Promise<{ kind: 'noted' } | Refused<'unknown-respondent' | 'not-on-trial' | 'unknown-item'>> {
  const db = context.db.kysely
  const respondent = await findRespondent(db, input.respondentId)
  if (!respondent) return refused('unknown-respondent')
  if (respondent.round.status !== 'trial') return refused('not-on-trial')
  const framework = frameworkOf(respondent.round, context.frameworks)
  const item = framework && allItems(framework).find(({ id }) => id === input.itemId)
  if (!item || item.role !== respondent.role) return refused('unknown-item')
  const remark = tidyText(input.remark ?? '').slice(0, REMARK_LENGTH)
  await saveTrialNote(db, respondent.id, { item: item.id, clear: input.clear, remark })
  return { kind: 'noted' }
}

/** The questions of someone on trial, with what they said of each so far. */
export async function showOwnTrial(
  context: AppContext,
  input: { respondentId: string },
): Promise<
  | { kind: 'own-trial'; items: { id: string; text: string; note: TrialNote | null }[] }
  | Refused<'unknown-respondent' | 'not-on-trial'>
> {
  const db = context.db.kysely
  const respondent = await findRespondent(db, input.respondentId)
  if (!respondent) return refused('unknown-respondent')
  const { round, role } = respondent
  const framework = frameworkOf(round, context.frameworks)
  if (round.status !== 'trial' || !framework) return refused('not-on-trial')
  const notes = await getTrialNotes(db, respondent.id)
  // All that could be asked in this role: who has sent has no path any more, and may judge what others get too.
  const items = allItems(framework).filter(
    (item) => item.role === role && (round.variant === 'full' || item.variant === 'core'),
  )
  return {
    kind: 'own-trial',
    items: items.map(({ id, text }) => ({ id, text, note: notes[id] ?? null })),
  }
}

/** Keeps how long someone on trial took, once. */
export async function noteTrialMinutes(
  context: AppContext,
  input: { respondentId: string; minutes: number },
): Promise<{ kind: 'noted' } | Refused<'unknown-respondent' | 'not-on-trial'>> {
  const db = context.db.kysely
  const respondent = await findRespondent(db, input.respondentId)
  if (!respondent) return refused('unknown-respondent')
  if (respondent.round.status !== 'trial') return refused('not-on-trial')
  await saveTrialVisit(db, respondent.id, Math.max(0, Math.round(input.minutes)))
  return { kind: 'noted' }
}

/** What the trial of a round brought up so far, or what was kept of it when the round opened. */
export async function showTrial(
  context: AppContext,
  input: { roundId: string },
): Promise<{ kind: 'trial'; outcome: TrialOutcome } | Refused<'unknown-round' | 'no-trial'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  if (round.status === 'trial') {
    const { notes, visits } = await listTrial(db, round.id)
    return { kind: 'trial', outcome: trialOutcome(notes, visits) }
  }
  const kept = await findTrialOutcome(db, round.id)
  return kept ? { kind: 'trial', outcome: kept } : refused('no-trial')
}
