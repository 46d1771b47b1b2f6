/** All questions of this round with how they were answered: questions with one scale stand in one table. */

import type { ExtendedSkeleton } from '../framework/extended-skeleton.ts'
import type { Item, Role } from '../framework/framework.ts'
import { allItems, getRole } from '../framework/framework.ts'
import type { ChoiceCount } from '../scoring/score.ts'
import { annexTable, cell, filled, isAsked, share } from './annex-parts.ts'
import { standingSentences } from './compose-conclusion.ts'
import type { ReportContext } from './context.ts'
import { numeral } from './context.ts'
import type { Block, Inline } from './document.ts'
import { listed, textSlot } from './fill.ts'

/** Choice questions per theme, then the questions with more than one answer. Open answers are never printed here. */
export function itemsAnnex(context: ReportContext, extended: ExtendedSkeleton): Block {
  const { items: words } = extended
  const sentences = standingSentences(context, words.lines)
  const choices = multipleBlocks(context, extended)
  return {
    kind: 'section',
    id: 'annex-items',
    title: words.title,
    part: 'annex',
    blocks: [
      ...(sentences.length > 0 ? [{ kind: 'paragraph', sentences } as const] : []),
      ...context.framework.themes.flatMap((theme): Block[] => {
        const items = theme.norms.flatMap((norm) => norm.criteria).flatMap((criterion) => criterion.items)
        const tables = groupsOf(context, items).map((group) => scaleTable(context, extended, theme.id, group))
        return tables.length > 0
          ? [{ kind: 'section', id: `annex-items-${theme.id}`, title: theme.title, blocks: tables }]
          : []
      }),
      ...(choices.length > 0
        ? [
            {
              kind: 'section',
              id: 'annex-items-multiple',
              title: words.multiple.title,
              blocks: choices,
            } as const,
          ]
        : []),
    ],
  }
}

/** Asked choice items by role and scale, roles and scales in the order in which they come. */
function groupsOf(context: ReportContext, items: Item[]): Item[][] {
  const groups = new Map<string, Item[]>()
  const byRole = context.framework.roles.flatMap((role) => items.filter((item) => item.role === role.id))
  for (const item of byRole) {
    if (!isAsked(context, item)) continue
    const scale = item.options.filter(({ scoring }) => scoring).map(({ label }) => label)
    const key = JSON.stringify([item.role, scale])
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
}

function scaleTable(
  context: ReportContext,
  { items: words, hidden }: ExtendedSkeleton,
  theme: string,
  group: Item[],
): Block {
  const [first] = group
  if (!first) throw new Error('A table needs a question')
  // What does not score stands last, and not every question offers it.
  const options = new Map(
    [true, false].flatMap((scoring) =>
      group
        .flatMap((item) => item.options)
        .filter((option) => option.scoring === scoring)
        .map(({ code, label }) => [code, label]),
    ),
  )
  const rows = group.map((item): Inline[][] => {
    const score = context.item(item.id)
    const shown = score && score.n !== null ? score : null
    const offered = new Set(item.options.map(({ code }) => code))
    return [
      cell(`${item.id}. ${item.text}`),
      cell(shown ? numeral(context, shown.n) : hidden),
      ...[...options.keys()].map((code) => {
        if (!offered.has(code)) return cell(words.notOffered)
        return cell(shown ? numeral(context, shown.distribution[code] ?? 0) : hidden)
      }),
    ]
  })
  const questions = listed(
    group.map(({ id }) => [id]),
    context.skeleton.words.and,
  )
  const caption = filled(context, words.caption, (name) => {
    if (name === 'who') return textSlot(getRole(context.framework, first.role).plural, true)
    return name === 'questions' ? { content: questions, plural: group.length > 1 } : null
  })
  return annexTable(`annex-items-${theme}-${first.id}`, caption, [
    [words.columns.question, 5],
    [words.columns.answers, 1.5, 'right'],
    ...[...options.values()].map((label): [string, number, 'right'] => [label, 1.35, 'right']),
  ])(rows)
}

function multipleBlocks(context: ReportContext, { items: { multiple } }: ExtendedSkeleton): Block[] {
  const items = new Map(allItems(context.framework).map((item) => [item.id, item]))
  return context.score.choices.flatMap((choice): Block[] => {
    const item = items.get(choice.id)
    if (!item) throw new Error(`The score has item ${choice.id}, the framework does not`)
    const about = named(item, getRole(context.framework, item.role))
    if (choice.ticked === null)
      return [
        {
          kind: 'paragraph',
          sentences: [{ content: [filled(context, multiple.hidden, about)], findings: [] }],
        },
      ]
    const { columns } = multiple
    return [
      annexTable(`annex-items-${item.id}`, filled(context, multiple.caption, about), [
        [columns.option, 6],
        [columns.count, 1.4, 'right'],
        [columns.share, 1.4, 'right'],
      ])(optionRows(context, item, choice)),
    ]
  })
}

/** Shares are of everyone who answered the question: several options may be ticked, so they do not add up to 100. */
function optionRows(
  context: ReportContext,
  item: Item,
  choice: Extract<ChoiceCount, { ticked: number }>,
): Inline[][][] {
  return item.options.map(({ code, label }) => {
    const count = choice.options[code] ?? 0
    return [
      cell(label),
      cell(numeral(context, count)),
      cell(share(context, choice.answered === 0 ? 0 : count / choice.answered) ?? ''),
    ]
  })
}

function named(item: Item, role: Role) {
  return (name: string) => {
    switch (name) {
      case 'who':
        return textSlot(role.plural, true)
      case 'id':
        return textSlot(item.id)
      case 'question':
        return textSlot(item.text)
      default:
        return null
    }
  }
}
