/** Multiple-choice items: never a score, but counts that explain one and fill the slots of sentences. */
import { DONT_KNOW, NOT_APPLICABLE } from '../framework/framework.ts'
import type { Cutoffs, Item } from '../framework/framework.ts'
import { reaches } from './label.ts'
import { isEnough } from '../privacy/small-groups.ts'
import type { Minimum } from '../privacy/small-groups.ts'
import type { ChoiceCount, TallyGroup } from './score.ts'

/**
 * What was ticked in a multiple-choice item. Hidden when fewer than k persons (named role: organisations) gave
 * an answer other than "weet ik niet" or "niet van toepassing".
 *
 * An option may fill a slot when at least the framework's share (20 %) of those who ticked anything but an
 * exclusive option chose it, and at least k did (scoring method §6). Exclusive options never fill a slot.
 */
export function choiceCount(
  cutoffs: Cutoffs,
  item: Item,
  groups: readonly TallyGroup[],
  minimum: Minimum,
): ChoiceCount {
  const options: Record<string, number> = {}
  const organisations: Record<string, number> = {}
  for (const { code } of item.options) options[code] = organisations[code] = 0
  let ticked = 0
  let answered = 0
  let valid = 0
  let validOrganisations = 0
  for (const group of groups) {
    const tally = group.items[item.id]
    if (!tally) continue
    ticked += tally.ticked
    answered += tally.answered
    // Both are exclusive, so whoever ticked one of them ticked nothing else.
    const said = tally.answered - (tally.options[DONT_KNOW] ?? 0) - (tally.options[NOT_APPLICABLE] ?? 0)
    valid += said
    if (said > 0) validOrganisations += 1
    for (const { code } of item.options) {
      const persons = tally.options[code] ?? 0
      options[code] = (options[code] ?? 0) + persons
      if (persons > 0) organisations[code] = (organisations[code] ?? 0) + 1
    }
  }
  if (!isEnough(minimum, { persons: valid, organisations: validOrganisations }))
    return { id: item.id, ticked: null }
  const isChosenByEnough = (code: string) =>
    isEnough(minimum, { persons: options[code] ?? 0, organisations: organisations[code] ?? 0 })
  const slots = item.options
    .filter(({ exclusive }) => !exclusive)
    .map(({ code }) => code)
    .filter(
      (code) =>
        ticked > 0 && isChosenByEnough(code) && reaches((options[code] ?? 0) / ticked, cutoffs.slotShare),
    )
    .sort((a, b) => (options[b] ?? 0) - (options[a] ?? 0))
  return { id: item.id, ticked, answered, options, slots }
}
