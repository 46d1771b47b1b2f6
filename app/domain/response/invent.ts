/**
 * Invented answers: from a demo file to responses that score as it asks. Same file and framework, same answers to
 * the last letter. The shares are met by counting out, not by chance, so a label never hangs on luck; who gives
 * which answer is chance, and people keep a mood over their answers as in life.
 */
import { allItems, DONT_KNOW, getRole, NOT_APPLICABLE, scoringOptions } from '../framework/framework.ts'
import type { Criterion, Framework, Item, Role } from '../framework/framework.ts'
import { isAsked } from '../questionnaire/questionnaire.ts'
import type { Demo } from './demo-file.ts'
import { randomOf, shuffled } from './random.ts'
import type { Random } from './random.ts'
import type { QuestionnaireResponse } from './response.ts'

/** How much two items of one criterion may differ from its level, either way. */
const SPREAD = 0.03

/** Distance between the steps of a scale, in logits: answers lie around one step, with tails. */
const STEP = 1.7

/** How many ways of dealing out answers are tried for roles in which not everyone weighs the same. */
const DEALS = 400

/** The invented responses, per role in a shuffled order. */
export function inventResponses(framework: Framework, demo: Demo): QuestionnaireResponse[] {
  const people = framework.roles.flatMap(({ id }) =>
    shuffled(
      (demo.respondents[id] ?? []).flatMap((group) =>
        Array.from({ length: group.count }, () => blankResponse(id, group)),
      ),
      randomOf(demo.seed, 'respondents', id),
    ),
  )
  const moodOf = moods(people, randomOf(demo.seed, 'moods'))
  for (const item of allItems(framework)) {
    const asked = people.filter((person) => isAsked(item, person.role, demo.variant, person))
    const random = randomOf(demo.seed, item.id)
    if (item.kind === 'choice') answerChoice(framework, demo, item, asked, moodOf, random)
    if (item.kind === 'multiple') answerMultiple(demo, item, asked, random)
    if (item.kind === 'open') {
      const writers = shuffled(asked, random)
      demo.texts[item.id]?.forEach((text, index) => {
        const writer = writers[index]
        if (writer) writer.texts[item.id] = text
      })
    }
  }
  writeLines(framework, demo, people)
  return people
}

function blankResponse(
  role: string,
  { profession, routes, party, organisation }: NonNullable<Demo['respondents'][string]>[number],
): QuestionnaireResponse {
  return {
    role,
    party,
    organisation,
    profession,
    routes: [...routes],
    answers: {},
    texts: {},
    remarks: {},
    evidence: {},
  }
}

/** How positive someone tends to be: the sum of a few draws, so about normal around 0. */
function moods(people: readonly QuestionnaireResponse[], random: Random) {
  const moods = new Map(people.map((person) => [person, random() + random() + random() - 1.5]))
  return (person: QuestionnaireResponse) => moods.get(person) ?? 0
}

function answerChoice(
  framework: Framework,
  demo: Demo,
  item: Item,
  asked: readonly QuestionnaireResponse[],
  moodOf: (person: QuestionnaireResponse) => number,
  random: Random,
): void {
  const noise = { unknown: 0, notApplicable: 0, skipped: 0, ...demo.noise[item.role], ...demo.items[item.id] }
  let rest = shuffled(asked, random)
  const take = (part: number) => {
    const taken = rest.slice(0, Math.round(part * asked.length))
    rest = rest.slice(taken.length)
    return taken
  }
  take(noise.skipped)
  for (const [code, part] of [
    [DONT_KNOW, noise.unknown],
    [NOT_APPLICABLE, noise.notApplicable],
  ] as const) {
    if (!item.options.some((option) => option.code === code)) continue
    for (const person of take(part)) person.answers[item.id] = [code]
  }
  const target = demo.items[item.id]?.share ?? spread(levelOf(framework, demo, item), random)
  const codes = countedOut(item, target, rest.length)
  const order = dealt(getRole(framework, item.role), item, target, rest, codes, moodOf, random)
  order.forEach((person, index) => {
    const code = codes[index]
    if (code !== undefined) person.answers[item.id] = [code]
  })
}

function levelOf(framework: Framework, demo: Demo, item: Item): number {
  const criterion = criterionOf(framework, item)
  const level = (criterion && demo.criteria[criterion.id]?.[item.role]) ?? demo.otherwise
  return demo.levels[level] ?? 0
}

function criterionOf(framework: Framework, item: Item): Criterion | undefined {
  return framework.themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .find((criterion) => criterion.items.includes(item))
}

function spread(level: number, random: Random): number {
  return Math.min(1, Math.max(0, level + (random() * 2 - 1) * SPREAD))
}

/**
 * So many codes, worst first, that their mean positive value is as near to the target as whole people allow. The
 * steps follow a logistic curve around one peak, so answers never split over both ends.
 */
