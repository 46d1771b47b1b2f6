/**
 * What a framework must have beyond a right form, so that a questionnaire built on it can be trusted: `parse.ts`
 * refuses what cannot be used, this finds what should not be used. Errors make `frameworks check` fail;
 * warnings are questions to the author.
 */

import type { Problem } from '../problem.ts'
import {
  allItems,
  DONT_KNOW,
  NOT_APPLICABLE,
  scoringOptions,
  type Criterion,
  type Role,
} from './framework.ts'
import type { FrameworkFile, ItemInFile } from './framework-file.ts'
import { CORE_MINUTES, estimateMinutes, itemsInVariant } from './minutes.ts'
import type { ParsedFramework } from './parse.ts'
import { placedItems } from './references.ts'
import { skeletonProblems } from './skeleton-problems.ts'
import type { SourcePath } from './yaml-source.ts'

export type Remark = Problem & { severity: 'error' | 'warning' }

type Say = (severity: Remark['severity'], path: SourcePath, what: string, todo: string) => void

/** Longest question that is still read in one go, in words. */
const WORDS_IN_A_QUESTION = 25

/** All remarks on a framework that could be parsed: on framework.yaml in its order, then on report.yaml. */
export function checkFramework(parsed: ParsedFramework): Remark[] {
  const remarks: Remark[] = []
  const say: Say = (severity, path, what, todo) =>
    void remarks.push({ ...parsed.source.problemAt(path, what, todo), severity })
  checkScales(parsed, say)
  checkRoles(parsed, say)
  checkSources(parsed, say)
  checkItems(parsed, say)
  checkNorms(parsed, say)
  checkCriteria(parsed, say)
  checkMinutes(parsed, say)
  const inReport = skeletonProblems(parsed.framework, parsed.reportSource)
  return [
    ...remarks.sort((a, b) => a.row - b.row || a.column - b.column),
    ...inReport.map((problem): Remark => ({ ...problem, severity: 'error' })),
  ]
}

/** Scoring §1: options from worst to best, from not positive at all to wholly positive. */
function checkScales({ file }: ParsedFramework, say: Say) {
  const used = new Set(placedItems(file).flatMap(({ item }) => (item.kind === 'choice' ? [item.scale] : [])))
  for (const [id, { options }] of Object.entries(file.scales)) {
    const path = ['scales', id]
    for (const measure of ['value', 'positive'] as const) {
      options.forEach((option, i) => {
        const before = options[i - 1]
        if (before && option[measure] < before[measure])
          say(
            'error',
            [...path, 'options', i, measure],
            `${measure} goes down from ${before[measure]} to ${option[measure]}`,
            'write the options from worst to best; turn the question around if it is worded negatively',
          )
      })
      const [worst, best] = [options[0]?.[measure], options.at(-1)?.[measure]]
      const top = measure === 'value' ? 100 : 1
      if (worst !== 0 || best !== top)
        say(
          'error',
          [...path, 'options'],
          `${measure} of scale "${id}" runs from ${worst} to ${best}`,
          `let it run from 0 (worst) to ${top} (best), so that every scale weighs the same`,
        )
    }
    if (!used.has(id)) say('warning', path, `no question uses scale "${id}"`, 'remove it, or use it')
  }
}

function checkRoles({ file }: ParsedFramework, say: Say) {
  const items = placedItems(file)
  if (file.roles.length === 1)
    say('warning', ['roles'], 'there is one role', 'add a second lens if the subject has one')
  file.roles.forEach((role, r) => {
    const path = ['roles', r]
    const [least, why] =
      role.anonymity === 'anonymous'
        ? [5, 'with fewer persons an answer can be traced']
        : [3, 'with fewer organisations readers can work out who answered what']
    if (role.minimumGroup < least)
      say('warning', [...path, 'minimumGroup'], `${why}: ${role.minimumGroup}`, `use at least ${least}`)
    if (role.weighting === 'party' && file.parties.length === 0)
      say('error', [...path, 'weighting'], 'there are no parties to weigh by', 'add parties, or use person')
    const own = items.filter(({ item }) => item.role === role.id)
    if (!own.some(({ item }) => item.kind === 'choice'))
      say('warning', path, `role "${role.id}" has no question that scores`, 'add one, or remove the role')
    const reaches = (key: 'routes' | 'parties', id: string) =>
      own.some(
        ({ item }) =>
          item.kind === 'choice' &&
          item.variant === 'core' &&
          (item[key].length === 0 || item[key].includes(id)),
      )
    role.routes.forEach(({ id }, i) => {
      if (!reaches('routes', id))
        say(
          'error',
          [...path, 'routes', i],
          `route "${id}" gets no question in the short questionnaire`,
          'give it one, or remove the route',
        )
    })
    if (role.routing === 'parties')
      file.parties.forEach(({ id }, i) => {
        if (!reaches('parties', id))
          say(
            'error',
            ['parties', i],
            `party "${id}" gets no question for role "${role.id}" in the short questionnaire`,
            'give it one, or remove the party',
          )
      })
  })
  if (file.cutoffs.improvement >= file.cutoffs.strength)
    say(
      'error',
      ['cutoffs', 'improvement'],
      `improvement (${file.cutoffs.improvement}) is not below strength (${file.cutoffs.strength})`,
      'leave room for a mixed picture between the two',
    )
}

