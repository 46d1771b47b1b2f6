/**
 * The report as one HTML file that needs nothing else: for mail, archives and printing.
 */

import { existsSync, readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ReportDocument } from '../domain/report/document.ts'
import { ReportArticle } from './report-article.tsx'

/** A whole page with its looks inside. Equal documents give equal text. */
export function renderHtml(document: ReportDocument): string {
  const { meta, marks } = document
  const css = styleSheet()
  const page = (
    <html lang={meta.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{marks.invented ? `${meta.title} – ${marks.invented}` : meta.title}</title>
        <meta name="description" content={meta.subject} />
        <meta name="author" content={meta.author} />
        <meta name="date" content={meta.date} />
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body className="report-page">
        <main>
          <ReportArticle document={document} />
        </main>
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`
}

/** The style sheet stands beside this module; a bundle of the server in build/ finds it in the source. */
function styleSheet(): string {
  const places = ['./report.css', '../app/render/report.css', '../../app/render/report.css']
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  if (!found) throw new Error('app/render/report.css is missing')
  return readFileSync(found, 'utf8')
}
