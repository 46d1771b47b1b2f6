/**
 * What a report skeleton must have for its framework: texts for every criterion that can have a finding, from
 * every lens that can have it, and no reference to something that is not there. A mistake here would show only
 * in the one report that needs the missing text.
 */

import type { Problem } from '../problem.ts'
import { allCriteria, allItems, type Criterion, type Framework } from './framework.ts'
import { patternMistake, slotsOf, type Slot } from './pattern.ts'

import type { SourcePath, YamlSource } from './yaml-source.ts'

/**
 * Slots that every sentence may use, with what their argument must be. The report stage fills them, and
 * frameworks/README.md explains them to authors.
 */
const GENERAL: Record<string, ArgumentKind> = {
  place: 'none',
  municipalities: 'none',
  title: 'none',
  year: 'none',
  date: 'none',
  first: 'none',
  second: 'none',
  count: 'role',
  organisations: 'role',
  invited: 'role',
  heard: 'role',
  silent: 'role',
  lapsed: 'role',
  refused: 'role',
  framework: 'none',
  label: 'none',
  version: 'none',
  variant: 'none',
  method: 'none',
  hash: 'any',
  cutoff: 'cutoff',
  minimum: 'role',
  note: 'note',
  link: 'link',
}
/** Slots of sentences about one criterion. */
const OF_A_CRITERION: Record<string, ArgumentKind> = {
  who: 'none',
  they: 'none',
  other: 'none',
  lower: 'none',
  higher: 'none',
  topic: 'none',
  strong: 'items',
  weak: 'items',
  unknown: 'items',
}
/** Slots that only one part of the skeleton has, by the path to that part. */
const OF_A_PART: [path: string, names: string[]][] = [
  ['lead', ['clause', 'inverted', 'topics', 'lower', 'higher']],
  ['conclusion.unclear', ['topics']],
  ['figures.indicators', ['indicator', 'region', 'value', 'national', 'difference', 'source']],
  ['figures.note', ['title', 'year', 'indicator', 'remark']],
  ['marks.page', ['page', 'pages']],
  ['extended.response.total', ['who']],
  ['extended.results.caption', ['norm']],
  [
    'extended.results.chart',
    ['norm', 'label', 'values', 'series', 'value', 'lowest', 'lowestRow', 'highest', 'highestRow'],
  ],
  ['extended.results.gap', ['topic', 'lower', 'higher', 'difference']],
  ['extended.selfImage', ['guessers', 'asked', 'guess', 'given', 'claim', 'higher', 'all', 'n']],
  ['extended.findings.heading', ['topics']],
  ['extended.findings.said', ['who', 'label', 'share', 'low', 'high', 'answers', 'unknown']],
  ['extended.findings.saidHidden', ['who', 'label']],
  ['extended.findings.rule', ['rule']],
  ['extended.findings.part', ['who', 'asked']],
  ['extended.findings.allBut', ['who', 'others']],
  ['extended.findings.silent', ['silent']],
  ['extended.items.caption', ['who', 'questions']],
  ['extended.items.multiple', ['who', 'id', 'question']],
]
/** Parts whose sentences are about one criterion. */
const ABOUT_A_CRITERION = ['criteria', 'tails', 'conclusion.connect.gap']

/** Every slot that some sentence may use, beside those that a framework's own items and hedges name. */
export const SLOT_NAMES = [
  ...new Set([
    ...Object.keys(GENERAL),
    ...Object.keys(OF_A_CRITERION),
    ...OF_A_PART.flatMap(([, names]) => names),
  ]),
]

type ArgumentKind = 'none' | 'role' | 'cutoff' | 'note' | 'link' | 'items' | 'lens' | 'any'
type Say = (path: SourcePath, what: string, todo: string) => void

/** All problems of `report.yaml` against its framework, in the order of that file. */
export function skeletonProblems(framework: Framework, source: YamlSource): Problem[] {
  const problems: Problem[] = []
  const say: Say = (path, what, todo) => void problems.push(source.problemAt(path, what, todo))
  checkThemes(framework, say)
  for (const criterion of allCriteria(framework)) checkCriterion(framework, criterion, say)
  checkStrands(framework, say)
  checkHedges(framework, say)
  checkClaims(framework, say)
  for (const id of Object.keys(framework.report.criteria))
    if (!allCriteria(framework).some((criterion) => criterion.id === id))
      say(['criteria', id], `there is no criterion "${id}"`, 'correct its name, or remove its texts')
  checkReferences(framework, source.value, [], say)
  return problems.sort((a, b) => a.row - b.row || a.column - b.column)
}

function checkThemes({ themes, report }: Framework, say: Say) {
  for (const { id } of themes)
    if (!report.themes[id]) say(['themes'], `theme "${id}" has no texts`, `add ${id}: with none and limits`)
  for (const id of Object.keys(report.themes))
    if (!themes.some((theme) => theme.id === id))
      say(['themes', id], `there is no theme "${id}"`, 'correct its name, or remove its texts')
}

