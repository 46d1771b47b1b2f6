/** A PDF as someone else's reader sees it (pdf.js): an oracle that shares no code with the writer or its checker. */

import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type PageText = {
  width: number
  text: string
  pieces: { text: string; left: number; right: number; bottom: number }[]
}

export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  // pdf.js keeps the buffer it gets.
  const data = new Uint8Array(bytes)
  return getDocument({ data, verbosity: 0, standardFontDataUrl: join(root, 'standard_fonts/') }).promise
}

/** The text of every page in content order, and where each piece stands (points from the left and the bottom). */
export async function pageTexts(bytes: Uint8Array): Promise<PageText[]> {
  const pdf = await openPdf(bytes)
  const pages: PageText[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const pieces = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              left: (item.transform as number[])[4]!,
              right: (item.transform as number[])[4]! + item.width,
              bottom: (item.transform as number[])[5]!,
            },
          ]
        : [],
    )
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push({ width: page.getViewport({ scale: 1 }).width, text, pieces })
  }
  await pdf.loadingTask.destroy()
  return pages
}

/** The text that poppler extracts by its own idea of columns; null where poppler is not installed. */
export function popplerText(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
