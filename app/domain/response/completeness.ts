/**
 * Completeness: how far a respondent is. Nothing has to be answered, but nothing is sent without a single answer.
 */

import type { Item } from '../framework/framework.ts'
import { pageItems } from '../questionnaire/questionnaire.ts'
import type { Page } from '../questionnaire/questionnaire.ts'
import { isAnswered } from './answer.ts'
import type { DraftAnswer } from './answer.ts'

/** Numbers of items. Open items never count: nobody owes us a text. */
export type Progress = {
  answered: number
  total: number
  pages: { id: string; answered: number; total: number }[]
}

type Answers = Readonly<Record<string, DraftAnswer | undefined>>

export function progressOf(pages: readonly Page[], answers: Answers): Progress {
  const perPage = pages.map((page) => {
    const items = pageItems(page).filter((item) => item.kind !== 'open')
    return {
      id: page.id,
      answered: items.filter((item) => isAnswered(item, answers[item.id])).length,
      total: items.length,
    }
  })
  return {
    answered: perPage.reduce((sum, page) => sum + page.answered, 0),
    total: perPage.reduce((sum, page) => sum + page.total, 0),
    pages: perPage,
  }
}

/** The items of kind choice and multiple that have no answer yet, in order. */
export function openItems(pages: readonly Page[], answers: Answers): Item[] {
  return pages
    .flatMap(pageItems)
    .filter((item) => item.kind !== 'open' && !isAnswered(item, answers[item.id]))
}
