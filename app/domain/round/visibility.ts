/**
 * "Wie ziet wat": what a round promises about who gets to see what. It is chosen before the round opens, shown to
 * respondents before their first question, and from then on it may only become narrower. What is kept from
 * everybody (figures of fewer than k, anonymous answers one by one) is no choice and stands in scoring §7.
 */

/** The choices of a round. Of each list below the first is the narrowest. */
export type Visibility = {
  /** How the report speaks of boards: by their kind of organisation, or by name of who took part. */
  boards: 'by-party' | 'by-name'
  /** Who gets the report, besides the coordinator. */
  report: 'boards' | 'respondents' | 'public'
  /** What the region gives to the inspection. */
  inspection: 'nothing' | 'report' | 'report-and-data'
  /** Who gets the data package (scores and counts, never answers one by one), besides the coordinator. */
  data: 'nobody' | 'boards' | 'public'
  /** Whether free text that a moderator let through may stand in the report word for word. */
  texts: 'never' | 'moderated'
  /** How many months after closing the sent answers are erased; the scores and the report stay. */
  retentionMonths: 6 | 12 | 24 | 60
  /**
   * Whether the body that keeps the answers falls under the law on open government (Woo): anyone may then ask it for
   * documents. A fact more than a choice, so it does not change at all once the round is open.
   */
  woo: 'no' | 'yes'
}

export type VisibilityChoice = keyof Visibility

/** Every choice with its options, narrowest first. */
export const VISIBILITY_OPTIONS: { readonly [Choice in VisibilityChoice]: readonly Visibility[Choice][] } = {
  boards: ['by-party', 'by-name'],
  report: ['boards', 'respondents', 'public'],
  inspection: ['nothing', 'report', 'report-and-data'],
  data: ['nobody', 'boards', 'public'],
  texts: ['never', 'moderated'],
  retentionMonths: [6, 12, 24, 60],
  woo: ['no', 'yes'],
}

/** What the choices start from: everybody who answered reads the report, nothing goes further by itself. */
export const DEFAULT_VISIBILITY: Visibility = {
  boards: 'by-party',
  report: 'respondents',
  inspection: 'nothing',
  data: 'nobody',
  texts: 'never',
  retentionMonths: 12,
  woo: 'yes',
}

const CHOICES = Object.keys(VISIBILITY_OPTIONS) as VisibilityChoice[]

/** The choices in a posted form, by their names; null with the names of those that are missing or unknown. */
export function visibilityFrom(
  entries: Iterable<[string, unknown]>,
): { ok: true; value: Visibility } | { ok: false; missing: VisibilityChoice[] } {
  const posted = new Map(entries)
  const value: Record<string, string | number> = {}
  const missing: VisibilityChoice[] = []
  for (const choice of CHOICES) {
    const option = VISIBILITY_OPTIONS[choice].find((one) => String(one) === posted.get(choice))
    if (option === undefined) missing.push(choice)
    else value[choice] = option
  }
  return missing.length > 0 ? { ok: false, missing } : { ok: true, value: value as Visibility }
}

/**
 * The choices by which `wanted` would go further than what was promised; an empty list when it keeps the promise.
 * Also a longer retention goes further, and any change of `woo`.
 */
export function widenedChoices(promised: Visibility, wanted: Visibility): VisibilityChoice[] {
  return CHOICES.filter((choice) =>
    choice === 'woo' ? promised.woo !== wanted.woo : widthOf(choice, wanted) > widthOf(choice, promised),
  )
}

/** The options of a choice that a round with this promise may still take: all of them while nothing is promised. */
export function optionsLeft<Choice extends VisibilityChoice>(
  choice: Choice,
  promised: Visibility | null,
): readonly Visibility[Choice][] {
  if (promised === null) return VISIBILITY_OPTIONS[choice]
  if (choice === 'woo') return [promised[choice]]
  return VISIBILITY_OPTIONS[choice].slice(0, widthOf(choice, promised) + 1)
}

/** A use of what a round brought up; every way out of the product asks `permits` first. */
export type Use =
  | { kind: 'report'; to: 'boards' | 'respondents' | 'inspection' | 'public' }
  | { kind: 'data'; to: 'boards' | 'inspection' | 'public' }
  | { kind: 'board-names' }
  | { kind: 'texts' }

/**
 * Whether a use keeps the promise. Without a promise (a round from before there were any) nothing goes out but the
 * report to the boards.
 */
export function permits(visibility: Visibility | null, use: Use): boolean {
  if (visibility === null) return use.kind === 'report' && use.to === 'boards'
  switch (use.kind) {
    case 'report':
      if (use.to === 'inspection') return visibility.inspection !== 'nothing'
      return reaches('report', visibility.report, use.to)
    case 'data':
      if (use.to === 'inspection') return visibility.inspection === 'report-and-data'
      return reaches('data', visibility.data, use.to)
    case 'board-names':
      return visibility.boards === 'by-name'
    case 'texts':
      return visibility.texts === 'moderated'
  }
}

/** The moment at which the sent answers of a round are due to be erased, as ISO 8601 in UTC. */
export function erasedAt(visibility: Visibility, closesAt: string): string {
  const moment = new Date(closesAt)
  const day = moment.getUTCDate()
  moment.setUTCMonth(moment.getUTCMonth() + visibility.retentionMonths)
  // The 31st of a month with fewer days rolls over into the next one: go back to the last day of the month meant.
  if (moment.getUTCDate() !== day) moment.setUTCDate(0)
  return moment.toISOString()
}

function widthOf(choice: VisibilityChoice, visibility: Visibility): number {
  return (VISIBILITY_OPTIONS[choice] as readonly unknown[]).indexOf(visibility[choice])
}

function reaches(choice: 'report' | 'data', chosen: string, asked: string): boolean {
  const options: readonly string[] = VISIBILITY_OPTIONS[choice]
  return options.indexOf(asked) <= options.indexOf(chosen)
}
