/** `report --framework ID --responses FILE --region FILE --out DIR …`: writes the regional report of a responses file. */

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { scoreWithFindings } from '../domain/findings/score.ts'
import { composeReport, hasExtendedEdition } from '../domain/report/compose.ts'
import { dataPackage, type DataPackage } from '../domain/report/data-package.ts'
import { tallyResponses } from '../domain/scoring/tally.ts'
import type { Framework } from '../domain/framework/framework.ts'
import type { ReportOptions } from '../domain/report/context.ts'
import { workbookWords } from '../text/data-package.ts'
import { chooseFramework, openFrameworks, printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'
import { readRegion, readResponses } from './read-inputs.ts'
import { cannotWrite, writeFilesWhole } from './write-files.ts'

const USAGE = `Usage: regiospiegel report --framework ID --responses FILE --region FILE --out DIR
         [--date YYYY-MM-DD] [--format pdf,html,docx,json,xlsx,csv] [--edition short,extended]

Writes rapport.pdf, rapport.html and the data package rapport.json (the default formats); on request the report as
rapport.docx for Word, and the data package as rapport.xlsx or rapport.csv (with rapport-codeboek.csv).
The extended edition, with every finding's evidence, is rapport-uitgebreid.pdf and .html.
The date is that of the region file, else today. The same input and date give the same bytes.
`

type Files = Record<string, string | Uint8Array>

/** What each format writes, under the name of the edition; document libraries are loaded only when they are asked for. */
const formats: Record<string, (data: DataPackage, name: string) => Promise<Files>> = {
  pdf: async ({ document }, name) => ({
    [`${name}.pdf`]: await (await import('../render/pdf.server.ts')).renderPdf(document),
  }),
  html: async ({ document }, name) => ({
    [`${name}.html`]: (await import('../render/html.tsx')).renderHtml(document),
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

type Edition = ReportOptions['edition']
/** How the files of an edition are called, and the formats that it has; data packages do not depend on an edition. */
const EDITIONS: Record<Edition, { name: string; formats: string[] | null }> = {
  short: { name: 'rapport', formats: null },
  extended: { name: 'rapport-uitgebreid', formats: ['pdf', 'html'] },
}

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
  const unknown = editions.find((edition) => !isEdition(edition))
  if (unknown !== undefined)
    return wrongUse(`unknown edition "${unknown}"; choose from ${Object.keys(EDITIONS).join(', ')}`)
  const wanted = (Object.keys(EDITIONS) as Edition[]).filter((edition) => editions.includes(edition))
  const files = wanted.flatMap((edition) => filesOf(edition, asked))
  if (files.length === 0)
    return wrongUse(
      'the extended edition has no such format; ask for pdf or html, or for the short edition too',
    )

  const framework = await chooseFramework(ref, io)
  if (!framework) return 1
  if (wanted.includes('extended') && !hasExtendedEdition(framework)) {
    io.stderr(`${await noExtendedEdition(framework, io)}\n`)
    return 1
  }
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
  const packageOf = (edition: Edition) => {
    const { document, score } = composeReport(framework, scored, region.value, {
      date: date ?? region.value.date ?? today(),
      edition,
    })
    return dataPackage(framework, score, document)
  }
  const packages = new Map(wanted.map((edition) => [edition, packageOf(edition)]))
  const drawn: Files = {}
  for (const { edition, format } of files)
    Object.assign(drawn, await formats[format]!(packages.get(edition)!, EDITIONS[edition].name))
  try {
    await writeFilesWhole(resolve(io.cwd, out), drawn)
  } catch (error) {
    io.stderr(`${out}:1:1: ${cannotWrite(error, '--out')}; nothing was left behind\n`)
    return 1
  }
  io.stderr(`Wrote ${Object.keys(drawn).join(', ')} into ${out}\n`)
  return 0
}

function isEdition(name: string): name is Edition {
  return Object.hasOwn(EDITIONS, name)
}

/** The files of one edition, of the formats that were asked for and that it has. */
function filesOf(edition: Edition, asked: string[]) {
  const { formats: has } = EDITIONS[edition]
  return asked.filter((format) => has === null || has.includes(format)).map((format) => ({ edition, format }))
}

/** What to do when this version cannot be printed at length: the newest one may have the words for it. */
async function noExtendedEdition({ id, version }: Framework, io: Io): Promise<string> {
  const newest = (await openFrameworks(io))?.find(id)
  const advice =
    newest && hasExtendedEdition(newest)
      ? `use --framework ${id}@${newest.version}, or leave --edition extended out`
      : 'leave --edition extended out'
  return `${id}@${version} has no extended edition; ${advice}`
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
