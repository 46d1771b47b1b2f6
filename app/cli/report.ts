/** `report --framework ID --responses FILE --region FILE --out DIR …`: writes the regional report of a responses file. */

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { scoreWithFindings } from '../domain/findings/score.ts'
import { composeReport } from '../domain/report/compose.ts'
import { dataPackage, type DataPackage } from '../domain/report/data-package.ts'
import { tallyResponses } from '../domain/scoring/tally.ts'
import { workbookWords } from '../text/data-package.ts'
import { chooseFramework, printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'
import { readRegion, readResponses } from './read-inputs.ts'
import { cannotWrite, writeFilesWhole } from './write-files.ts'

const USAGE = `Usage: regiospiegel report --framework ID --responses FILE --region FILE --out DIR
         [--date YYYY-MM-DD] [--format pdf,html,docx,json,xlsx,csv] [--edition short]

Writes rapport.pdf, rapport.html and the data package rapport.json (the default formats); on request the report as
rapport.docx for Word, and the data package as rapport.xlsx or rapport.csv (with rapport-codeboek.csv).
The date is that of the region file, else today. The same input and date give the same bytes.
`

type Files = Record<string, string | Uint8Array>

/** What each format writes; document libraries are loaded only when they are asked for. */
const formats: Record<string, (data: DataPackage) => Promise<Files>> = {
  pdf: async ({ document }) => ({
    'rapport.pdf': await (await import('../render/pdf.server.ts')).renderPdf(document),
  }),
  html: async ({ document }) => ({
    'rapport.html': (await import('../render/html.tsx')).renderHtml(document),
  }),
  docx: async ({ document }) => ({
    'rapport.docx': await (await import('../render/docx.server.ts')).renderDocx(document),
  }),
  json: async (data) => ({ 'rapport.json': `${JSON.stringify(data, null, 2)}\n` }),
  xlsx: async (data) => ({
    'rapport.xlsx': await (await import('../render/xlsx.server.ts')).renderXlsx(data, workbookWords),
  }),
  csv: async (data) => {
    const { renderCodebook, renderCsv } = await import('../render/csv.ts')
    return {
      'rapport.csv': renderCsv(data, workbookWords),
      'rapport-codeboek.csv': renderCodebook(data, workbookWords),
    }
  },
}
const DEFAULT_FORMATS = 'pdf,html,json'
/** In the contract, but not made yet. */
const LATER = { editions: ['extended'] }

/** Runs `report …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  const wrongUse = (what: string) => {
    io.stderr(`report: ${what}\n\n${USAGE}`)
    return 2
  }
  let values
  try {
    values = parseArgs({
      args,
      options: {
        framework: { type: 'string' },
        responses: { type: 'string' },
        region: { type: 'string' },
        out: { type: 'string' },
        date: { type: 'string' },
        format: { type: 'string', default: DEFAULT_FORMATS },
        edition: { type: 'string', default: 'short' },
      },
    }).values
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error))
  }
  const { framework: ref, responses: responsesPath, region: regionPath, out, date } = values
  if (ref === undefined) return wrongUse('--framework is missing')
  if (responsesPath === undefined) return wrongUse('--responses is missing')
  if (regionPath === undefined) return wrongUse('--region is missing')
  if (out === undefined) return wrongUse('--out is missing')
  if (out === '') return wrongUse('--out names no folder')
  if (date !== undefined && !isDate(date))
    return wrongUse(`--date "${date}" is not a date such as 2026-11-20`)
  const asked = [...new Set(split(values.format))]
  if (asked.length === 0) return wrongUse('--format names nothing')
  for (const format of asked) {
    if (!(format in formats))
      return wrongUse(`unknown format "${format}"; choose from ${Object.keys(formats).join(', ')}`)
  }
  const editions = split(values.edition)
  if (editions.length === 0) return wrongUse('--edition names nothing')
  for (const edition of editions) {
    if (LATER.editions.includes(edition))
      return wrongUse(`the ${edition} edition cannot be made yet; leave it out`)
    if (edition !== 'short') return wrongUse(`unknown edition "${edition}"; there is "short"`)
  }

  const framework = await chooseFramework(ref, io)
  if (!framework) return 1
  const responses = await readResponses(io.cwd, responsesPath, framework)
  const region = await readRegion(io.cwd, regionPath, framework)
  if (!responses.ok) printProblems(io, responses.problems)
  if (!region.ok) printProblems(io, region.problems)
  if (!responses.ok || !region.ok) return 1

  const tallies = tallyResponses(framework, responses.value.responses)
  const scored = scoreWithFindings(framework, tallies, {
    variant: responses.value.variant,
    invited: region.value.invited,
  })
  const { document, score } = composeReport(framework, scored, region.value, {
    date: date ?? region.value.date ?? today(),
    edition: 'short',
  })
  const data = dataPackage(framework, score, document)
  const files: Files = {}
  for (const format of asked) Object.assign(files, await formats[format]!(data))
  try {
    await writeFilesWhole(resolve(io.cwd, out), files)
  } catch (error) {
    io.stderr(`${out}:1:1: ${cannotWrite(error, '--out')}; nothing was left behind\n`)
    return 1
  }
  io.stderr(`Wrote ${Object.keys(files).join(', ')} into ${out}\n`)
  return 0
}

const split = (list: string) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function isDate(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The day it is in the Netherlands. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())
}
