/**
 * The questionnaire: what one respondent is asked, page by page. Made from the framework and the path the
 * respondent chose; a round puts it to people, a response fills it in.
 */

import { allItems, getRole } from '../framework/framework.ts'
import type { Framework, Item, Variant } from '../framework/framework.ts'

/** What decides which items apply to one respondent. */
export type Path = {
  /** Chosen routes, for roles that are routed by them; empty otherwise. */
  routes: string[]
  /** Kind of organisation the respondent speaks for; null when not known. */
  party: string | null
}

/** The items of one norm (null: items that belong to no norm) on one page. */
export type Section = { norm: { id: string; title: string; text: string } | null; items: Item[] }

/**
 * One screen of questions. `id` is the id of its norm, of its theme when the whole theme fits on one page, or
 * `REMAINING` for the last page with items that belong to no theme. `title` is null for that last page.
 */
export type Page = {
  id: string
  title: string | null
  theme: { id: string; title: string } | null
  sections: Section[]
}

export type Questionnaire = { role: string; variant: Variant; pages: Page[] }

/** Id of the page with the loose items; the framework parser gives no theme or norm this id. */
export const REMAINING = 'remaining'

/** A theme with at most this many items for a respondent is one page; longer themes get a page per norm. */
const ITEMS_ON_A_THEME_PAGE = 8

/**
 * Whether an item is put to someone in this role, with this variant and path. Empty routes or parties on an item
 * mean everyone; an item with routes needs at least one of them chosen.
 */
export function isAsked(item: Item, role: string, variant: Variant, path: Path): boolean {
  return (
    item.role === role &&
    (variant === 'full' || item.variant === 'core') &&
    (item.routes.length === 0 || item.routes.some((route) => path.routes.includes(route))) &&
    (item.parties.length === 0 || (path.party !== null && item.parties.includes(path.party)))
  )
}

/** Every item put to this respondent, in the framework's order (loose items last). */
export function askedItems(framework: Framework, role: string, variant: Variant, path: Path): Item[] {
  return allItems(framework).filter((item) => isAsked(item, role, variant, path))
}

/**
 * The pages put to this respondent. Norms and themes without an item for this respondent give no page.
 * Throws when the framework has no such role.
 */
export function questionnaireFor(
  framework: Framework,
  role: string,
  variant: Variant,
  path: Path,
): Questionnaire {
  getRole(framework, role)
  const asked = (item: Item) => isAsked(item, role, variant, path)
  const pages = framework.themes.flatMap((theme): Page[] => {
    const sections = theme.norms
      .map((norm) => ({
        norm: { id: norm.id, title: norm.title, text: norm.text },
        items: norm.criteria.flatMap((criterion) => criterion.items).filter(asked),
      }))
      .filter((section) => section.items.length > 0)
    const about = { id: theme.id, title: theme.title }
    const count = sections.reduce((sum, section) => sum + section.items.length, 0)
    if (count === 0) return []
    if (count <= ITEMS_ON_A_THEME_PAGE) return [{ id: theme.id, title: theme.title, theme: about, sections }]
    return sections.map((section) => ({
      id: section.norm.id,
      title: section.norm.title,
      theme: about,
      sections: [section],
    }))
  })
  const loose = framework.items.filter(asked)
  if (loose.length > 0) {
    pages.push({ id: REMAINING, title: null, theme: null, sections: [{ norm: null, items: loose }] })
  }
  return { role, variant, pages }
}

/**
 * The most items that one person in this role can be asked, before the path is known: with every route, or of the
 * party that is asked most (`party` null) or of the one given. Open items included.
 */
export function mostItems(
  framework: Framework,
  roleId: string,
  variant: Variant,
  party: string | null,
): number {
  const routes = getRole(framework, roleId).routes.map(({ id }) => id)
  const parties = party === null ? [null, ...framework.parties.map(({ id }) => id)] : [party]
  return Math.max(
    ...parties.map((one) => askedItems(framework, roleId, variant, { routes, party: one }).length),
  )
}

export function pageItems(page: Page): Item[] {
  return page.sections.flatMap((section) => section.items)
}
