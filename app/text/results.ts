/** Dutch of results, charts and how sure they are. What a framework says stands in the framework. */

import type { ChartWords } from '../domain/report/chart.ts'
import { sizeOf } from '../domain/round/participants.ts'
import type { Headcount } from '../domain/round/round.ts'
import type { RoleScore } from '../domain/scoring/score.ts'
import type { Label } from '../domain/scoring/score.ts'
import { capital, count, counted, labelText, listOf, percent } from './nl.ts'

export const chartWords: ChartWords = {
  kinds: { bars: 'Staafdiagram', gap: 'Puntendiagram', distribution: 'Verdeling van antwoorden' },
  row: '{label}: {values}',
  value: '{series} {value}',
  range: '{series}: van {lowest} ({lowestRow}) tot {highest} ({highestRow})',
  seeTable: 'Alle cijfers staan in de tabel hieronder.',
  cell: '{share} ({n})',
  rows: 'Onderwerp',
  number: 'Antwoorden',
}

export const tooFew = 'te weinig antwoorden om te laten zien'

/** A role as sentences and columns name it. */
export type NamedRole = { id: string; plural: string; named: boolean; minimumGroup: number }

/** "15 professionals", "9 organisaties": in a named role organisations answer. */
export function respondentsText({ plural, named }: Pick<NamedRole, 'plural' | 'named'>, n: number): string {
  if (named) return counted(n, 'organisatie', 'organisaties')
  return n === 1 ? `1 van de ${plural}` : `${count(n)} ${plural}`
}

/** "vast", "voorlopig", or nothing for labels that are neither. */
export function firmText({ label, firm }: Pick<RoleScore, 'label' | 'firm'>): string | null {
  return label === 'strength' || label === 'improvement' ? (firm ? 'vast' : 'voorlopig') : null
}

/** Why a lens has no figure. */
export function hiddenText({ plural, named, minimumGroup }: NamedRole): string {
  return named
    ? `Minder dan ${minimumGroup} organisaties gaven een geldig antwoord. Daarom staat hier geen cijfer.`
    : `Minder dan ${minimumGroup} ${plural} gaven een geldig antwoord. Daarom staat hier geen cijfer.`
}

/** What stands at a criterion without a sentence of its own. */
export function listedText(listed: 'divided' | 'mixed' | 'insufficient'): string {
  switch (listed) {
    case 'divided':
      return 'De antwoorden lopen sterk uiteen. Praat erover voordat u een conclusie trekt.'
    case 'mixed':
      return 'Gemengd beeld: niet duidelijk goed en niet duidelijk slecht.'
    case 'insufficient':
      return 'Hierover kwamen te weinig antwoorden om iets te laten zien.'
  }
}

/** The gap in points, or that there is none to be shown. */
export function gapText(
  gap: { difference: number; interval: [number, number]; counts: boolean },
  [first, second]: readonly NamedRole[],
): string {
  const points = Math.round(Math.abs(gap.difference) * 100)
  const [lower, higher] = gap.difference > 0 ? [first, second] : [second, first]
  const bounds = gap.interval.map((bound) => Math.round(bound * 100)).join(' tot ')
  return gap.counts
    ? `${capital(higher?.plural ?? '')} antwoorden ${points} procentpunt positiever dan ${lower?.plural ?? ''} (95%-interval ${bounds}).`
    : `Geen aantoonbaar verschil: ${points} procentpunt, met een 95%-interval van ${bounds}.`
}

const labelWords: Record<string, string> = {
  ...Object.fromEntries(Object.entries(labelText).map(([label, text]) => [label, text.toLowerCase()])),
  '–': 'geen uitkomst',
}

/** "professionals: kan beter; bestuurders: gaat goed; en een aantoonbaar verschil", of a rule like "improvement·strength+gap". */
export function ruleText(rule: string, roles: readonly NamedRole[]): string {
  const [labels = '', gap] = rule.split('+')
  const parts = labels
    .split('·')
    .map((label, index) => `${roles[index]?.plural ?? ''}: ${labelWords[label] ?? label}`)
  return `${parts.join('; ')}${gap ? '; en een aantoonbaar verschil' : ''}`
}

/** How a label came about, in full: what stands behind "statistics on request". */
export function figuresText(score: RoleScore, role: NamedRole): string[] {
  if (score.p === null || score.n === null) return [hiddenText(role)]
  const sentences = [
    `${percent(score.p)} van de antwoorden is positief: het gemiddelde van ${counted(
      score.items.filter(({ n }) => n !== null).length,
      'vraag',
      'vragen',
    )}.`,
    `Aan elke vraag gaven ten minste ${counted(score.n, 'persoon', 'mensen')} een geldig antwoord.`,
  ]
  if (score.census)
    sentences.push('Alle gevraagde organisaties gaven antwoord. Daarom is er geen onzekerheid door toeval.')
  else if (score.interval)
    sentences.push(
      `95%-interval: ${percent(score.interval[0])} tot ${percent(score.interval[1])}, bij een effectief aantal van ${new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 }).format(score.neff ?? score.n)}.`,
    )
  sentences.push(
    `Weet ik niet: ${percent(score.unknown ?? 0)}. Niet van toepassing: ${percent(score.notApplicable ?? 0)}.`,
  )
  return sentences
}

/** "4 gaat goed, 2 kan beter en 1 verdeeld", of the labels of one lens. */
export function labelCounts(labels: readonly Label[]): string {
  const order: Label[] = ['strength', 'improvement', 'mixed', 'divided', 'insufficient']
  const parts = order.flatMap((label) => {
    const found = labels.filter((one) => one === label).length
    return found > 0 ? [`${found} ${labelText[label].toLowerCase()}`] : []
  })
  return parts.length > 0 ? listOf(parts) : 'niets gevraagd'
}

/** "Het vaakst gekozen: kosten (9) en tijd (7)." */
export function choiceText(shown: {
  answered: number
  options: { label: string; count: number; often: boolean }[]
}): string {
  const often = shown.options.filter((option) => option.often)
  if (often.length === 0) return 'Geen van de antwoorden is vaak gekozen.'
  return `Het vaakst gekozen: ${listOf(often.map((option) => `${option.label} (${count(option.count)})`))}. ${count(shown.answered)} mensen gaven antwoord.`
}

/** "120" or "ongeveer 300". */
export function invitedText(invited: Headcount): string {
  return typeof invited === 'number' ? count(invited) : `ongeveer ${count(sizeOf(invited))}`
}