function checkSources({ file }: ParsedFramework, say: Say) {
  const used = new Set([
    ...file.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.sources)),
    ...placedItems(file).flatMap(({ item }) => item.sources),
  ])
  file.sources.forEach((source, s) => {
    if (!used.has(source.id))
      say('warning', ['sources', s], `nothing rests on source "${source.id}"`, 'refer to it, or remove it')
    if (source.date !== null && source.date > source.checked)
      say(
        'warning',
        ['sources', s, 'date'],
        `source "${source.id}" is newer than the day it was checked`,
        'correct one of the two',
      )
  })
}

function checkItems({ file, source }: ParsedFramework, say: Say) {
  const seen = new Map<string, string>()
  const slots = new Map<string, string>()
  for (const { item, path } of placedItems(file)) {
    const role = file.roles.find(({ id }) => id === item.role)
    const twin = seen.get(`${item.role}: ${item.text.toLowerCase()}`)
    if (twin)
      say(
        'error',
        [...path, 'text'],
        `"${item.id}" asks the same as "${twin}"`,
        'remove or reword one of them',
      )
    seen.set(`${item.role}: ${item.text.toLowerCase()}`, item.id)
    const words = item.text.split(/\s+/u).length
    if (words > WORDS_IN_A_QUESTION)
      say(
        'warning',
        [...path, 'text'],
        `this question has ${words} words`,
        `say it in at most ${WORDS_IN_A_QUESTION}, or move an example to hint`,
      )
    if (item.evidence && role?.anonymity === 'anonymous')
      say(
        'warning',
        [...path, 'evidence'],
        `a document or link can give away who answered, and role "${role.id}" is anonymous`,
        'remove evidence',
      )
    if (item.kind === 'choice') {
      if (item.unknownIsSignal && !item.nonScoring.includes(DONT_KNOW))
        say(
          'error',
          [...path, 'unknownIsSignal'],
          `nobody can answer ${DONT_KNOW} here`,
          `add it: nonScoring: [${DONT_KNOW}]`,
        )
      else if (item.nonScoring.length === 0)
        say(
          'error',
          path,
          `"${item.id}" forces an opinion on someone who has none`,
          `add nonScoring: [${DONT_KNOW}] or [${NOT_APPLICABLE}], or both`,
        )
    }
    if (item.kind === 'choice' && item.predicts !== undefined) {
      const wrong = whyNotPredicted(file, item, path)
      if (wrong) say('error', [...path, 'predicts'], wrong.what, wrong.todo)
    }
    if (item.kind === 'multiple') {
      const other = item.slot === null ? undefined : slots.get(item.slot)
      if (item.slot !== null && other)
        say('error', [...path, 'slot'], `"${other}" fills slot "${item.slot}" already`, 'name another slot')
      if (item.slot !== null) slots.set(item.slot, item.id)
      item.options.forEach((option, i) => {
        const place = [...path, 'options', i]
        if (item.slot !== null && !option.exclusive && !source.stands([...place, 'phrase']))
          say(
            'error',
            place,
            `option "${option.code}" has no phrase, so it cannot fill slot "${item.slot}"`,
            'write how a sentence names it, or phrase: null when it cannot be named',
          )
        if (option.phrase !== null && (item.slot === null || option.exclusive))
          say('warning', [...place, 'phrase'], 'this phrase is never used', 'remove it, or name a slot')
      })
      if (item.slot !== null && item.options.every(({ phrase }) => phrase === null))
        say('error', [...path, 'slot'], `nothing can fill slot "${item.slot}"`, 'give the options a phrase')
    }
  }
}

/** A guess is loose from the norms, asks about another role, and is given as a share: its options say which. */
function whyNotPredicted(
  file: FrameworkFile,
  item: Extract<ItemInFile, { kind: 'choice' }>,
  path: SourcePath,
): { what: string; todo: string } | null {
  const target = placedItems(file).find(({ item: { id } }) => id === item.predicts)
  if (path[0] !== 'items')
    return {
      what: `"${item.id}" guesses what others say, so it cannot count for a criterion`,
      todo: 'move it to items, at the end of the file',
    }
  if (
    !target ||
    target.path[0] === 'items' ||
    target.item.kind !== 'choice' ||
    target.item.role === item.role
  )
    return {
      what: `"${item.id}" guesses "${item.predicts}", which is no scored question of another role`,
      todo: 'name a question with a scale of the other role',
    }
  const shares = file.scales[item.scale]?.options ?? []
  if (shares.some(({ value, positive }) => Math.abs(positive * 100 - value) > 0.5))
    return {
      what: `scale "${item.scale}" is no scale of shares: "positive" is not the share that the option names`,
      todo: 'give every option value: 30, positive: 0.3 for "3 van de 10", and so on',
    }
  return null
}

