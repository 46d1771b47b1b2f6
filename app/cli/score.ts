/** `score --framework ID --responses FILE [--region FILE] [--json]`: scores a responses file. */

import { parseArgs } from 'node:util'
import { scoreWithFindings } from '../domain/findings/score.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { composeReport } from '../domain/report/compose.ts'
import type { Region } from '../domain/report/region.ts'
import type { RoleScore, Score } from '../domain/scoring/score.ts'
import { tallyResponses } from '../domain/scoring/tally.ts'
import { chooseFramework, printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'
import { readRegion, readResponses } from './read-inputs.ts'

const USAGE = `Usage: regiospiegel score --framework ID --responses FILE [--region FILE] [--json]

Scores a responses file. With a region file the numbers asked are known, so that a census is recognised, and the
findings name the region.
`

const NAMELESS_REGION: Region = {
  title: '',
  municipalities: [],
  date: null,
  year: null,
  invited: {},
  figures: [],
  invented: false,
}

/** Runs `score …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  const wrongUse = (what: string) => {
    io.stderr(`score: ${what}\n\n${USAGE}`)
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
        json: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error))
  }
  if (values.framework === undefined) return wrongUse('--framework is missing')
  if (values.responses === undefined) return wrongUse('--responses is missing')

  const framework = await chooseFramework(values.framework, io)
  if (!framework) return 1
  const read = await readResponses(io.cwd, values.responses, framework)
  const region = values.region === undefined ? undefined : await readRegion(io.cwd, values.region, framework)
  if (!read.ok) printProblems(io, read.problems)
  if (region && !region.ok) printProblems(io, region.problems)
  if (!read.ok || (region && !region.ok)) return 1

  const { responses, variant } = read.value
  const scored = scoreWithFindings(framework, tallyResponses(framework, responses), {
    variant,
    invited: region?.value.invited,
  })
  // Without a region file the sentences speak of "the region"; no sentence of a finding has a date.
  const { score } = composeReport(framework, scored, region?.value ?? NAMELESS_REGION, {
    date: region?.value.date ?? '1970-01-01',
    edition: 'extended',
  })
  io.stdout(values.json ? `${JSON.stringify(score, null, 2)}\n` : inWords(framework, score))
  return 0
}

/** The score for people: per criterion one line per role, then the findings. */
function inWords(framework: Framework, score: Score): string {
  const answered = framework.roles.map(({ id }) => `${id} ${score.respondents[id] ?? 0}`).join(', ')
  const lines = [
    `${framework.title} ${framework.version} (${score.framework.variant}), method ${score.method}`,
    `Respondents: ${answered}`,
  ]
  for (const theme of score.themes) {
    lines.push('', theme.title)
    for (const norm of theme.norms) {
      for (const criterion of norm.criteria) {
        lines.push(`  ${criterion.title}`)
        for (const [role, figures] of Object.entries(criterion.roles)) {
          lines.push(`    ${role.padEnd(14)}${roleInWords(figures)}`)
        }
        if (criterion.gap) {
          const { difference, counts } = criterion.gap
          const points = `${(difference * 100).toFixed(0)} points`
          lines.push(`    ${'gap'.padEnd(14)}${points}${counts ? '' : ', no demonstrable difference'}`)
        }
      }
    }
  }
  lines.push('', 'Findings')
  for (const finding of score.findings) {
    const firm = finding.firm ? 'firm' : 'provisional'
    lines.push(`  ${finding.id.padEnd(32)}${finding.form.padEnd(12)}${firm.padEnd(13)}${finding.edition}`)
  }
  if (score.findings.length === 0) lines.push('  none')
  return `${lines.join('\n')}\n`
}

function roleInWords(score: RoleScore): string {
  const label = `${score.label}${score.reason === 'unknown' ? ' (unknown)' : ''}`.padEnd(24)
  if (score.p === null) return label.trimEnd()
  const percent = (share: number) => `${(share * 100).toFixed(0)}%`
  const range = score.interval
    ? ` (${score.interval.map(percent).join('–')})`
    : score.census
      ? ' (all asked)'
      : ''
  return `${label}${percent(score.p)}${range}, n ${score.n ?? 0}${score.firm ? ', firm' : ''}`
}
