/**
 * Every file of a publication, from one document. Made once: what is published is kept byte for byte, so that a newer
 * version of this program changes no report that anybody has read.
 */

import type { DataPackage } from '../domain/report/data-package.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { renderCodebook, renderCsv } from './csv.ts'
import type { WorkbookWords } from './data-sheets.ts'
import { renderHtml } from './html.tsx'
import type { PdfPool, PdfRefusal, PdfResult } from './pdf-pool.server.ts'

export type MadeFile = { name: string; mediaType: string; bytes: Uint8Array }

const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/**
 * The files by what stands behind the dot of their address; those of the extended edition begin with `uitgebreid`.
 * Refused when the workers are busy: nothing is then made. `check-failed` when a PDF is not what it would claim to be.
 */
export async function publicationFiles(
  pool: Pick<PdfPool, 'render' | 'renderXlsx'>,
  { short, extended, data }: { short: ReportDocument; extended: ReportDocument | null; data: DataPackage },
  words: WorkbookWords,
): Promise<
  | { ok: true; files: MadeFile[] }
  | { ok: false; reason: PdfRefusal }
  | { ok: false; reason: 'check-failed'; what: string }
> {
  const files: MadeFile[] = []
  const add = (name: string, content: string | Uint8Array) => {
    const mediaType = TYPES[name.split('.').at(-1) ?? '']
    if (!mediaType) throw new Error(`No media type for ${name}`)
    files.push({
      name,
      mediaType,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    })
  }
  const drawn: [string, () => Promise<PdfResult>][] = [
    ['pdf', () => pool.render(short)],
    ...(extended
      ? [['uitgebreid.pdf', () => pool.render(extended)] as [string, () => Promise<PdfResult>]]
      : []),
    ['docx', () => pool.render(short, 'docx')],
    ['xlsx', () => pool.renderXlsx(data, words)],
  ]
  for (const [name, draw] of drawn) {
    try {
      const result = await draw()
      if (!result.ok) return result
      add(name, result.bytes)
    } catch (error) {
      return {
        ok: false,
        reason: 'check-failed',
        what: error instanceof Error ? error.message : String(error),
      }
    }
  }
  add('html', renderHtml(short))
  if (extended) add('uitgebreid.html', renderHtml(extended))
  add('json', `${JSON.stringify(data, null, 2)}\n`)
  add('csv', renderCsv(data, words))
  add('codeboek.csv', renderCodebook(data, words))
  return { ok: true, files: files.sort((one, other) => (one.name < other.name ? -1 : 1)) }
}
