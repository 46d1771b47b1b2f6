/** Words of the slides for a meeting of boards. */

import type { MeetingWords } from '../domain/report/compose-meeting.ts'
import { briefingWords } from './briefing.ts'

export const meetingWords: MeetingWords = {
  gap: briefingWords.gap,
  few: briefingWords.few,
  silent: briefingWords.silent,
  notApplicable: briefingWords.notApplicable,
  unknown: briefingWords.unknown,
  title: '{title}: wat vinden professionals en bestuurders?',
  lead: [
    'Om samen te bespreken, uit dezelfde antwoorden als het rapport van {date}.',
    'Dit is een zelfevaluatie, geen oordeel van de inspectie.',
  ],
  headings: {
    glance: 'In één oogopslag',
    differences: 'Waar werkvloer en bestuur iets anders zien',
    unknown: 'Wat wij niet weten',
    questions: 'Drie vragen aan het bestuur',
    agreements: 'Wat spreken wij af?',
    notes: 'Waar blijkt dat uit?',
  },
  counts: { caption: 'Hoeveel punten per thema', theme: 'Thema', good: 'Gaat goed', better: 'Kan beter' },
  more: { one: 'Nog 1 punt staat in het rapport.', more: 'Nog {n} punten staan in het rapport.' },
  none: {
    differences: 'Er is geen onderwerp waarop werkvloer en bestuur duidelijk iets anders zeggen.',
    oneSided: 'Dat is niet te zeggen: van ten minste één groep kwamen te weinig antwoorden.',
    selfImage: 'Dat is niet te zeggen: er kwamen te weinig schattingen en antwoorden.',
    unknown:
      'Bij geen onderwerp zijn antwoorden verborgen. Wie niet antwoordde, denkt er misschien anders over.',
    questions: 'Uit de antwoorden volgen geen bijzondere vragen. Wat wilt u zelf bespreken?',
    agreements: 'Uit deze meting volgt geen punt dat om een afspraak vraagt.',
  },
  hidden: {
    one: 'Over 1 onderwerp gaven te weinig {role} antwoord om iets te laten zien.',
    more: 'Over {n} onderwerpen gaven te weinig {role} antwoord om iets te laten zien.',
  },
  ask: {
    onPaper:
      '{criterion}: bestuurders zijn positiever dan de werkvloer. Waaraan merkt een professional dat het geregeld is?',
    notFelt:
      '{criterion}: de werkvloer is positiever dan het bestuur. Wat weten professionals dat u nog niet weet?',
    better: '{criterion}: dit kan beter. Wat doet uw organisatie eraan, en wanneer is het klaar?',
    divided: '{criterion}: de antwoorden lopen uiteen. Bij wie gaat het goed, en wat kunt u daarvan leren?',
  },
  askSelfImage: 'Hoe komt u aan uw beeld van de werkvloer?',
  open: '{point}: nog af te spreken wie dit oppakt, en wanneer het klaar is.',
  evidence: '{subject}: {said}.',
  saidBy: '{role} “{label}”, {share} positief, {n} antwoorden (vraag {items})',
  saidByHidden: '{role} “{label}”, zonder cijfers (vraag {items})',
}
