/** Dutch of the data package as a workbook and as CSV: names and meanings of columns, and why cells are hidden. */

import type { WorkbookWords } from '../render/data-sheets.ts'
import { labelText } from './nl.ts'

const FRACTION = 'een getal van 0 tot en met 1'

export const workbookWords: WorkbookWords = {
  sheets: {
    readMe: { name: 'Leesmij', about: 'Waar deze cijfers over gaan en hoe u ze leest.' },
    summary: {
      name: 'Samenvatting',
      about: 'Per thema en norm het aandeel gunstige antwoorden van elke groep.',
    },
    criteria: { name: 'Criteria', about: 'Per onderwerp en groep het oordeel met de cijfers erachter.' },
    questions: { name: 'Vragen', about: 'Per vraag hoeveel mensen elk antwoord kozen.' },
    findings: { name: 'Bevindingen', about: 'De zinnen van het rapport en op welke vragen ze rusten.' },
    codebook: { name: 'Codeboek', about: 'Wat elke kolom en elke code betekent.' },
  },
  columns: {
    theme: { title: 'Thema (code)', meaning: 'code van het thema' },
    theme_title: { title: 'Thema', meaning: 'naam van het thema' },
    norm: { title: 'Norm', meaning: 'code van de norm' },
    norm_title: { title: 'Norm (naam)', meaning: 'naam van de norm' },
    criterion: { title: 'Criterium', meaning: 'code van het onderwerp waar de vraag bij hoort' },
    criterion_title: { title: 'Onderwerp', meaning: 'naam van het onderwerp' },
    role: { title: 'Groep (code)', meaning: 'code van de groep die antwoordde' },
    role_title: { title: 'Groep', meaning: 'wie antwoordde' },
    label: { title: 'Oordeel', meaning: 'wat de regels van de antwoorden maken; zie de labels hieronder' },
    reason: { title: 'Reden', meaning: 'gevuld als veel mensen ‘weet ik niet’ kozen en dat de doorslag gaf' },
    firm: {
      title: 'Vast',
      meaning: 'of het oordeel vaststaat, of voorlopig is omdat er weinig antwoorden zijn',
    },
    census: { title: 'Iedereen', meaning: 'of alle gevraagde organisaties antwoordden' },
    n: {
      title: 'Aantal',
      meaning: 'mensen met een antwoord dat meetelt, bij de vraag met de minste antwoorden',
    },
    neff: {
      title: 'Gewogen aantal',
      meaning: 'het aantal waarmee is gerekend als niet iedereen even zwaar telt',
    },
    share_positive: { title: 'Aandeel gunstig', meaning: `gewogen aandeel gunstige antwoorden, ${FRACTION}` },
    interval_low: {
      title: 'Ondergrens',
      meaning: `ondergrens van het 95%-interval van het aandeel gunstig, ${FRACTION}`,
    },
    interval_high: {
      title: 'Bovengrens',
      meaning: `bovengrens van het 95%-interval van het aandeel gunstig, ${FRACTION}`,
    },
    mean: {
      title: 'Gemiddelde',
      meaning: 'gewogen gemiddelde van de waarden van de antwoorden, van 0 tot en met 100',
    },
    share_unknown: {
      title: 'Weet ik niet',
      meaning: `aandeel ‘weet ik niet’ van iedereen die antwoordde, ${FRACTION}`,
    },
    share_not_applicable: {
      title: 'Niet van toepassing',
      meaning: `aandeel ‘niet van toepassing’ van iedereen die antwoordde, ${FRACTION}`,
    },
    item: { title: 'Vraag', meaning: 'code van de vraag' },
    item_text: { title: 'Vraagtekst', meaning: 'de vraag zoals die is gesteld' },
    item_n: { title: 'Aantal', meaning: 'mensen met een antwoord op deze vraag dat meetelt' },
    item_share_positive: {
      title: 'Aandeel gunstig',
      meaning: `gewogen aandeel gunstige antwoorden op deze vraag, ${FRACTION}`,
    },
    option: { title: 'Antwoord (code)', meaning: 'code van het antwoord' },
    option_label: { title: 'Antwoord', meaning: 'het antwoord zoals het er stond' },
    option_value: {
      title: 'Waarde',
      meaning: 'waarde van het antwoord van 0 tot en met 100; leeg als het niet meetelt',
    },
    option_share: {
      title: 'Aandeel',
      meaning: `aandeel van iedereen die de vraag beantwoordde, ${FRACTION}`,
    },
    count: { title: 'Hoe vaak', meaning: 'hoeveel mensen dit antwoord kozen' },
    hidden: { title: 'Verborgen', meaning: 'waarom hier geen cijfers staan; leeg als ze er wel staan' },
    gap: {
      title: 'Verschil (procentpunt)',
      meaning: 'aandeel gunstig van de tweede groep min dat van de eerste, in procentpunten',
    },
    gap_low: {
      title: 'Verschil, ondergrens',
      meaning: 'ondergrens van het 95%-interval van het verschil, in procentpunten',
    },
    gap_high: {
      title: 'Verschil, bovengrens',
      meaning: 'bovengrens van het 95%-interval van het verschil, in procentpunten',
    },
    gap_counts: {
      title: 'Verschil telt',
      meaning: 'of het verschil groot genoeg is en niet op toeval lijkt',
    },
    finding: { title: 'Bevinding', meaning: 'code van de bevinding' },
    side: { title: 'Kant', meaning: 'of iets goed gaat of beter kan' },
    form: {
      title: 'Wie zegt het',
      meaning: 'of beide groepen hetzelfde zeggen, één groep, of dat zij verschillen',
    },
    edition: {
      title: 'Uitgave',
      meaning: 'of de zin in het korte rapport staat of alleen in het uitgebreide',
    },
    text: { title: 'Tekst', meaning: 'de zin van het rapport' },
    rule: { title: 'Regel', meaning: 'de oordelen van de twee groepen die samen deze bevinding geven' },
    criteria: { title: 'Criteria', meaning: 'de onderwerpen waar de bevinding op rust' },
    items: { title: 'Vragen', meaning: 'de vragen waar de bevinding op rust' },
    roles: { title: 'Groepen', meaning: 'de groepen die dit zeggen' },
  },
  labels: labelText,
  sides: { good: 'Gaat goed', better: 'Kan beter' },
  forms: {
    both: 'Beide groepen',
    'one-lens': 'Eén groep',
    attributed: 'Eén groep; de andere ziet het minder duidelijk',
    contrast: 'De groepen verschillen',
  },
  editions: { short: 'Kort rapport', extended: 'Uitgebreid rapport' },
  yes: 'ja',
  no: 'nee',
  firm: 'vast',
  provisional: 'voorlopig',
  unknownDecided: 'veel ‘weet ik niet’',
  hidden: 'verborgen',
  hiddenPersons: 'Verborgen: minder dan {k} mensen gaven een antwoord dat meetelt',
  hiddenOrganisations: 'Verborgen: minder dan {k} organisaties gaven een antwoord dat meetelt',
  readMe: {
    title: 'Rapport',
    date: 'Datum van het rapport',
    author: 'Van',
    framework: 'Vragenlijst',
    label: 'Wat de vragenlijst niet is',
    hash: 'Controlegetal van de vragenlijst',
    method: 'Rekenwijze',
    variant: 'Uitvoering (core = kort, full = volledig)',
    licence: 'Licentie van de vragenlijst',
    respondents: 'Ingevulde vragenlijsten van',
    minimum: 'Kleinste groep die te zien is, bij',
    cutoffs: {
      strength: 'Gaat goed vanaf dit aandeel gunstig',
      improvement: 'Kan beter tot en met dit aandeel gunstig',
      unknownSignal: '‘Weet ik niet’ geeft de doorslag vanaf dit aandeel',
      gap: 'Een verschil telt vanaf zoveel procentpunt',
    },
    rules: [
      'Waar ‘verborgen’ staat, gaven te weinig mensen of organisaties een antwoord. De reden staat erachter.',
      'Vergelijk regio’s niet als ranglijst: wie meedeed verschilt per regio.',
      'Met regiospiegel replay rekent u de oordelen in rapport.json zelf na.',
    ],
    sheet: 'Blad',
    about: 'Over deze cijfers',
  },
  codebook: {
    part: 'Soort',
    name: 'Naam of code',
    meaning: 'Betekenis',
    value: 'Waarde',
    columns: 'kolom',
    labels: 'oordeel',
    options: 'antwoord',
  },
}
