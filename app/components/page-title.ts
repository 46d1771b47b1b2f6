/** Begins the title of a page that sends a form back, so that a screen reader says it first. */
export const FAILED = 'Fout: '

/** What the browser shows as title of a page. */
export function pageTitle(title: string, failed = false): string {
  return `${failed ? FAILED : ''}${title} - Regiospiegel`
}
