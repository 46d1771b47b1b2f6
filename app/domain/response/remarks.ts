/**
 * What people wrote in their own words, per question, as a moderator may read it: only where enough answered, and in
 * an order and under keys that lead to nobody.
 */

import { sha256 } from '../framework/hash.ts'
import { allItems } from '../framework/framework.ts'
import type { Framework, Item } from '../framework/framework.ts'
import { mayReadTexts, minimumOf } from '../privacy/small-groups.ts'
import type { QuestionnaireResponse } from './response.ts'

export type WrittenRemark = {
  /** The same as long as the answers are kept. Of two remarks of one person the keys have nothing in common. */
  key: string
  text: string
}

export type RemarksOfItem = {
  item: Item
  /** In the order of their keys; null where too few answered, whether or not anything was written. */
  remarks: WrittenRemark[] | null
}

/** An admitted response with the id that it got when it was admitted. */
export type KeptResponse = { id: string; response: QuestionnaireResponse }

/**
 * Remarks and open answers of every question that the round asked. `wished` is what the round asks of the smallest
 * group per role.
 */
export function remarksPerItem(
  framework: Framework,
  kept: readonly KeptResponse[],
  options: { variant: 'core' | 'full'; wished: Readonly<Record<string, number>> },
): RemarksOfItem[] {
  return allItems(framework)
    .filter(({ variant }) => options.variant === 'full' || variant === 'core')
    .flatMap((item): RemarksOfItem[] => {
      const role = framework.roles.find(({ id }) => id === item.role)
      if (!role) return []
      const own = kept.filter(({ response }) => response.role === item.role)
      const answered = own.filter(({ response }) =>
        item.kind === 'open'
          ? (response.texts[item.id] ?? '').trim() !== ''
          : (response.answers[item.id] ?? []).length > 0,
      )
      const organisations = new Set(answered.map(({ id, response }) => response.organisation ?? id)).size
      const heard = { persons: answered.length, organisations }
      if (!mayReadTexts(minimumOf(role, options.wished[role.id]), heard)) return [{ item, remarks: null }]
      return [{ item, remarks: own.flatMap((one) => written(one, item)).sort(byKey) }]
    })
}

function written({ id, response }: KeptResponse, item: Item): WrittenRemark[] {
  return (['texts', 'remarks'] as const).flatMap((field) => {
    const text = (response[field][item.id] ?? '').trim()
    return text === '' ? [] : [{ key: sha256(`${id} ${field} ${item.id}`).slice(0, 32), text }]
  })
}

function byKey(one: WrittenRemark, other: WrittenRemark): number {
  return one.key < other.key ? -1 : 1
}
