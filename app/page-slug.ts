import { REMAINING } from './domain/questionnaire/questionnaire.ts'

/** The last page has no name in the framework; in an address it is called this. */
const LAST_PAGE = 'tot-slot'

/** A page's id as it stands in an address. */
export function pageSlug(pageId: string): string {
  return pageId === REMAINING ? LAST_PAGE : pageId
}

/** The page id that an address means. */
export function pageIdOf(slug: string): string {
  return slug === LAST_PAGE ? REMAINING : slug
}
