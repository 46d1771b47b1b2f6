/**
 * The report as a PDF in house style: PDF/UA-1 and PDF/A-2a in one file.
 */

import type { ReportDocument } from '../domain/report/document.ts'
import { reportDefinition, slidesDefinition } from './pdf-definition.ts'
import { checkPdf } from './pdf/check.ts'
import { printTagged } from './pdf/print.ts'

/**
 * The bytes of the PDF; equal documents give equal bytes. Each file is read back and compared with the document
 * before it is handed out, since it claims to be accessible. Throws when that finds anything: it is then a fault in
 * this code, and no report is better than one that says what it is not.
 *
 * Takes some tenths of a second of processor time: servers call it through `pdf-pool.server.ts`.
 */

export async function renderPdf(
  document: ReportDocument,
  form: 'sheets' | 'slides' = 'sheets',
): Promise<Uint8Array> {
  const bytes = printTagged(form === 'slides' ? slidesDefinition(document) : reportDefinition(document))
  const defects = checkPdf(bytes, document)
  if (defects.length > 0) {
    const list = defects.slice(0, 10).map(({ rule, what }) => `${rule}: ${what}`)
    throw new Error(`The PDF is not what it claims to be:\n${list.join('\n')}`)
  }
  return bytes
}
