/** Dutch of setting up a round: what is wrong in a field, what is chosen, what still has to happen. */

import type { FieldProblem } from '../domain/field.ts'
import type { Weighting } from '../domain/framework/framework.ts'
import type { Headcount } from '../domain/round/round.ts'
import type { Milestone } from '../domain/round/planning.ts'
import type { Visibility, VisibilityChoice } from '../domain/round/visibility.ts'
import type { Audience, Hidden, Sight } from '../domain/round/visibility-preview.ts'
import { count, counted } from './nl.ts'

/** What is wrong with a field and what to do about it. */
export function fieldProblemText({ field, reason, limit, line }: FieldProblem): string {
  const at = line === null ? '' : `Regel ${line}: `
  const begin = (text: string) => (at === '' ? text : at + text.charAt(0).toLowerCase() + text.slice(1))
  switch (reason) {
    case 'missing':
      return missingText[field] ?? 'Vul dit in.'
    case 'too-long':
      return begin(`Deze tekst is te lang. Gebruik hooguit ${count(limit ?? 0)} tekens.`)
    case 'not-a-day':
      return 'Deze datum bestaat niet. Kies een dag, bijvoorbeeld 30-04-2027.'
    case 'in-the-past':
      return 'Deze dag is al voorbij. Kies een dag die nog komt.'
    case 'before-closing':
      return 'Het overleg moet na de laatste dag van de ronde zijn.'
    case 'not-later':
      return 'Kies een dag na de laatste dag die er nu staat. Eerder sluiten kan niet: mensen rekenen op de tijd die hun is beloofd.'
    case 'unknown':
      return 'Kies iets uit de lijst.'
    case 'not-a-number':
      return begin('Schrijf een heel getal in cijfers, bijvoorbeeld 12.')
    case 'too-small':
      return begin(`Dit getal is te laag. Het laagste is ${count(limit ?? 0)}.`)
    case 'too-large':
      return begin(`Dit getal is te hoog. Het hoogste is ${count(limit ?? 0)}.`)
    case 'twice':
      return begin('Deze staat er al.')
    case 'not-a-decimal':
      return begin('Schrijf een getal in cijfers, bijvoorbeeld 57 of 57,3.')
    case 'too-many':
      return `Er zijn al te veel. Hoogstens ${count(limit ?? 0)} kan.`
    case 'not-a-link':
      return begin('Schrijf een heel webadres, bijvoorbeeld https://statline.rivm.nl.')
    case 'no-code':
      return begin('Schrijf de CBS-code en de naam van de gemeente, bijvoorbeeld GM0141 Almelo.')
    case 'wider':
      return 'Dit gaat verder dan wat deelnemers is beloofd. Kies hetzelfde of minder.'
  }
}

const missingText: Partial<Record<string, string>> = {
  title: 'Vul een naam in.',
  name: 'Vul een naam in.',
  ownName: 'Vul uw eigen naam in.',
  askedBy: 'Vul in wie de vragenlijst stuurt.',
  framework: 'Kies een vragenlijst.',
  variant: 'Kies kort of volledig.',
  closingDay: 'Kies de laatste dag om mee te doen.',
  party: 'Kies een soort organisatie.',
  indicator: 'Vul in waar het cijfer over gaat.',
  region: 'Vul in voor welk gebied het cijfer geldt.',
  value: 'Vul het cijfer in.',
  list: 'Schrijf minstens één organisatie op.',
  day: 'Kies een dag.',
  returnTo: 'Vul in waar mensen het formulier kunnen inleveren.',
  organisationId: 'Kies een organisatie.',
  confirmation: 'Typ de naam van de ronde over om te bevestigen.',
  decision: 'Kies wat u met deze bevinding doet.',
  text: 'Schrijf de zin op.',
  reason: 'Schrijf op waarom. Dat blijft bij de bevinding bewaard.',
  source: 'Schrijf op waar dit uit blijkt.',
  theme: 'Kies een thema.',
  side: 'Kies of dit goed gaat of beter kan.',
  adoptedBy: 'Schrijf op wie het rapport heeft vastgesteld.',
  why: 'Schrijf op waarom.',
}

