/** Dutch of the questionnaire on paper. */

import { isForEveryone, letterOf, paperParts } from '../domain/questionnaire/paper.ts'
import type { Only } from '../domain/questionnaire/paper.ts'
import type { PaperBlock, PaperForm, PaperQuestion } from '../domain/questionnaire/paper-form.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Framework, Item } from '../domain/framework/framework.ts'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import { capital, counted, longDate } from './nl.ts'
import { promiseOf } from './setup.ts'

/** Lines on which an open answer is written. */
const OPEN_LINES = 5

/** The form of one role of a round. `returnTo` is null while the coordinator has not said where it goes back to. */
export function paperFormOf(
  framework: Framework,
  round: Round & { region: { title: string; invented: boolean } },
  roleId: string,
  about: { returnTo: string | null; date: string },
): PaperForm {
  const role = getRole(framework, roleId)
  const named = role.anonymity === 'named'
  const until = longDate(lastDay(round.closesAt, TIME_ZONE))
  const minutes = framework.variants[round.variant].minutes[roleId] ?? null
  const title = `Vragenlijst voor ${role.plural}`
  const parts = paperParts(framework, roleId, round.variant)
  return {
    meta: {
      id: `${round.id}-papier-${roleId}`,
      title,
      author: round.askedBy,
      subject: `${round.title}, ${round.region.title}`,
      language: framework.language,
      date: about.date,
    },
    marks: {
      invented: round.region.invented ? 'Voorbeeld: deze regio is verzonnen.' : null,
      page: 'Pagina {page} van {pages}',
      foot: `${round.title}, ${round.region.title} · formulier voor ${role.plural}`,
    },
    lead: `${round.title}, ${round.region.title}`,
    opening: [
      paragraph(
        `${round.askedBy} wil weten wat in de regio goed gaat en wat beter kan. De antwoorden komen samen in een rapport over de regio. De vragen zijn ${framework.label}.`,
      ),
      paragraph(framework.scope.text),
      heading(2, 'Wie ziet uw antwoorden?'),
      { kind: 'list', items: promiseOf(role, round.visibility) },
      paragraph(paperPromise(named), true),
      heading(2, 'Zo vult u dit in'),
      {
        kind: 'list',
        items: [
          `Zet een kruis in het vakje dat past. Bij een rondje (○) kiest u één antwoord, bij een vierkantje (□) mag u er meer kiezen. Vergist u zich? Maak het foute vakje helemaal zwart.`,
          minutes === null
            ? 'U hoeft niet alles in te vullen.'
            : `Invullen duurt ongeveer ${counted(minutes, 'minuut', 'minuten')}. U hoeft niet alles in te vullen.`,
          'Schrijf geen namen of gegevens van cliënten of collega’s op.',
          ...(named
            ? []
            : [
                'Vult u dit formulier met uw hele team in? Dan telt het als één antwoord. Schrijf bij ‘Over u’ met hoeveel mensen u was.',
              ]),
        ],
      },
      heading(2, 'Inleveren'),
      paragraph(
        about.returnTo === null
          ? `Geef het formulier terug aan degene van wie u het kreeg, uiterlijk ${until}.`
          : `Lever het formulier uiterlijk ${until} in. ${sentence(about.returnTo)}`,
      ),
    ],
    questions: [
      heading(2, 'Over u'),
      ...aboutBlocks(framework, roleId),
      ...parts.flatMap((part): PaperBlock[] => [
        heading(2, part.title ?? 'Tot slot'),
        ...part.sections.flatMap((section): PaperBlock[] => [
          // A theme with one norm of the same name needs no second heading.
          ...(section.title !== null && section.title !== part.title ? [heading(3, section.title)] : []),
          ...(section.only && !isForEveryone(section.only) && section.items.length > 1
            ? [paragraph(`${onlyText(framework, section.only)} Anders slaat u dit onderdeel over.`, true)]
            : []),
          ...section.items.map((one) =>
            questionOf(
              one.item,
              `${one.number}.`,
              (section.only && section.items.length > 1) || isForEveryone(one.only)
                ? null
                : `${onlyText(framework, one.only)} Anders slaat u deze vraag over.`,
            ),
          ),
        ]),
        ...(part.title === null ? [] : [remarks]),
      ]),
      paragraph('Dank u wel. Kijk nog even of u geen bladzijde hebt overgeslagen.', true),
    ],
  }
}

