/** Words of the sheet for one organisation. */

import type { PartyWords } from '../domain/report/compose-party.ts'

export const partyWords: PartyWords = {
  title: 'Voor {organisation}',
  lead: [
    'Waar u over gevraagd bent en zelf iets aan kunt doen, uit dezelfde antwoorden als het rapport van {date}.',
    'Daarachter staan een conceptbrief en uw eigen antwoorden.',
  ],
  headings: {
    better: 'Wat kunt u zelf verbeteren?',
    good: 'Wat gaat goed?',
    letter: 'Conceptbrief aan raad of bestuur',
    answers: 'Uw eigen antwoorden',
  },
  none: {
    better:
      'Over de onderwerpen waarover u bent gevraagd, komt geen punt naar voren dat duidelijk beter kan.',
    good: 'Over de onderwerpen waarover u bent gevraagd, komt geen punt naar voren dat duidelijk goed gaat.',
    answers: 'Van uw organisatie zijn geen antwoorden meegeteld.',
  },
  letter: {
    opening: [
      'Geachte leden,',
      'In {title} is gemeten hoe het gaat. De vragenlijst heet “{framework}”. Professionals en bestuurders vulden hem in. Ook {organisation} is gevraagd.',
    ],
    good: 'Dit gaat goed in de regio:',
    better: 'Dit kan beter, en daar kunnen wij zelf iets aan doen:',
    closing: [
      'Wij stellen voor dat u deze punten bespreekt en afspreekt wie wat doet, en wanneer het klaar is.',
      'De uitkomsten zijn een zelfevaluatie van de regio en geen oordeel van de inspectie. Het hele rapport gaat mee met deze brief.',
    ],
    signature: 'Met vriendelijke groet, namens {organisation},',
  },
  answers: {
    caption: 'Wat {organisation} antwoordde',
    question: 'Vraag',
    answer: 'Uw antwoord',
  },
}
