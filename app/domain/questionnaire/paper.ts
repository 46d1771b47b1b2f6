/**
 * The questionnaire on paper: every item of a role in one row of numbers, since paper cannot leave questions out by
 * itself. Items that are not for everyone say for whom they are. The page on which forms are typed over reads the same.
 */

import { allItems, getRole } from '../framework/framework.ts'
import type { Framework, Item, Variant } from '../framework/framework.ts'
import { questionnaireFor } from './questionnaire.ts'

/** For whom an item is: routes by their letters, parties by their ids. Empty lists mean everyone. */
export type Only = { letters: string[]; parties: string[] }

export type PaperItem = { number: number; item: Item; only: Only }

/** The items of one norm; `only` is what all of them have in common, and null when they differ. */
export type PaperSection = { title: string | null; only: Only | null; items: PaperItem[] }

export type PaperPart = { title: string | null; sections: PaperSection[] }

/** Every item that someone in this role can be asked, in the order of the framework. */
export function paperParts(framework: Framework, roleId: string, variant: Variant): PaperPart[] {
  const role = getRole(framework, roleId)
  const everyone = { routes: role.routes.map(({ id }) => id), party: null }
  const asked = allItems(framework).filter(
    (item) => item.role === roleId && (variant === 'full' || item.variant === 'core'),
  )
  // The pages decide what stands together; parties only narrow, so they are put back here.
  const open = withoutParties(framework, asked)
  let number = 0
  const parts: PaperPart[] = []
  for (const page of questionnaireFor(open, roleId, variant, everyone).pages) {
    const title = page.theme?.title ?? page.title
    const last = parts.at(-1)
    const part = last && last.title === title ? last : { title, sections: [] }
    if (part !== last) parts.push(part)
    for (const section of page.sections) {
      const items = section.items.map(({ id }): PaperItem => {
        const item = asked.find((one) => one.id === id)!
        number += 1
        return { number, item, only: onlyOf(role.routes, item) }
      })
      const [first] = items
      const same = first && items.every(({ only }) => JSON.stringify(only) === JSON.stringify(first.only))
      part.sections.push({ title: section.norm?.title ?? null, only: same ? first.only : null, items })
    }
  }
  return parts
}

/** The letter by which paper names a route. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

export function isForEveryone(only: Only): boolean {
  return only.letters.length === 0 && only.parties.length === 0
}

function onlyOf(routes: readonly { id: string }[], item: Item): Only {
  const letters = routes.flatMap(({ id }, index) => (item.routes.includes(id) ? [letterOf(index)] : []))
  // An item for every route is for everyone.
  return { letters: letters.length === routes.length ? [] : letters, parties: item.parties }
}

function withoutParties(framework: Framework, asked: readonly Item[]): Framework {
  const open = (items: Item[]) =>
    items.map((item) => (asked.includes(item) ? { ...item, parties: [] } : item))
  return {
    ...framework,
    items: open(framework.items),
    themes: framework.themes.map((theme) => ({
      ...theme,
      norms: theme.norms.map((norm) => ({
        ...norm,
        criteria: norm.criteria.map((criterion) => ({ ...criterion, items: open(criterion.items) })),
      })),
    })),
  }
}

/**
 * The codes behind the numbers that stand before the options on paper, as someone types them over: "3" or "1 4".
 * `ok` false when a number is not on the form. Nothing typed is no answer.
 */
export function codesFromNumbers(
  item: Pick<Item, 'options'>,
  typed: string,
): { ok: true; codes: string[] } | { ok: false } {
  const words = typed.split(/[\s,;.+/-]+/u).filter((word) => word !== '')
  const codes = words.map((word) => (/^\d+$/.test(word) ? item.options[Number(word) - 1]?.code : undefined))
  const known = codes.filter((code) => code !== undefined)
  return known.length < words.length ? { ok: false } : { ok: true, codes: [...new Set(known)] }
}

/** The routes behind typed letters: "A C" or "ac". `ok` false when a letter is not on the form. */
export function routesFromLetters(
  routes: readonly { id: string }[],
  typed: string,
): { ok: true; routes: string[] } | { ok: false } {
  const letters = [...typed.toUpperCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
  const found = letters.map((letter) => routes.find((_, index) => letterOf(index) === letter)?.id)
  const known = found.filter((id) => id !== undefined)
  return known.length < letters.length ? { ok: false } : { ok: true, routes: [...new Set(known)] }
}