const remarks: PaperBlock = {
  kind: 'lines',
  label: 'Toelichting (niet verplicht). Schrijf het nummer van de vraag erbij.',
  lines: 3,
}

/** What becomes of the sheet itself. */
function paperPromise(named: boolean): string {
  return named
    ? 'De coördinator typt dit formulier over. Daarna wordt het papier vernietigd.'
    : 'Zet uw naam nergens op dit formulier. De coördinator typt het over en ziet dan wat er staat. Op het formulier staat geen nummer. Daarna wordt het papier vernietigd.'
}

function aboutBlocks(framework: Framework, roleId: string): PaperBlock[] {
  const role = getRole(framework, roleId)
  const blocks: PaperBlock[] = []
  if (role.professions.length > 0) {
    blocks.push({
      kind: 'question',
      number: '',
      only: null,
      text: 'Wat is uw beroep?',
      hint: 'Uw beroep wordt apart geteld. Het blijft niet bij uw antwoorden staan.',
      choose: 'one',
      options: role.professions.map(({ title }, index) => ({
        number: String(index + 1),
        label: capital(title),
      })),
      write: [],
    })
  }
  if (role.routing === 'routes') {
    blocks.push({
      kind: 'question',
      number: '',
      only: null,
      text: 'Wat past bij uw werk?',
      hint: 'Kruis alles aan wat past. Bij sommige vragen staat voor welke letter ze zijn.',
      choose: 'more',
      options: role.routes.map((route, index) => ({ number: letterOf(index), label: route.sentence })),
      write: [],
    })
  }
  if (role.routing === 'parties') {
    blocks.push({
      kind: 'question',
      number: '',
      only: null,
      text: 'Voor welke soort organisatie antwoordt u?',
      hint: 'Bij sommige vragen staat voor welke soort ze zijn.',
      choose: 'one',
      options: framework.parties.map(({ title }, index) => ({
        number: String(index + 1),
        label: capital(title),
      })),
      write: [],
    })
  }
  if (role.anonymity === 'named') blocks.push({ kind: 'lines', label: 'Naam van uw organisatie', lines: 1 })
  else {
    blocks.push({
      kind: 'lines',
      label: 'Alleen als u met uw team antwoordt: met hoeveel mensen was u?',
      lines: 1,
    })
  }
  return blocks
}

function questionOf(item: Item, number: string, only: string | null): PaperQuestion {
  const scope =
    item.speaksFor === null
      ? ''
      : item.speaksFor === 'organisation'
        ? 'Voor uw organisatie: '
        : 'Voor de regio: '
  return {
    kind: 'question',
    number,
    only,
    text: `${scope}${item.text}`,
    hint: item.hint ?? (item.kind === 'multiple' ? 'U kunt meer antwoorden kiezen.' : null),
    choose: item.kind === 'multiple' ? 'more' : 'one',
    options: item.options.map(({ label }, index) => ({ number: String(index + 1), label: capital(label) })),
    write: [
      ...(item.kind === 'open' ? [{ label: 'Uw antwoord', lines: OPEN_LINES }] : []),
      ...(item.evidence ? [{ label: 'Waar staat dat? (niet verplicht)', lines: 1 }] : []),
    ],
  }
}

/** "Alleen voor wie A of B aankruiste." */
export function onlyText(framework: Framework, { letters, parties }: Only): string {
  const titles = parties.map((id) => framework.parties.find((party) => party.id === id)?.title ?? id)
  const or = new Intl.ListFormat('nl-NL', { type: 'disjunction' })
  const whom = [
    ...(letters.length > 0 ? [`wie ${or.format(letters)} aankruiste`] : []),
    ...(titles.length > 0 ? [or.format(titles)] : []),
  ]
  return `Alleen voor ${whom.join(', bij ')}.`
}

function heading(level: 2 | 3, text: string): PaperBlock {
  return { kind: 'heading', level, text }
}

function paragraph(text: string, strong = false): PaperBlock {
  return { kind: 'paragraph', text, ...(strong && { strong }) }
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
