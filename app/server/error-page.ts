/** What the server itself has to say before Remix is reached, as a whole page in the house style. */
export type ErrorPage = {
  title: string
  paragraphs: string[]
  /** To be quoted when someone asks for help; stands in the log too. */
  reference: string | null
}

/** The page as HTML. `stylesheet` is the address of the built style sheet, null before a build exists. */
export function renderErrorPage(page: ErrorPage, stylesheet: string | null): string {
  const link = stylesheet ? `<link rel="stylesheet" href="${escapeHtml(stylesheet)}">` : ''
  const paragraphs = page.paragraphs
    .map((text) => `<p class="utrecht-paragraph">${escapeHtml(text)}</p>`)
    .join('')
  const reference = page.reference
    ? `<p class="utrecht-paragraph rs-quiet">Vraagt u om hulp? Noem dan dit nummer: <strong>${escapeHtml(page.reference)}</strong>.</p>`
    : ''
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} - Regiospiegel</title><link rel="icon" href="/icon.svg" type="image/svg+xml">${link}</head>
<body class="rs-body"><header class="rs-header"><div class="rs-header__inner"><a class="rs-brand" href="/">Regiospiegel</a></div></header>
<main class="rs-main rs-narrow" id="inhoud"><h1 class="utrecht-heading-1">${escapeHtml(page.title)}</h1>${paragraphs}${reference}</main></body></html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
