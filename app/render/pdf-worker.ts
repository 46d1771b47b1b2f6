/**
 * What a worker of the PDF pool does: one report at a time. Built to `build/pdf-worker.js` for production; run from
 * source in development and tests. Fonts and measured words stay in the worker's memory between reports.
 */

import type { PaperForm } from '../domain/questionnaire/paper-form.ts'
import type { DataPackage } from '../domain/report/data-package.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import type { WorkbookWords } from './data-sheets.ts'
import { renderPdf } from './pdf.server.ts'

/** Called by the pool with one report. */
export async function drawPdf(document: ReportDocument): Promise<Uint8Array> {
  return renderPdf(document)
}

/** A document as slides to show in a room. */
export async function drawSlides(document: ReportDocument): Promise<Uint8Array> {
  return renderPdf(document, 'slides')
}

/** The same report as a Word file; its library is loaded by the first. */
export async function drawDocx(document: ReportDocument): Promise<Uint8Array> {
  return (await import('./docx.server.ts')).renderDocx(document)
}

/** A data package as a workbook. */
export async function drawXlsx(task: { data: DataPackage; words: WorkbookWords }): Promise<Uint8Array> {
  return (await import('./xlsx.server.ts')).renderXlsx(task.data, task.words)
}

/** A questionnaire to print. */
export async function drawPaper(form: PaperForm): Promise<Uint8Array> {
  return (await import('./paper-form.server.ts')).paperFormPdf(form)
}