/** Each choice of "wie ziet wat", as the coordinator makes it. */
export const visibilityText: {
  [Choice in VisibilityChoice]: {
    question: string
    hint: string
    options: Record<Visibility[Choice], string>
  }
} = {
  boards: {
    question: 'Hoe staan organisaties van bestuurders in het rapport?',
    hint: 'De coördinator weet altijd welke organisaties meedoen.',
    options: {
      'by-party': 'Alleen als soort organisatie, zonder naam',
      'by-name': 'Met de naam van de organisatie die meedeed',
    },
  },
  report: {
    question: 'Wie krijgt het rapport?',
    hint: 'De coördinator krijgt het altijd.',
    options: {
      boards: 'Alleen de bestuurders die zijn gevraagd',
      respondents: 'Iedereen die is gevraagd om mee te doen',
      public: 'Iedereen: het rapport komt op een openbare pagina',
    },
  },
  inspection: {
    question: 'Wat deelt de regio met de inspectie?',
    hint: 'Pas nadat de regio de uitkomst heeft vastgesteld.',
    options: {
      nothing: 'Niets',
      report: 'Het rapport',
      'report-and-data': 'Het rapport en het gegevenspakket met scores en aantallen',
    },
  },
  data: {
    question: 'Wie krijgt het gegevenspakket?',
    hint: 'Daarin staan scores en aantallen van groepen. Nooit antwoorden van één persoon.',
    options: {
      nobody: 'Alleen de coördinator',
      boards: 'Ook de bestuurders die zijn gevraagd',
      public: 'Iedereen',
    },
  },
  texts: {
    question: 'Mag open tekst van deelnemers in het rapport staan?',
    hint: 'Alleen als minstens tien mensen de vraag beantwoordden, en nadat iemand de tekst heeft gelezen en er niets in staat wat naar een persoon wijst.',
    options: { never: 'Nee, nooit letterlijk', moderated: 'Ja, nadat iemand de tekst heeft gecontroleerd' },
  },
  retentionMonths: {
    question: 'Hoe lang blijven de antwoorden bewaard na sluiting?',
    hint: 'Daarna wist Regiospiegel de antwoorden, en de namen en adressen van wie is uitgenodigd. De scores en het rapport blijven.',
    options: { 6: '6 maanden', 12: '1 jaar', 24: '2 jaar', 60: '5 jaar' },
  },
  woo: {
    question: 'Valt de organisatie die de antwoorden bewaart onder de Wet open overheid?',
    hint: 'Dat geldt voor bijvoorbeeld een gemeente of een GGD. Iedereen kan dan om documenten vragen. Anonieme antwoorden zijn ook dan niet naar een persoon te herleiden.',
    options: { no: 'Nee', yes: 'Ja' },
  },
}

/**
 * What a respondent reads before the first question: what becomes of the answers in this round. `named` is for who
 * answers in the name of an organisation.
 */
export function promiseText(visibility: Visibility, named: boolean): string[] {
  const lines = [
    {
      boards: 'Het rapport gaat naar de bestuurders die zijn gevraagd, en naar niemand anders.',
      respondents: 'Het rapport gaat naar iedereen die is gevraagd om mee te doen.',
      public: 'Het rapport wordt openbaar: iedereen kan het lezen.',
    }[visibility.report],
    {
      nothing: 'De regio deelt niets met de inspectie.',
      report: 'De regio deelt het rapport met de inspectie, nadat de regio het heeft vastgesteld.',
      'report-and-data':
        'De regio deelt het rapport en de scores en aantallen van groepen met de inspectie, na vaststelling.',
    }[visibility.inspection],
    {
      nobody: 'Scores en aantallen als gegevens krijgt alleen de coördinator.',
      boards: 'Scores en aantallen als gegevens krijgen ook de bestuurders.',
      public: 'Scores en aantallen van groepen worden ook als gegevens openbaar.',
    }[visibility.data],
    {
      never: 'Wat u in eigen woorden schrijft, komt niet letterlijk in het rapport.',
      moderated:
        'Wat u in eigen woorden schrijft, kan in het rapport komen. Eerst leest iemand of er niets in staat wat naar een persoon wijst.',
    }[visibility.texts],
    `Uw antwoorden worden ${visibilityText.retentionMonths.options[visibility.retentionMonths]} na sluiting gewist.`,
  ]
  if (named) {
    lines.unshift(
      visibility.boards === 'by-name'
        ? 'In het rapport staat dat uw organisatie meedeed.'
        : 'In het rapport staat de naam van uw organisatie niet.',
    )
  }
  if (visibility.woo === 'yes') {
    lines.push(
      named
        ? 'De organisatie die uw antwoorden bewaart, valt onder de Wet open overheid. Iemand kan om uw antwoorden vragen.'
        : 'De organisatie die de antwoorden bewaart, valt onder de Wet open overheid. Iemand kan om de antwoorden vragen. Er staat niet bij van wie ze zijn.',
    )
  }
  return lines
}