type Voices = { first?: unknown; second?: unknown; both?: unknown }

/** A criterion speaks for each lens that is asked about it, and for both together when both are. */
function checkCriterion(framework: Framework, criterion: Criterion, say: Say) {
  const choices = criterion.items.filter((item) => item.kind === 'choice')
  const [first, second] = framework.roles.map((role) => choices.some((item) => item.role === role.id))
  const lenses = [...(first ? ['first'] : []), ...(second ? ['second'] : [])]
  if (lenses.length === 2) lenses.push('both')
  if (lenses.length === 0) return
  const texts = framework.report.criteria[criterion.id]
  const path = ['criteria', criterion.id]
  if (!texts) {
    say(
      ['criteria'],
      `criterion "${criterion.id}" can have a finding, but has no texts`,
      `add ${criterion.id}:`,
    )
    return
  }
  const needs = (voices: Voices | undefined, place: SourcePath, name: string) => {
    for (const lens of lenses)
      if (!voices?.[lens as keyof Voices])
        say(place, `criterion "${criterion.id}" has no ${name} for ${lens}`, `add ${name}: with ${lens}`)
  }
  const signals = choices.some((item) => item.unknownIsSignal)
  if (criterion.bullet !== null) {
    needs(texts.good, path, 'good')
    needs(texts.better, path, 'better')
    if (lenses.includes('both')) {
      for (const lens of ['first', 'second'] as const)
        if (!texts.better?.contrast[lens])
          say(
            [...path, 'better'],
            `criterion "${criterion.id}" has no contrast for ${lens}: what is said when only the ${lens} lens is not satisfied`,
            `add contrast: with ${lens}`,
          )
    }
    if (signals && !texts.better?.unknown?.length)
      say(
        [...path, 'better'],
        `criterion "${criterion.id}" has no better.unknown, but "dont-know" can be its finding`,
        'add unknown:',
      )
  }
  needs(texts.conclusion.good, [...path, 'conclusion'], 'conclusion.good')
  needs(texts.conclusion.better, [...path, 'conclusion'], 'conclusion.better')
  if (signals && texts.conclusion.unknown.length === 0)
    say(
      [...path, 'conclusion'],
      `criterion "${criterion.id}" has no conclusion.unknown, but "dont-know" can be its finding`,
      'add unknown:',
    )
  for (const id of Object.keys(texts.items))
    if (!criterion.items.some((item) => item.id === id))
      say(
        [...path, 'items', id],
        `"${id}" is not a question of criterion "${criterion.id}"`,
        'correct its id',
      )
}

function checkStrands(framework: Framework, say: Say) {
  const placed = new Set<string>()
  const known = new Set(allCriteria(framework).map(({ id }) => id))
  framework.report.conclusion.strands.forEach(({ criteria }, s) =>
    criteria.forEach((id, c) => {
      const path = ['conclusion', 'strands', s, 'criteria', c]
      if (!known.has(id)) say(path, `there is no criterion "${id}"`, 'correct its name')
      else if (placed.has(id)) say(path, `criterion "${id}" stands in two strands`, 'keep it in one')
      placed.add(id)
    }),
  )
  for (const criterion of allCriteria(framework))
    if (!placed.has(criterion.id) && criterion.items.some((item) => item.kind === 'choice'))
      say(
        ['conclusion', 'strands'],
        `criterion "${criterion.id}" stands in no strand, so the conclusion never speaks of it`,
        'add it to the criteria of a strand',
      )
}

function checkHedges({ report }: Framework, say: Say) {
  for (const [name, rows] of Object.entries(report.hedges)) {
    const { words: _, ...conditions } = rows.at(-1) ?? { words: '' }
    if (Object.values(conditions).some((condition) => condition !== undefined))
      say(['hedges', name], `the last row of "${name}" does not always hold`, 'end with a row of words only')
  }
}

/** Every question that guesses needs the words of what it guesses. */
function checkClaims({ items, report }: Framework, say: Say) {
  const claims = report.extended?.selfImage?.claims
  if (!claims) return
  const path = ['extended', 'selfImage', 'claims']
  const guesses = items.filter(({ predicts }) => predicts !== undefined).map(({ id }) => id)
  for (const id of guesses)
    if (claims[id] === undefined)
      say(path, `question "${id}" guesses, but has no claim`, `add ${id}: what it guesses`)
  for (const id of Object.keys(claims))
    if (!guesses.includes(id))
      say([...path, id], `"${id}" is not a question that guesses`, 'correct its id, or remove it')
}