function countedOut(item: Item, target: number, people: number): string[] {
  const options = scoringOptions(item)
  const sharesAt = (middle: number) => {
    const reached = options.map((_, index) =>
      index === 0 ? 1 : 1 / (1 + Math.exp((index - options.length / 2) * STEP - middle)),
    )
    return reached.map((part, index) => part - (reached[index + 1] ?? 0))
  }
  const positiveOf = (shares: readonly number[]) =>
    shares.reduce((sum, part, index) => sum + part * (options[index]?.positive ?? 0), 0)
  let [low, high] = [-20, 20]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (positiveOf(sharesAt(middle)) < target) low = middle
    else high = middle
  }
  const exact = sharesAt(low).map((part) => part * people)
  const counts = exact.map(Math.floor)
  // Largest remainders first; the earlier step when equal.
  const left = people - counts.reduce((sum, count) => sum + count, 0)
  exact
    .map((wanted, index) => ({ index, remainder: wanted - Math.floor(wanted) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left)
    .forEach(({ index }) => (counts[index] = (counts[index] ?? 0) + 1))
  return options.flatMap(({ code }, index) => Array.from({ length: counts[index] ?? 0 }, () => code))
}

/**
 * Who gets which of the codes (worst first): people in order of mood and chance. Where people do not weigh the
 * same, several orders are tried and the one whose weighted share comes nearest to the target is kept.
 */
function dealt(
  role: Role,
  item: Item,
  target: number,
  people: readonly QuestionnaireResponse[],
  codes: readonly string[],
  moodOf: (person: QuestionnaireResponse) => number,
  random: Random,
): QuestionnaireResponse[] {
  const byMood = () => {
    const drawn = new Map(people.map((person) => [person, moodOf(person) + (random() - 0.5) * 3]))
    return [...people].sort((a, b) => (drawn.get(a) ?? 0) - (drawn.get(b) ?? 0))
  }
  if (role.weighting === 'person') return byMood()
  const positive = new Map(scoringOptions(item).map((option) => [option.code, option.positive]))
  const weights = weightsOf(role, people)
  let best: { order: QuestionnaireResponse[]; miss: number } | undefined
  for (let deal = 0; deal < DEALS; deal += 1) {
    const order = byMood()
    const p = order.reduce(
      (sum, person, index) => sum + (weights.get(person) ?? 0) * (positive.get(codes[index] ?? '') ?? 0),
      0,
    )
    const miss = Math.abs(p - target)
    if (!best || miss < best.miss - 1e-9) best = { order, miss }
  }
  return best?.order ?? []
}

/** Weights that sum to 1, by organisation or by party (scoring method §2). */
function weightsOf(role: Role, people: readonly QuestionnaireResponse[]): Map<QuestionnaireResponse, number> {
  const party = (person: QuestionnaireResponse) => (role.weighting === 'party' ? person.party : null)
  const parties = new Set(people.map(party))
  return new Map(
    people.map((person) => {
      const same = people.filter((other) => party(other) === party(person))
      const organisations = new Set(same.map((other) => other.organisation)).size
      const colleagues = same.filter((other) => other.organisation === person.organisation).length
      return [person, 1 / (parties.size * organisations * colleagues)]
    }),
  )
}

/** Ticks counted out per option; whoever has fewest ticks so far is next, so that nobody stays without. */
function answerMultiple(
  demo: Demo,
  item: Item,
  asked: readonly QuestionnaireResponse[],
  random: Random,
): void {
  const shares = demo.ticks[item.id]
  if (!shares) return
  const skipped = demo.items[item.id]?.skipped ?? demo.noise[item.role]?.skipped ?? 0
  let rest = shuffled(asked, random).slice(Math.round(skipped * asked.length))
  const answering = rest.length
  for (const { code, exclusive } of item.options) {
    if (!exclusive) continue
    const taken = rest.slice(0, Math.round((shares[code] ?? 0) * answering))
    rest = rest.slice(taken.length)
    for (const person of taken) person.answers[item.id] = [code]
  }
  const ticks = new Map(rest.map((person): [QuestionnaireResponse, string[]] => [person, []]))
  const open = item.options
    .filter(({ exclusive }) => !exclusive)
    .map(({ code }) => ({ code, count: Math.round((shares[code] ?? 0) * rest.length) }))
  // Rare options first: the common ones then reach whoever has none yet.
  for (const { code, count } of [...open].sort((a, b) => a.count - b.count)) {
    shuffled(rest, random)
      .sort((a, b) => (ticks.get(a)?.length ?? 0) - (ticks.get(b)?.length ?? 0))
      .slice(0, count)
      .forEach((person) => ticks.get(person)?.push(code))
  }
  for (const [person, codes] of ticks) {
    if (codes.length > 0) {
      person.answers[item.id] = item.options.map(({ code }) => code).filter((code) => codes.includes(code))
    }
  }
}

/** Remarks and lines of evidence, each by someone whose own answer fits it. */
function writeLines(framework: Framework, demo: Demo, people: readonly QuestionnaireResponse[]): void {
  const items = new Map(allItems(framework).map((item) => [item.id, item]))
  for (const [kind, lines] of [
    ['remarks', demo.remarks],
    ['evidence', demo.evidence],
  ] as const) {
    lines.forEach(({ item: id, text, by, party }, index) => {
      const random = randomOf(demo.seed, kind, id, String(index))
      const writer = shuffled(people, random).find((person) => {
        const code = person.answers[id]?.[0]
        if (code === undefined || person[kind][id] || (party !== null && person.party !== party)) return false
        const positive = items.get(id)?.options.find((option) => option.code === code)?.positive ?? null
        return by === null || (positive !== null && (by === 'low') === positive < 0.5)
      })
      if (writer) writer[kind][id] = text
    })
  }
}
