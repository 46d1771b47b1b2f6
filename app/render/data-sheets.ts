/**
 * The data package as sheets of a workbook: plain values, not yet a file. Nothing is computed here; a cell that the
 * score hides is hidden here, with the reason beside it.
 */

import type { DataPackage } from '../domain/report/data-package.ts'

/** The columns of `rapport.csv`, which the workbook uses too; their names do not change. */
export const DATA_COLUMNS = [
  'theme',
  'theme_title',
  'norm',
  'norm_title',
  'criterion',
  'criterion_title',
  'role',
  'label',
  'reason',
  'firm',
  'n',
  'share_positive',
  'interval_low',
  'interval_high',
  'share_unknown',
  'share_not_applicable',
  'item',
  'item_text',
  'item_n',
  'option',
  'option_label',
  'option_value',
  'count',
  'hidden',
] as const

export type DataColumn = (typeof DATA_COLUMNS)[number]

/** Columns that only the workbook has. */
type MoreColumns =
  | 'role_title'
  | 'census'
  | 'neff'
  | 'mean'
  | 'item_share_positive'
  | 'option_share'
  | 'gap'
  | 'gap_low'
  | 'gap_high'
  | 'gap_counts'
  | 'finding'
  | 'side'
  | 'form'
  | 'edition'
  | 'text'
  | 'rule'
  | 'criteria'
  | 'items'
  | 'roles'

/**
 * The words of the workbook in its language. Patterns: `{k}` is the smallest group. Plain data, since it travels to
 * a worker.
 */
export type WorkbookWords = {
  sheets: Record<
    'readMe' | 'summary' | 'criteria' | 'questions' | 'findings' | 'codebook',
    { name: string; about: string }
  >
  columns: Record<DataColumn | MoreColumns, { title: string; meaning: string }>
  labels: Record<
    DataPackage['score']['themes'][number]['norms'][number]['criteria'][number]['roles'][string]['label'],
    string
  >
  sides: Record<'good' | 'better', string>
  forms: Record<DataPackage['score']['findings'][number]['form'], string>
  editions: Record<'short' | 'extended', string>
  yes: string
  no: string
  firm: string
  provisional: string
  unknownDecided: string
  hidden: string
  hiddenPersons: string
  hiddenOrganisations: string
  readMe: {
    title: string
    date: string
    author: string
    framework: string
    label: string
    hash: string
    method: string
    variant: string
    licence: string
    respondents: string
    minimum: string
    cutoffs: Record<'strength' | 'improvement' | 'unknownSignal' | 'gap', string>
    rules: string[]
    sheet: string
    about: string
  }
  codebook: {
    part: string
    name: string
    meaning: string
    value: string
    columns: string
    labels: string
    options: string
  }
}

export type CellFormat = 'text' | 'number' | 'decimal' | 'percent' | 'points'
export type SheetColumn = { title: string; width: number; format: CellFormat }
export type SheetCell = string | number | null
export type DataSheet = { name: string; columns: SheetColumn[]; rows: SheetCell[][] }

type RoleScore = DataPackage['score']['themes'][number]['norms'][number]['criteria'][number]['roles'][string]

/** All sheets, in their order. */
export function dataSheets(data: DataPackage, words: WorkbookWords): DataSheet[] {
  return [
    readMe(data, words),
    summary(data, words),
    criteria(data, words),
    questions(data, words),
    findings(data, words),
    codebook(data, words),
  ]
}

/** Why a cell of this role has no figures. */
export function hiddenReason(
  data: DataPackage,
  roleId: string,
  words: Pick<WorkbookWords, 'hiddenPersons' | 'hiddenOrganisations'>,
): string {
  const role = data.texts.roles.find(({ id }) => id === roleId)
  const pattern = role?.anonymity === 'named' ? words.hiddenOrganisations : words.hiddenPersons
  return pattern.replace('{k}', String(data.score.minimumGroup[roleId] ?? role?.minimumGroup ?? 1))
}

