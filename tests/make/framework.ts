/**
 * Small frameworks and responses for tests: each builder says only what matters and fills in the rest.
 * Two roles as in life: anonymous professionals weighted by person, named boards weighted by party.
 */
import { DONT_KNOW, NOT_APPLICABLE } from '../../app/domain/framework/framework.ts'
import type {
  Criterion,
  Cutoffs,
  Framework,
  Item,
  Norm,
  Option,
  Role,
  Theme,
} from '../../app/domain/framework/framework.ts'
import type { ReportSkeleton } from '../../app/domain/framework/report-skeleton.ts'
import type { QuestionnaireResponse } from '../../app/domain/response/response.ts'

export const CUTOFFS: Cutoffs = {
  strength: 0.75,
  improvement: 0.5,
  z: 1.96,
  unknownSignal: 0.4,
  unknownFirm: 0.25,
  gap: 0.15,
  firmMinimum: 5,
  slotShare: 0.2,
  bullets: { good: 3, better: 4 },
}

function anOption(option: Partial<Option> & { code: string }): Option {
  return {
    label: option.code,
    value: null,
    positive: null,
    scoring: false,
    exclusive: false,
    phrase: null,
    ...option,
  }
}

function scale(steps: [code: string, value: number, positive: number][]): Option[] {
  const scoring = steps.map(([code, value, positive]) => anOption({ code, value, positive, scoring: true }))
  const unscored = [DONT_KNOW, NOT_APPLICABLE].map((code) => anOption({ code, exclusive: true }))
  return [...scoring, ...unscored]
}

/** Scales of choice items in tests, each with both non-scoring options. */
export const SCALES = {
  /** Five steps; the upper two are positive. */
  agree: scale([
    ['a1', 0, 0],
    ['a2', 25, 0],
    ['a3', 50, 0],
    ['a4', 75, 1],
    ['a5', 100, 1],
  ]),
  /** Four steps; the third counts half. */
  phase: scale([
    ['f1', 0, 0],
    ['f2', 33, 0],
    ['f3', 67, 0.5],
    ['f4', 100, 1],
  ]),
  /** Two steps of value 0 that are one step to the agreement measure. */
  use: scale([
    ['u1', 0, 0],
    ['u2', 0, 0],
    ['u3', 50, 1],
    ['u4', 100, 1],
  ]),
  yesNo: scale([
    ['no', 0, 0],
    ['yes', 100, 1],
  ]),
}

export function anItem(item: Partial<Item> & { id: string }): Item {
  return {
    role: 'professional',
    kind: 'choice',
    variant: 'core',
    text: `Vraag ${item.id}`,
    hint: null,
    routes: [],
    parties: [],
    speaksFor: null,
    evidence: false,
    options: item.kind === 'open' ? [] : SCALES.agree,
    unknownIsSignal: false,
    maxLength: item.kind === 'open' ? 500 : null,
    slot: null,
    sources: [],
    ...item,
  }
}

/** A multiple-choice item with options m1, m2, m3 and the exclusive "nothing" and "dont-know". */
export function aMultipleItem(item: Partial<Item> & { id: string }): Item {
  const options = ['m1', 'm2', 'm3'].map((code) => anOption({ code, phrase: code }))
  return anItem({
    kind: 'multiple',
    options: [
      ...options,
      anOption({ code: 'nothing', exclusive: true }),
      anOption({ code: DONT_KNOW, exclusive: true }),
    ],
    ...item,
  })
}

export function aCriterion(criterion: Partial<Criterion> & { id: string }): Criterion {
  return {
    title: `Criterium ${criterion.id}`,
    comparable: false,
    bullet: criterion.id,
    weight: null,
    items: [anItem({ id: `${criterion.id}P` })],
    ...criterion,
  }
}

export function aNorm(norm: Partial<Norm> & { id: string }): Norm {
  return {
    title: `Norm ${norm.id}`,
    text: 'Wat moet gelden.',
    officialText: null,
    sources: [],
    weight: null,
    criteria: [aCriterion({ id: `${norm.id}c` })],
    ...norm,
  }
}

export function aTheme(theme: Partial<Theme> & { id: string }): Theme {
  return { title: `Thema ${theme.id}`, weight: null, norms: [aNorm({ id: `${theme.id}n` })], ...theme }
}

export function aRole(role: Partial<Role> & { id: string }): Role {
  return {
    title: role.id,
    plural: `${role.id}s`,
    anonymity: 'anonymous',
    minimumGroup: 5,
    weighting: 'person',
    promise: ['Uw antwoorden zijn anoniem.'],
    routing: 'none',
    routes: [],
    professions: [],
    ...role,
  }
}

/** Professionals with two routes; boards of three parties: HO, GEM and ZV. */
export function aFramework(framework: Partial<Framework> = {}): Framework {
  return {
    id: 'test',
    version: '1.0',
    hash: '0'.repeat(64),
    title: 'Toets',
    label: 'Alleen voor tests',
    language: 'nl',
    licence: 'CC-BY-4.0',
    scope: { text: 'Iedereen.', short: 'iedereen' },
    glossary: [],
    sources: [],
    roles: [
      aRole({
        id: 'professional',
        routing: 'routes',
        routes: [
          { id: 'V', sentence: 'Ik verwijs.' },
          { id: 'U', sentence: 'Ik begeleid.' },
        ],
        professions: [{ id: 'huisarts', title: 'Huisarts', routes: ['V'] }],
      }),
      aRole({ id: 'board', anonymity: 'named', minimumGroup: 3, weighting: 'party', routing: 'parties' }),
    ],
    parties: ['HO', 'GEM', 'ZV'].map((id) => ({
      id,
      title: id,
      report: { one: `de ${id}`, more: `de ${id}'s` },
    })),
    themes: [aTheme({ id: 't1' })],
    items: [],
    cutoffs: CUTOFFS,
    variants: { core: { title: 'Kort', minutes: {} }, full: { title: 'Lang', minutes: {} } },
    // Scoring and reading answers know nothing of the report's words.
    report: {} as ReportSkeleton,
    ...framework,
  }
}

/** A framework with one criterion, for rules about criteria. */
export function aFrameworkWith(...criteria: Criterion[]): Framework {
  return aFramework({ themes: [aTheme({ id: 't1', norms: [aNorm({ id: 'n1', criteria })] })] })
}

/** Answers may be given as one code: `{ P1: 'a4' }`. */
export function aResponse(
  response: Partial<Omit<QuestionnaireResponse, 'answers'>> & {
    answers?: Record<string, string | string[]>
  } = {},
): QuestionnaireResponse {
  const answers = Object.entries(response.answers ?? {}).map(([id, codes]) => [
    id,
    typeof codes === 'string' ? [codes] : codes,
  ])
  return {
    role: 'professional',
    party: null,
    organisation: null,
    profession: null,
    routes: ['V', 'U'],
    texts: {},
    remarks: {},
    evidence: {},
    ...response,
    answers: Object.fromEntries(answers) as Record<string, string[]>,
  }
}

/** A board member's response; every call with the same party and name speaks for the same organisation. */
export function aBoardResponse(
  party: string,
  organisation: string | null,
  answers: Record<string, string | string[]>,
): QuestionnaireResponse {
  return aResponse({ role: 'board', party, organisation, routes: [], answers })
}

/** So many professionals per option of one item: `professionals('P1', { a4: 8, a2: 2 })`. */
export function professionals(itemId: string, counts: Record<string, number>): QuestionnaireResponse[] {
  return Object.entries(counts).flatMap(([code, count]) =>
    Array.from({ length: count }, () => aResponse({ answers: { [itemId]: code } })),
  )
}
