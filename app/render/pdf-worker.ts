/**
 * What a worker of the PDF pool does: one report at a time. Built to `build/pdf-worker.js` for production; run from
 * source in development and tests. Fonts and measured words stay in the worker's memory between reports.
 */

import type { PaperForm } from '../domain/questionnaire/paper-form.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { paperFormPdf } from './paper-form.server.ts'
import { renderPdf } from './pdf.server.ts'

/** Called by the pool with one report. */
export async function drawPdf(document: ReportDocument): Promise<Uint8Array> {
  return renderPdf(document)
}

/** The same with a questionnaire to print. */
export function drawPaper(form: PaperForm): Uint8Array {
  return paperFormPdf(form)
}
