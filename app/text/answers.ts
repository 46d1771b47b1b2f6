/** Answers as people read them back: what was chosen, where it stands, for whom it speaks, who changed it. */

import type { Item } from '../domain/framework/framework.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { nameOfHand } from '../domain/response/hand.ts'
import type { BoardPeople } from '../domain/response/hand.ts'
import { capital, longDate } from './nl.ts'

/** The labels of what was chosen, or the text; null when nothing was filled in. */
export function answerLines(
  item: Pick<Item, 'kind' | 'options'>,
  answer: Pick<DraftAnswer, 'codes' | 'text'> | undefined,
): string[] | null {
  if (!answer) return null
  if (item.kind === 'open') return answer.text.trim() === '' ? null : [answer.text]
  const labels = item.options
    .filter(({ code }) => answer.codes.includes(code))
    .map(({ label }) => capital(label))
  return labels.length > 0 ? labels : null
}

/** "Regioplan, 1 maart 2025, https://…"; empty when nothing is known. */
export function evidenceText(
  answer: Pick<DraftAnswer, 'evidence' | 'evidenceDate' | 'evidenceLink'> | undefined,
): string {
  if (!answer) return ''
  const { evidence, evidenceDate, evidenceLink } = answer
  return [evidence, evidenceDate && longDate(evidenceDate), evidenceLink].filter(Boolean).join(', ')
}

/**
 * Who changed an answer last, for somebody who fills in: `own` is their own link (empty: who was invited). Null where
 * one person fills in: then it says nothing.
 */
export function changedByText(
  people: BoardPeople,
  changer: string | undefined,
  own: string | null,
): string | null {
  if (people.colleagues.length === 0 || changer === undefined) return null
  if (changer === own) return CHANGED_BY_YOU
  return `Laatst gewijzigd door ${nameOfHand(people, changer) ?? 'degene die is uitgenodigd'}`
}

export const CHANGED_BY_YOU = 'Laatst gewijzigd door u'