/** What no framework can promise away: the server itself reads answers until they are counted. */
const REMAINS_POSSIBLE =
  'Tot uw antwoorden meetellen, zou een beheerder met toegang tot de server ze technisch kunnen lezen. Dat is niet toegestaan, maar uitsluiten kunnen wij het niet.'

/** Everything a respondent is promised: what the framework says of the role, and what this round has fixed. */
export function promiseOf(
  role: { promise: readonly string[]; anonymity: 'anonymous' | 'named' },
  visibility: Visibility | null,
): string[] {
  return [
    ...role.promise,
    ...(role.anonymity === 'anonymous' ? [REMAINS_POSSIBLE] : []),
    ...(visibility === null ? [] : promiseText(visibility, role.anonymity === 'named')),
  ]
}

export const weightingText: Record<Weighting, string> = {
  person: 'Elke persoon telt even zwaar',
  organisation: 'Elke organisatie telt even zwaar',
  party: 'Elke soort organisatie telt even zwaar',
}

export const audienceText: Record<Audience, string> = {
  coordinator: 'De coördinator',
  boards: 'Bestuurders die zijn gevraagd',
  respondents: 'Wie anoniem antwoordde',
  inspection: 'De inspectie',
  public: 'Iedereen',
}

export const sightText: Record<Sight, string> = {
  'response-count': 'Hoeveel er antwoordden',
  'who-takes-part': 'Welke organisaties meededen',
  'own-answers': 'Wat één organisatie antwoordde',
  figures: 'De uitkomst per onderwerp',
  breakdown: 'De uitkomst per groep, zoals per beroep',
  texts: 'Open tekst, letterlijk',
  'single-answers': 'Wat één persoon antwoordde',
}

/** Why an audience does not see something. */
export function hiddenText(hidden: Hidden): string {
  switch (hidden.why) {
    case 'too-few': {
      const what = hidden.of === 'people' ? 'mensen' : 'organisaties'
      return `Nee: pas vanaf ${count(hidden.needed)} ${what}`
    }
    case 'anonymous':
      return 'Nee, nooit'
    case 'not-chosen':
      return 'Nee: niet gekozen'
    case 'other-organisations':
      return 'Alleen van de eigen organisatie'
    case 'not-theirs':
      return 'Nee'
  }
}

export const milestoneText: Record<Milestone, string> = {
  'invite-boards-to-meeting': 'Zet het overleg in de agenda’s van de bestuurders',
  'list-organisations': 'Vraag elke organisatie hoeveel mensen er werken en wie de link doorstuurt',
  trial: 'Laat vijf mensen de vragenlijst proberen',
  announce: 'Kondig de meting aan',
  open: 'De ronde gaat open',
  'first-reminder': 'Eerste herinnering; bel de groepen die missen',
  'last-reminder': 'Laatste herinnering',
  close: 'Laatste dag om mee te doen',
  'boards-adopt': 'Bestuurders hebben hun antwoorden vastgesteld',
  'discuss-draft': 'Bespreek het concept met een paar deelnemers',
  'send-report': 'Stuur het rapport met de stukken voor het overleg',
  meeting: 'Overleg van de bestuurders',
}

/** "ongeveer 12 mensen" */
export function peopleText(people: Headcount | null): string {
  return headcountText(people, 'mens', 'mensen')
}

/** "3 organisaties" */
export function organisationsText(organisations: Headcount | null): string {
  return headcountText(organisations, 'organisatie', 'organisaties')
}

function headcountText(value: Headcount | null, one: string, more: string): string {
  if (value === null) return 'onbekend'
  return typeof value === 'number' ? counted(value, one, more) : `ongeveer ${counted(value.about, one, more)}`
}
