/**
 * The report as a PDF in house style: PDF/UA-1 and PDF/A-2a in one file.
 */

import type { ReportDocument } from '../domain/report/document.ts'
import { reportDefinition } from './pdf-definition.ts'
import { printTagged } from './pdf/print.ts'

/** The bytes of the PDF; equal documents give equal bytes. */
export async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  return printTagged(reportDefinition(document))
}
