/**
 * PDFs, Word files and workbooks for a server: made in worker threads, so that saving an answer never waits for a report. The pool is bounded
 * in every direction: threads, waiting reports, time and memory.
 */

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Tinypool } from 'tinypool'
import type { PaperForm } from '../domain/questionnaire/paper-form.ts'
import type { DataPackage } from '../domain/report/data-package.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import type { WorkbookWords } from './data-sheets.ts'

/** Why there is no PDF: too many are waiting, or this one took too long. Ask again later. */
export type PdfRefusal = 'busy' | 'timeout'
export type PdfResult = { ok: true; bytes: Uint8Array } | { ok: false; reason: PdfRefusal }

export type PdfPool = {
  /**
   * Draws a report as PDF, as PDF of slides, or as a Word file. Equal documents asked for at the same time are drawn once. Rejects only
   * on a fault in the code.
   */
  render(document: ReportDocument, form?: 'pdf' | 'slides' | 'docx'): Promise<PdfResult>
  /** Writes a data package as a workbook, under the same bounds. */
  renderXlsx(data: DataPackage, words: WorkbookWords): Promise<PdfResult>
  /** Draws a questionnaire to print, under the same bounds. */
  renderPaper(form: PaperForm): Promise<PdfResult>
  /** Stops the workers; later calls are refused as busy. */
  close(): Promise<void>
}

export type PdfPoolOptions = {
  /** Default: one less than the machine's cores, at least one. */
  threads?: number
  /** Reports that may wait besides those being drawn. */
  queue?: number
  timeoutMs?: number
  /** Another worker module, for tests. */
  worker?: URL
  /** Told when a worker breaks down by itself; its report is then refused or rejected and a new worker comes. */
  onFault?: (error: unknown) => void
}

const QUEUE = 32
const TIMEOUT_MS = 30_000
/** A report needs about 90 MB; far more is a fault, and then the worker should end rather than the server. */
const MEMORY_MB = 512

const drawings = { pdf: 'drawPdf', slides: 'drawSlides', docx: 'drawDocx' } as const

/** Starts no thread before the first report. */
export function createPdfPool(options: PdfPoolOptions = {}): PdfPool {
  const { threads = Math.max(1, availableParallelism() - 1), queue = QUEUE, timeoutMs = TIMEOUT_MS } = options
  const worker = options.worker ?? workerModule()
  const pool = new Tinypool({
    filename: worker.href,
    name: 'drawPdf',
    minThreads: 0,
    maxThreads: threads,
    // A warm worker is four times as fast as a new one; it goes when nothing was asked for a while.
    idleTimeout: 5 * 60_000,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    execArgv: worker.pathname.endsWith('.ts') ? ['--import', typescriptLoader()] : [],
  })
  // Without a listener Node would end the server.
  pool.on('error', (error) => options.onFault?.(error))
  const inWork = new Map<string, Promise<PdfResult>>()
  let closed = false

  async function draw(name: string, task: unknown): Promise<PdfResult> {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const bytes = (await pool.run(task, { signal, name })) as Uint8Array
      return { ok: true, bytes }
    } catch (error) {
      if (signal.aborted) return { ok: false, reason: 'timeout' }
      if (closed) return { ok: false, reason: 'busy' }
      throw error
    }
  }

  async function once(name: string, task: unknown): Promise<PdfResult> {
    const key = name + JSON.stringify(task)
    const same = inWork.get(key)
    if (same) return same
    if (closed || inWork.size >= threads + queue) return { ok: false, reason: 'busy' }
    const result = draw(name, task).finally(() => inWork.delete(key))
    inWork.set(key, result)
    return result
  }

  return {
    render: (document, form = 'pdf') => once(drawings[form], document),
    renderXlsx: (data, words) => once('drawXlsx', { data, words }),
    renderPaper: (form) => once('drawPaper', form),
    async close() {
      closed = true
      await pool.destroy()
    },
  }
}

/** The worker beside this module in the source, or the built one beside (or above) the server's bundle. */
function workerModule(): URL {
  const source = new URL('./pdf-worker.ts', import.meta.url)
  if (import.meta.url.endsWith('.ts')) return source
  const built = ['./pdf-worker.js', '../pdf-worker.js'].map((path) => new URL(path, import.meta.url))
  const found = built.find((url) => existsSync(fileURLToPath(url)))
  if (!found) throw new Error('build/pdf-worker.js is missing: build the project first')
  return found
}

/** Node runs TypeScript in a worker only when the loader is registered inside that worker. */
function typescriptLoader(): string {
  const api = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href.replace(
    /\.cjs$/u,
    '.mjs',
  )
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${JSON.stringify(api)}; register()`)}`
}