/** The short questionnaire covers every norm for each role that is asked about it at all. */
function checkNorms({ framework }: ParsedFramework, say: Say) {
  framework.themes.forEach((theme, t) =>
    theme.norms.forEach((norm, n) => {
      const path = ['themes', t, 'norms', n]
      const choices = norm.criteria
        .flatMap((criterion) => criterion.items)
        .filter((item) => item.kind === 'choice')
      if (choices.length === 0)
        say('error', path, `no question scores norm "${norm.id}"`, 'add a question with a scale')
      for (const role of framework.roles) {
        const own = choices.filter((item) => item.role === role.id)
        if (own.length > 0 && own.every((item) => item.variant === 'full'))
          say(
            'error',
            path,
            `norm "${norm.id}" has no question for role "${role.id}" in the short questionnaire`,
            'make one of its questions variant: core',
          )
      }
      if (norm.sources.length === 0)
        say('warning', path, `norm "${norm.id}" names no source`, 'say what it rests on')
    }),
  )
}

function checkCriteria({ framework }: ParsedFramework, say: Say) {
  const themeOf = new Map<string, string>()
  const [first, second] = framework.roles
  const places = framework.themes.flatMap((theme, t) =>
    theme.norms.flatMap((norm, n) =>
      norm.criteria.map((criterion, c) => ({
        criterion,
        theme: theme.id,
        path: ['themes', t, 'norms', n, 'criteria', c],
      })),
    ),
  )
  for (const { criterion, theme, path } of places) {
    if (criterion.comparable && first && second) {
      const wrong = whyNotComparable(criterion, first, second)
      if (wrong) say('error', [...path, 'comparable'], wrong.what, wrong.todo)
    } else if (criterion.comparable) {
      say('error', [...path, 'comparable'], 'there is no second role to compare with', 'remove comparable')
    }
    if (!criterion.items.some((item) => item.kind === 'choice'))
      say('error', path, `no question scores criterion "${criterion.id}"`, 'add a question with a scale')
    if (criterion.bullet === null) continue
    const other = themeOf.get(criterion.bullet)
    if (other !== undefined && other !== theme)
      say(
        'error',
        [...path, 'bullet'],
        `bullet "${criterion.bullet}" stands in theme "${other}" already`,
        'a bullet belongs to one theme: choose another key',
      )
    themeOf.set(criterion.bullet, theme)
  }
  for (const { criterion, path } of places) {
    // A finding is named after its bullet, or after its criterion where that has none: both names in one list.
    if (criterion.bullet === null && themeOf.has(criterion.id))
      say(
        'error',
        [...path, 'id'],
        `"${criterion.id}" is also the key of a bullet`,
        'give the criterion or the bullet another name',
      )
  }
}

/** A difference in points means something only where both lenses answer on the same scale. */
function whyNotComparable(criterion: Criterion, first: Role, second: Role) {
  const scalesOf = (role: Role) =>
    criterion.items
      .filter((item) => item.role === role.id && item.kind === 'choice')
      .map((item) => JSON.stringify(scoringOptions(item).map(({ value, positive }) => [value, positive])))
  const [left, right] = [scalesOf(first), scalesOf(second)]
  const missing = left.length === 0 ? first : right.length === 0 ? second : null
  if (missing)
    return {
      what: `criterion "${criterion.id}" is comparable but has no scored question for role "${missing.id}"`,
      todo: 'add one, or remove comparable',
    }
  if (new Set([...left, ...right]).size > 1)
    return {
      what: `criterion "${criterion.id}" is comparable but its questions use different scales`,
      todo: 'use one scale for both roles, or remove comparable',
    }
  return null
}

function checkMinutes({ framework }: ParsedFramework, say: Say) {
  const items = allItems(framework)
  for (const variant of ['core', 'full'] as const) {
    for (const role of framework.roles) {
      const declared = framework.variants[variant].minutes[role.id] ?? 0
      const path = ['variants', variant, 'minutes', role.id]
      const { minutes, ...counted } = estimateMinutes(framework, itemsInVariant(items, role.id, variant))
      const estimate = Math.round(minutes * 10) / 10
      const basis = `${counted.choices} choices, ${counted.lists} lists, ${counted.texts} open questions, ${counted.words} words`
      if (minutes > declared)
        say(
          'error',
          path,
          `${declared} minutes are promised, but role "${role.id}" needs about ${estimate} (${basis})`,
          'promise more, or ask less',
        )
      if (variant === 'core' && Math.max(minutes, declared) > CORE_MINUTES)
        say(
          'error',
          path,
          `the short questionnaire takes role "${role.id}" ${Math.max(declared, estimate)} minutes (${basis})`,
          `bring it to ${CORE_MINUTES} or less: make questions variant: full, or shorten them`,
        )
    }
  }
}
