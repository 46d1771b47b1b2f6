import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { AppContext } from '../context.server.ts'
import { may } from '../domain/access/access.ts'
import type { Actor } from '../domain/access/access.ts'
import { dataPackage } from '../domain/report/data-package.ts'
import { renderCodebook, renderCsv } from '../render/csv.ts'
import { renderHtml } from '../render/html.tsx'
import { EXTENDED, paths } from '../paths.ts'
import { createPdfPool } from '../render/pdf-pool.server.ts'
import type { PdfPool, PdfResult } from '../render/pdf-pool.server.ts'
import { workbookWords } from '../text/data-package.ts'
import { findSubject } from '../usecases/find-subject.server.ts'
import { recordAudit } from '../usecases/record-audit.server.ts'
import { readPublicationFile } from '../usecases/find-publication.server.ts'
import { regionReport } from '../usecases/region-report.server.ts'
import { renderErrorPage } from './error-page.ts'

/** How long a browser should wait before it asks again for a PDF, in seconds. */
const RETRY_AFTER = 10

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Downloads of a round's report: the same document as PDF, for Word, as a page and as data. What takes long is made in
 * workers, so that saving an answer never waits for it; when too many are asked for at once the answer is 503 and a time to wait.
 */
export function reportFiles(
  context: AppContext,
  options: { stylesheet: string | null; log: Logger },
): { handler: RequestHandler; pool: PdfPool; close(): Promise<void> } {
  const pool = createPdfPool({ onFault: (error) => options.log.error({ err: error }, 'PDF worker failed') })

  const busy = (response: Response) => {
    response.status(503).set('Retry-After', String(RETRY_AFTER))
    response.type('html').send(
      renderErrorPage(
        {
          title: 'Het rapport is nog niet klaar',
          paragraphs: [
            'Er worden nu veel rapporten gemaakt. Probeer het over tien seconden nog een keer.',
            'U kunt het rapport intussen op het scherm lezen.',
          ],
          reference: null,
        },
        options.stylesheet,
      ),
    )
  }

  const send = async (
    roundId: string,
    format: string,
    edition: 'short' | 'extended',
    response: Response,
  ): Promise<boolean> => {
    const report = await regionReport(context, { roundId, edition })
    if (report.kind === 'refused') return false
    const { document, score } = report
    const name = `rapport-${edition === 'extended' ? 'uitgebreid-' : ''}${document.meta.date}.${format}`
    const attach = (type: string, body: string | Buffer) => {
      response.set('Content-Disposition', `attachment; filename="${name}"`)
      response.type(type).send(body)
    }
    const attachDrawn = (type: string, drawn: PdfResult) => {
      if (drawn.ok) attach(type, Buffer.from(drawn.bytes))
      else busy(response)
    }
    if (format === 'pdf') attachDrawn('application/pdf', await pool.render(document))
    else if (format === 'docx') attachDrawn(DOCX, await pool.render(document, 'docx'))
    else if (format === 'html') attach('text/html; charset=utf-8', renderHtml(document))
    else {
      const { id, version } = score.framework
      const framework = context.frameworks.find(`${id}@${version}`)
      if (!framework) return false
      const data = dataPackage(framework, score, document)
      if (format === 'xlsx') attachDrawn(XLSX, await pool.renderXlsx(data, workbookWords))
      else if (format === 'csv') attach('text/csv; charset=utf-8', renderCsv(data, workbookWords))
      else if (format === 'codeboek.csv') {
        attach('text/csv; charset=utf-8', renderCodebook(data, workbookWords))
      } else attach('application/json', `${JSON.stringify(data, null, 2)}\n`)
    }
    return true
  }

  /** A file as it was published: the bytes that are kept, whatever this program would make of them now. */
  const sendPublished = async (id: string, name: string, actor: Actor, response: Response) => {
    const found = await readPublicationFile(context, { id, name, reader: { kind: 'staff', actor } })
    if (!found) return false
    const { publication, file } = found
    response.set('Content-Disposition', `attachment; filename="rapport-${publication.date}.${file.name}"`)
    response.set('Content-Type', file.mediaType)
    response.end(Buffer.from(file.bytes))
    return true
  }

  const sendConcept = async (
    roundId: string,
    format: string,
    edition: 'short' | 'extended',
    actor: Actor,
    response: Response,
  ) => {
    const subject = await findSubject(context, { roundId })
    if (!subject || !may(actor, 'read-report', subject)) return false
    const sent = await send(roundId, format, edition, response)
    if (sent && actor.kind === 'account') {
      const { regionId } = subject
      await recordAudit(context, {
        actor,
        action: 'report-downloaded',
        subject: { regionId, roundId, format },
      })
    }
    return sent
  }

  return {
    handler: (request, response, next) => {
      if (request.method !== 'GET') return next()
      const actor = response.locals.actor as Actor
      const [, id, name] =
        /^\/rapport\/([\w-]+)(?:\.|\/(?=uitgebreid\.))((?:uitgebreid\.)?[a-z]+(?:\.csv)?)$/.exec(
          request.path,
        ) ?? []
      const [, roundId, format] =
        /^\/rondes\/([\w-]+)\/concept\.(pdf|html|docx|json|xlsx|csv|codeboek\.csv)$/.exec(request.path) ?? []
      const edition = request.query.uitgave === EXTENDED ? 'extended' : 'short'
      // Only the PDF and the page have an extended edition; the data are the same in both.
      if (format && edition === 'extended' && format !== 'pdf' && format !== 'html') return next()
      const sent =
        id && name
          ? sendPublished(id, name, actor, response)
          : roundId && format
            ? sendConcept(roundId, format, edition, actor, response)
            : null
      if (!sent) return next()
      sent
        .then((done) => {
          if (done) return
          // Nothing to hand out: the page says so, or leads to the way to sign in.
          request.url = id ? paths.publication(id) : paths.report(roundId ?? '')
          next()
        })
        .catch(next)
    },
    pool,
    close: () => pool.close(),
  }
}
