/** What the pages with results share: the right to read them, the round's results, and charts drawn from them. */

import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { chartAlternative, chartTable } from './domain/report/chart.ts'
import type { ChartSpec, Tone } from './domain/report/chart.ts'
import { plainText } from './domain/report/document.ts'
import type { RemarksOfQuestion } from './components/released-remarks.tsx'
import type { Item, Option } from './domain/framework/framework.ts'
import { allItems, DONT_KNOW } from './domain/framework/framework.ts'
import type { Framework } from './domain/framework/framework.ts'
import type { ChoiceResult, CriterionResult, LensResult } from './domain/report/results.ts'
import { selfImageOf } from './domain/report/self-image.ts'
import { drawChart } from './render/chart.ts'
import { logLook, requireStaff } from './staff.server.ts'
import { capital, listOf, percent } from './text/nl.ts'
import { chartWords, tooFew } from './text/results.ts'
import type { NamedRole } from './text/results.ts'
import { showResults } from './usecases/show-results.server.ts'
import type { ResultsView } from './usecases/show-results.server.ts'

/** A chart ready for the page: the drawing, and the same figures as a table. */
export type ChartPicture = {
  id: string
  title: string
  svg: string
  caption: string
  columns: { title: string; right: boolean }[]
  rows: string[][]
}

/** The results of the round in the address, for who may read them; the look goes into the log. */
export async function requireResults({
  context,
  params,
  request,
}: Pick<LoaderFunctionArgs, 'context' | 'params' | 'request'>): Promise<ResultsView> {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ context, request }, 'read-round', { roundId })
  const view = await showResults(context.app, { roundId })
  if (view.kind === 'refused') throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  await logLook(context, actor, 'results-read', view.round.id)
  return view
}

/** The two lenses as pages name them. */
export function namedRoles({ framework, score }: Pick<ResultsView, 'framework' | 'score'>): NamedRole[] {
  return framework.roles.slice(0, 2).map((role) => ({
    id: role.id,
    plural: role.plural,
    named: role.anonymity === 'named',
    minimumGroup: score.minimumGroup[role.id] ?? role.minimumGroup,
  }))
}

function picture(id: string, title: string, caption: string, spec: ChartSpec): ChartPicture {
  const table = chartTable(spec, caption, chartWords)
  return {
    id,
    title,
    svg: drawChart(spec, { alternative: chartAlternative(spec, chartWords) }),
    caption,
    columns: table.columns.map((column) => ({ title: column.title, right: column.align === 'right' })),
    rows: table.rows.map((row) => row.map(plainText)),
  }
}

/** What people wrote at these questions and may be shown, per question that has any. */
export function remarksAt(
  { framework, remarks }: Pick<ResultsView, 'framework' | 'remarks'>,
  items: readonly Item[],
): RemarksOfQuestion[] {
  return items.flatMap(({ id, text, role }) => {
    const own = remarks.filter(({ item }) => item === id)
    const plural = framework.roles.find((one) => one.id === role)?.plural ?? ''
    return own.length === 0
      ? []
      : [
          {
            id,
            text,
            role: plural,
            remarks: own.map(({ id: key, text, redacted }) => ({ key, text, redacted })),
          },
        ]
  })
}

/** How often each answer was given: one drawing per scale, since a bar has one set of answers. */
export function answerCharts(
  framework: Framework,
  criterion: CriterionResult,
  lens: LensResult,
  role: NamedRole,
): ChartPicture[] {
  const scales = new Map<string, LensResult['questions']>()
  for (const question of lens.questions) {
    const scale = JSON.stringify(question.options.map(({ label }) => label))
    scales.set(scale, [...(scales.get(scale) ?? []), question])
  }
  const items = new Map(allItems(framework).map((item) => [item.id, item]))
  return [...scales.values()].flatMap((questions, index): ChartPicture[] => {
    if (questions.every(({ n }) => n === null)) return []
    const options = items.get(questions[0]?.id ?? '')?.options ?? []
    const spec: ChartSpec = {
      kind: 'distribution',
      options: options.map((option) => ({ label: option.label, tone: toneOf(option, options) })),
      rows: questions.map((question) => {
        const counts = question.options.map(({ count }) => count)
        return counts.every((count) => count !== null)
          ? { label: question.text, counts }
          : { label: question.text, counts: null, reason: tooFew }
      }),
    }
    const asked = listOf(questions.map(({ id }) => id))
    const share = lens.score?.p ?? null
    const title =
      share === null || scales.size > 1
        ? `Zo antwoordden ${role.plural} op vraag ${asked}.`
        : `Van de antwoorden van ${role.plural} is ${percent(share)} positief.`
    const caption = `Antwoorden van ${role.plural} over ${criterion.title} (vraag ${asked})`
    return [picture(`${criterion.id}-${lens.role}-${index}`, title, caption, spec)]
  })
}

/** Where on its scale an option stands. */
function toneOf(option: Option, options: readonly Option[]): Tone {
  if (!option.scoring) return option.code === DONT_KNOW ? 'unknown' : 'not-applicable'
  const scale = options.filter(({ scoring }) => scoring)
  return scale.length < 2 ? 1 : scale.indexOf(option) / (scale.length - 1)
}

/** What was ticked in a multiple-choice question, of everybody who answered it; null when hidden. */
export function choiceChart(choice: ChoiceResult, title: string): ChartPicture | null {
  const { shown } = choice
  if (!shown || shown.answered === 0) return null
  return picture(`keuze-${choice.id}`, title, choice.text, {
    kind: 'bars',
    series: [{ id: 'ticked', label: 'Deel van wie antwoord gaf' }],
    marks: [],
    rows: shown.options
      .filter(({ count }) => count > 0)
      .map(({ label, count }) => ({
        label,
        values: [{ share: count / shown.answered, interval: null, n: count }],
      })),
  })
}

/** What one lens guessed of the other; null where nothing was asked, and while answers are held back. */
export function selfImagePicture({ framework, score, withheld }: ResultsView) {
  const image = withheld.length === 0 ? selfImageOf(framework, score) : null
  if (!image) return null
  const { title, sentences, chart } = image
  return {
    title,
    sentences,
    picture: chart && picture('zelfbeeld', chart.title, chart.caption, chart.spec),
  }
}

/** The criteria on which both lenses can be held beside each other in points; null when there are none to show. */
export function gapChart(
  id: string,
  title: string,
  criteria: readonly CriterionResult[],
  view: ResultsView,
): ChartPicture | null {
  const roles = namedRoles(view)
  const { strength, improvement } = view.framework.cutoffs
  const rows = criteria
    .filter(({ comparable, lenses }) => comparable && lenses.length === 2)
    .filter(({ lenses }) => lenses.some(({ score }) => score !== null && score.p !== null))
    .map((criterion) => ({
      label: capital(criterion.title),
      values: criterion.lenses.map(({ score }) =>
        score === null || score.p === null
          ? ({ share: null, reason: tooFew } as const)
          : { share: score.p, interval: score.interval, n: score.n },
      ),
    }))
  if (rows.length === 0) return null
  return picture(id, title, 'Deel positieve antwoorden', {
    kind: 'gap',
    series: roles.map((role) => ({ id: role.id, label: capital(role.plural) })),
    marks: [
      { share: strength, label: `Vanaf ${percent(strength)}: gaat goed` },
      { share: improvement, label: `Tot en met ${percent(improvement)}: kan beter` },
    ],
    rows,
  })
}
