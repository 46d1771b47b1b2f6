/** The introduction: why, what and for whom, with the regional figures and where they come from. */

import type { ReportContext } from './context.ts'
import { numeral, quantity, say } from './context.ts'
import { standingSentences } from './compose-conclusion.ts'
import type { Block, Inline, Sentence } from './document.ts'
import { capitalised, textSlot, tidy, type Slots } from './fill.ts'
import type { RegionalFigure } from './region.ts'

/** A note that the introduction needs: its id and what it says. */
export type FigureNote = { id: string; content: Inline[] }

export function composeIntroduction(context: ReportContext): { blocks: Block[]; notes: FigureNote[] } {
  const notes = figureNotes(context)
  const blocks = context.skeleton.introduction
    .map((paragraph): Sentence[] => {
      if (Array.isArray(paragraph)) return standingSentences(context, paragraph)
      const sentences = figureSentences(context, notes)
      return sentences.length > 0
        ? [...standingSentences(context, paragraph.figures), ...sentences]
        : standingSentences(context, paragraph.none)
    })
    .filter((sentences) => sentences.length > 0)
    .map((sentences): Block => ({ kind: 'paragraph', sentences }))
  return { blocks, notes: notes.map(({ id, content }) => ({ id, content })) }
}

/** Figures with a value, those of one indicator together and for the rest in the order of the file. */
function shownFigures(context: ReportContext): RegionalFigure[] {
  const known = context.region.figures.filter((figure) => figure.value !== null)
  const indicators = [...new Set(known.map((figure) => figure.indicator))]
  return indicators.flatMap((indicator) => known.filter((figure) => figure.indicator === indicator))
}

function figureSentences(context: ReportContext, notes: PlacedNote[]): Sentence[] {
  const { indicators } = context.skeleton.figures
  const figures = shownFigures(context)
  return figures.flatMap((figure, index) => {
    const name = figure.indicator.toLocaleLowerCase(context.framework.language)
    // From its beginning: what is said of a subject is not true of a part of it, such as the serious cases.
    const entry = indicators.find(({ match }) => name.startsWith(match))
    const again = figures[index - 1]?.indicator === figure.indicator
    if (!entry) return []
    return say(context, entry.lines, figureSlots(context, figure, notes), {
      compare: comparison(figure),
      again,
    }).map((content) => ({ content: capitalised(content), findings: [] }))
  })
}

function comparison({ value, national }: RegionalFigure): 'higher' | 'lower' | 'equal' | 'alone' {
  if (value === null || national === null) return 'alone'
  return value > national ? 'higher' : value < national ? 'lower' : 'equal'
}

function figureSlots(context: ReportContext, figure: RegionalFigure, notes: PlacedNote[]): Slots {
  const { value, national, unit } = figure
  return (name, argument) => {
    switch (name) {
      case 'indicator':
        return textSlot(figure.indicator)
      case 'region':
        return textSlot(figure.region)
      case 'value':
        return value === null ? null : textSlot(quantity(context, value, unit))
      case 'national':
        return national === null ? null : textSlot(quantity(context, national, unit))
      case 'difference':
        return value === null || national === null
          ? null
          : textSlot(numeral(context, Math.round(Math.abs(value - national) * 100) / 100))
      case 'source': {
        const note = notes.find((candidate) => candidate.figures.includes(figure))
        return note ? { content: [{ kind: 'note', ref: note.id }], plural: false } : null
      }
      default:
        return context.slots(name, argument)
    }
  }
}

type PlacedNote = FigureNote & { figures: RegionalFigure[] }

/** One note per source; figures that would have the same note share it. */
function figureNotes(context: ReportContext): PlacedNote[] {
  const notes: PlacedNote[] = []
  for (const figure of shownFigures(context)) {
    const content = noteContent(context, figure)
    const same = notes.find((note) => JSON.stringify(note.content) === JSON.stringify(content))
    if (same) same.figures.push(figure)
    else notes.push({ id: `figure-${notes.length + 1}`, content, figures: [figure] })
  }
  return notes
}

/** The source with the number of its table, unless it names that itself. */
function sourceText({ source, table }: RegionalFigure): string {
  return table && !source.includes(table) ? `${source} (${table})` : source
}

function noteContent(context: ReportContext, figure: RegionalFigure): Inline[] {
  const sentences = say(context, context.skeleton.figures.note, (name, argument) => {
    switch (name) {
      case 'title':
        return figure.url === null
          ? textSlot(sourceText(figure))
          : { content: [{ kind: 'link', href: figure.url, content: [sourceText(figure)] }], plural: false }
      case 'year':
        return figure.year === null ? null : textSlot(String(figure.year))
      case 'indicator':
        return textSlot(figure.indicator)
      case 'remark':
        return figure.note === null ? null : textSlot(figure.note)
      default:
        return context.slots(name, argument)
    }
  })
  const [first] = sentences
  const content = first ?? [figure.source]
  const last = content.at(-1)
  return tidy(typeof last === 'string' ? [...content.slice(0, -1), last.trimEnd()] : content)
}