/** Walks the file as it was written, so that each sentence is named with its own line. */
function checkReferences(framework: Framework, value: unknown, path: SourcePath, say: Say) {
  if (typeof value === 'string') {
    if (!isPlain(path)) checkSlots(framework, value, path, say)
    return
  }
  if (value === null || typeof value !== 'object') return
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (key === 'when') checkCondition(framework, inner as object, here, say)
    else checkReferences(framework, inner, here, say)
  }
}

/** Texts that are never filled in. */
function isPlain(path: SourcePath): boolean {
  const [part, second] = path
  return (
    part === 'hedges' ||
    part === 'words' ||
    part === 'abbreviations' ||
    (part === 'links' && path.at(-1) === 'href') ||
    (part === 'conclusion' && second === 'strands' && (path.includes('criteria') || path.at(-1) === 'id')) ||
    path.at(-1) === 'match'
  )
}

function checkSlots(framework: Framework, text: string, path: SourcePath, say: Say) {
  if (patternMistake(text) !== null) {
    say(path, patternMistake(text) ?? '', 'correct the brackets')
    return
  }
  const place = path.join('.')
  const within = (part: string) => place === part || place.startsWith(`${part}.`)
  const part = OF_A_PART.filter(([where]) => within(where)).flatMap(([, names]) => names)
  const aboutOne = ABOUT_A_CRITERION.some(within)
  for (const slot of slotsOf(text)) {
    const hedge = aboutOne && slot.name in framework.report.hedges
    const fromItems = allItems(framework).some((item) => item.slot === slot.name)
    const kind: ArgumentKind | undefined = part.includes(slot.name)
      ? 'any'
      : hedge
        ? 'lens'
        : ((aboutOne ? OF_A_CRITERION[slot.name] : undefined) ??
          GENERAL[slot.name] ??
          (fromItems ? 'none' : undefined))
    if (kind === undefined) {
      say(
        path,
        `there is no slot {${slot.name}} here`,
        'correct its name; frameworks/README.md names the slots',
      )
      continue
    }
    const wrong = argumentMistake(framework, kind, slot, path)
    if (wrong) say(path, `{${slot.name}:${slot.argument ?? ''}}: ${wrong.what}`, wrong.todo)
  }
}

function argumentMistake(framework: Framework, kind: ArgumentKind, { argument }: Slot, path: SourcePath) {
  const oneOf = (what: string, ids: string[]) =>
    argument !== null && ids.includes(argument)
      ? null
      : {
          what: `there is no ${what} "${argument ?? ''}"`,
          todo: `use one of ${ids.join(', ') || '(none yet)'}`,
        }
  switch (kind) {
    case 'any':
      return null
    case 'none':
      return argument === null ? null : { what: 'this slot takes no argument', todo: 'remove it' }
    case 'role':
      return oneOf(
        'role',
        framework.roles.map(({ id }) => id),
      )
    case 'cutoff':
      return oneOf('cut-off', ['strength', 'improvement'])
    case 'note':
      return oneOf('note', Object.keys(framework.report.notes))
    case 'link':
      return oneOf('link', Object.keys(framework.report.links))
    case 'lens':
      return argument === null ? null : oneOf('lens', ['first', 'second'])
    case 'items': {
      const named = framework.report.criteria[String(path[1])]?.items ?? {}
      const unknown = (argument ?? '').split(':').find((id) => id !== '' && id !== 'or' && !(id in named))
      return unknown === undefined
        ? null
        : { what: `"${unknown}" has no name under items`, todo: 'name it there, or leave it out here' }
    }
  }
}

function checkCondition(framework: Framework, condition: object, path: SourcePath, say: Say) {
  const criteria = allCriteria(framework)
  const items = allItems(framework)
  const known: Record<string, string[]> = {
    subject: [...criteria.map(({ id }) => id), ...criteria.flatMap(({ bullet }) => bullet ?? [])],
    item: items.map(({ id }) => id),
    answer: items
      .filter(({ kind }) => kind === 'multiple')
      .flatMap(({ id, options }) => options.map(({ code }) => `${id}.${code}`)),
    role: framework.roles.map(({ id }) => id),
  }
  const kinds: Record<string, keyof typeof known> = {
    good: 'subject',
    better: 'subject',
    allGood: 'subject',
    allBetter: 'subject',
    notGood: 'subject',
    notBetter: 'subject',
    strong: 'item',
    weak: 'item',
    unknown: 'item',
    ticked: 'answer',
    heard: 'role',
    silent: 'role',
    hidden: 'role',
  }
  const words = { subject: 'criterion or bullet', item: 'question', answer: 'answer', role: 'role' }
  for (const [key, value] of Object.entries(condition)) {
    const kind = kinds[key]
    if (kind === undefined) continue
    for (const id of Array.isArray(value) ? (value as unknown[]) : [value])
      if (!known[kind]?.includes(String(id)))
        say(
          [...path, key],
          `there is no ${words[kind as keyof typeof words]} "${String(id)}"`,
          'correct its name',
        )
  }
}