function readMe(data: DataPackage, words: WorkbookWords): DataSheet {
  const { document, framework, score, texts, cutoffs } = data
  const { readMe: w } = words
  const facts: [string, SheetCell][] = [
    [w.title, document.meta.title],
    ...(document.marks.invented ? ([['', document.marks.invented]] as [string, string][]) : []),
    ['', document.marks.disclaimer],
    [w.date, document.meta.date],
    [w.author, document.meta.author],
    [w.framework, `${framework.title} ${framework.version}`],
    [w.label, framework.label],
    [w.variant, framework.variant],
    [w.hash, framework.hash],
    [w.method, data.method],
    [w.licence, framework.licence],
    ...texts.roles.map(({ id, plural }): [string, SheetCell] => [
      `${w.respondents} ${plural}`,
      String(score.respondents[id] ?? 0),
    ]),
    ...texts.roles.map(({ id, plural }): [string, SheetCell] => [
      `${w.minimum} ${plural}`,
      String(score.minimumGroup[id] ?? ''),
    ]),
    ...(Object.keys(w.cutoffs) as (keyof typeof w.cutoffs)[]).map((key): [string, SheetCell] => [
      w.cutoffs[key],
      key === 'gap'
        ? String(Math.round(cutoffs.gap * 1000) / 10)
        : percentText(cutoffs[key], document.meta.language),
    ]),
    ...w.rules.map((rule): [string, SheetCell] => ['', rule]),
    ...Object.values(words.sheets).map(({ name, about }): [string, SheetCell] => [
      `${w.sheet} ${name}`,
      about,
    ]),
  ]
  return {
    name: words.sheets.readMe.name,
    columns: [
      { title: w.about, width: 52, format: 'text' },
      { title: '', width: 100, format: 'text' },
    ],
    rows: facts,
  }
}

function summary({ score, texts }: DataPackage, words: WorkbookWords): DataSheet {
  const { columns } = words
  const rows = score.themes.flatMap((theme) => [
    [theme.title, null, ...texts.roles.map(({ id }) => theme.roles[id]?.p ?? words.hidden)],
    ...theme.norms.map((norm) => [
      theme.title,
      norm.title,
      ...texts.roles.map(({ id }) => norm.roles[id]?.p ?? words.hidden),
    ]),
  ])
  return {
    name: words.sheets.summary.name,
    columns: [
      { title: columns.theme_title.title, width: 26, format: 'text' },
      { title: columns.norm_title.title, width: 60, format: 'text' },
      ...texts.roles.map(({ plural }): SheetColumn => ({
        title: `${columns.share_positive.title}, ${plural}`,
        width: 22,
        format: 'percent',
      })),
    ],
    rows,
  }
}

function criteria(data: DataPackage, words: WorkbookWords): DataSheet {
  const titles = new Map(data.texts.roles.map(({ id, title }) => [id, title]))
  const spec: [keyof WorkbookWords['columns'], number, CellFormat][] = [
    ['theme_title', 22, 'text'],
    ['norm', 9, 'text'],
    ['criterion', 28, 'text'],
    ['criterion_title', 44, 'text'],
    ['role_title', 14, 'text'],
    ['label', 20, 'text'],
    ['reason', 20, 'text'],
    ['firm', 12, 'text'],
    ['census', 10, 'text'],
    ['n', 11, 'number'],
    ['neff', 11, 'decimal'],
    ['share_positive', 12, 'percent'],
    ['interval_low', 12, 'percent'],
    ['interval_high', 12, 'percent'],
    ['mean', 12, 'decimal'],
    ['share_unknown', 12, 'percent'],
    ['share_not_applicable', 12, 'percent'],
    ['gap', 14, 'points'],
    ['gap_low', 14, 'points'],
    ['gap_high', 14, 'points'],
    ['gap_counts', 12, 'text'],
    ['hidden', 64, 'text'],
  ]
  const rows = data.score.themes.flatMap((theme) =>
    theme.norms.flatMap((norm) =>
      norm.criteria.flatMap((criterion) =>
        Object.entries(criterion.roles).map(([role, one]): SheetCell[] => [
          theme.title,
          norm.id,
          criterion.id,
          criterion.title,
          titles.get(role) ?? role,
          words.labels[one.label],
          one.reason === 'unknown' ? words.unknownDecided : null,
          firmText(one, words),
          one.census ? words.yes : words.no,
          one.n ?? words.hidden,
          one.neff,
          one.p,
          one.interval?.[0] ?? null,
          one.interval?.[1] ?? null,
          one.mean,
          one.unknown,
          one.notApplicable,
          points(criterion.gap?.difference),
          points(criterion.gap?.interval[0]),
          points(criterion.gap?.interval[1]),
          criterion.gap ? (criterion.gap.counts ? words.yes : words.no) : null,
          one.n === null ? hiddenReason(data, role, words) : null,
        ]),
      ),
    ),
  )
  return sheet(words, 'criteria', spec, rows)
}

/** Strength and improvement are firm or not; of other labels it cannot be said. */
function firmText({ label, firm }: RoleScore, words: WorkbookWords): string | null {
  if (label !== 'strength' && label !== 'improvement') return null
  return firm ? words.firm : words.provisional
}

function questions(data: DataPackage, words: WorkbookWords): DataSheet {
  const spec: [keyof WorkbookWords['columns'], number, CellFormat][] = [
    ['criterion', 28, 'text'],
    ['role_title', 14, 'text'],
    ['item', 9, 'text'],
    ['item_text', 60, 'text'],
    ['item_n', 11, 'number'],
    ['item_share_positive', 12, 'percent'],
    ['option', 18, 'text'],
    ['option_label', 30, 'text'],
    ['option_value', 10, 'number'],
    ['count', 10, 'number'],
    ['option_share', 12, 'percent'],
    ['hidden', 64, 'text'],
  ]
  const titles = new Map(data.texts.roles.map(({ id, title }) => [id, title]))
  const scores = new Map(
    data.score.themes.flatMap(({ norms }) =>
      norms.flatMap((norm) =>
        norm.criteria.flatMap(({ roles }) =>
          Object.values(roles).flatMap(({ items }) => items.map((item) => [item.id, item] as const)),
        ),
      ),
    ),
  )
  const choices = new Map(data.score.choices.map((choice) => [choice.id, choice]))
  const rows = data.texts.items.flatMap((item): SheetCell[][] => {
    if (item.kind === 'open') return []
    const known: SheetCell[] = [item.criterion, titles.get(item.role) ?? item.role, item.id, item.text]
    const hidden: SheetCell[] = [
      words.hidden,
      null,
      null,
      null,
      null,
      null,
      null,
      hiddenReason(data, item.role, words),
    ]
    const score = scores.get(item.id)
    const choice = choices.get(item.id)
    if (score !== undefined) {
      if (score.n === null) return [[...known, ...hidden]]
      const all = sum(Object.values(score.distribution))
      return item.options.map(({ code, label, value }) => {
        const count = score.distribution[code] ?? 0
        return [...known, score.n, score.p, code, label, value, count, all === 0 ? null : count / all, null]
      })
    }
    if (choice === undefined) return []
    if (choice.ticked === null) return [[...known, ...hidden]]
    return item.options.map(({ code, label }) => {
      const count = choice.options[code] ?? 0
      const share = choice.answered === 0 ? null : count / choice.answered
      return [...known, choice.answered, null, code, label, null, count, share, null]
    })
  })
  return sheet(words, 'questions', spec, rows)
}

function findings({ score, texts }: DataPackage, words: WorkbookWords): DataSheet {
  const themes = new Map(texts.themes.map(({ id, title }) => [id, title]))
  const titles = new Map(texts.roles.map(({ id, plural }) => [id, plural]))
  const spec: [keyof WorkbookWords['columns'], number, CellFormat][] = [
    ['finding', 28, 'text'],
    ['theme_title', 22, 'text'],
    ['side', 16, 'text'],
    ['text', 90, 'text'],
    ['firm', 12, 'text'],
    ['form', 28, 'text'],
    ['edition', 18, 'text'],
    ['roles', 26, 'text'],
    ['criteria', 26, 'text'],
    ['items', 26, 'text'],
    ['rule', 34, 'text'],
  ]
  const rows = score.findings.map((finding): SheetCell[] => [
    finding.id,
    themes.get(finding.theme) ?? finding.theme,
    words.sides[finding.side],
    finding.text,
    finding.firm ? words.firm : words.provisional,
    words.forms[finding.form],
    words.editions[finding.edition],
    finding.roles.map((role) => titles.get(role) ?? role).join(', '),
    finding.criteria.join(', '),
    finding.items.join(', '),
    finding.rule,
  ])
  return sheet(words, 'findings', spec, rows)
}

/** What every column, label and answer code means; also the whole of `rapport-codeboek.csv`. */
export function codebook(data: DataPackage, words: WorkbookWords): DataSheet {
  const { codebook: w } = words
  const rows: SheetCell[][] = [
    ...Object.entries(words.columns).map(([name, { title, meaning }]) => [
      w.columns,
      name,
      `${title}: ${meaning}`,
      null,
    ]),
    ...Object.entries(words.labels).map(([name, meaning]) => [w.labels, name, meaning, null]),
    ...data.texts.items.flatMap((item) => [
      [item.role, item.id, item.text, null],
      ...item.options.map(({ code, label, value }) => [w.options, `${item.id}.${code}`, label, value]),
    ]),
  ]
  return {
    name: words.sheets.codebook.name,
    columns: [
      { title: w.part, width: 18, format: 'text' },
      { title: w.name, width: 30, format: 'text' },
      { title: w.meaning, width: 100, format: 'text' },
      { title: w.value, width: 12, format: 'number' },
    ],
    rows,
  }
}

function sheet(
  words: WorkbookWords,
  name: keyof WorkbookWords['sheets'],
  spec: [keyof WorkbookWords['columns'], number, CellFormat][],
  rows: SheetCell[][],
): DataSheet {
  return {
    name: words.sheets[name].name,
    columns: spec.map(([column, width, format]) => ({ title: words.columns[column].title, width, format })),
    rows,
  }
}

/** A difference of shares in percentage points: 0.12 is 12. */
function points(difference: number | undefined): number | null {
  return difference === undefined ? null : difference * 100
}

function percentText(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
