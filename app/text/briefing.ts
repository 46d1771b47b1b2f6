/** Words of the briefing before a visit. */

import type { BriefingWords } from '../domain/report/compose-briefing.ts'

export const briefingWords: BriefingWords = {
  title: 'Voorbereiding van een bezoek aan {title}',
  lead: [
    'Voor een gesprek in de regio, uit dezelfde antwoorden als het rapport van {date}.',
    'Geen oordeel, en geen vergelijking met andere regio’s.',
  ],
  further: 'Verder',
  headings: {
    divided: 'Waar zijn de meningen verdeeld?',
    contrasts: 'Waar kijken werkvloer en bestuur anders?',
    silent: 'Wie hoorden wij niet?',
    absent: 'Wat vinden velen niet van toepassing, of weten zij niet?',
    evidence: 'Bij welke antwoorden staat een bron?',
    questions: 'Vragen om te stellen',
  },
  none: {
    divided: 'Bij geen enkel onderwerp zijn de antwoorden verdeeld over beide uitersten.',
    contrasts: 'Er zijn geen grote verschillen tussen beide groepen.',
    silent: 'Van elke uitgenodigde partij kwam antwoord.',
    absent: 'Bij geen enkele vraag koos een kwart of meer voor “weet ik niet” of “niet van toepassing”.',
    evidence: 'Niemand noemde een document, datum of link bij een antwoord.',
    questions: 'Uit de antwoorden volgen geen bijzondere vragen.',
  },
  divided: '{criterion}: {role} antwoorden verdeeld ({n} antwoorden).',
  gap: '{criterion}: van de {first} is {firstShare} positief, van de {second} {secondShare}; een verschil van {points} procentpunt.',
  few: 'Van de groep {role} kwamen te weinig antwoorden om iets te laten zien.',
  silent: 'Uitgenodigd, maar geen antwoord: {parties}.',
  notApplicable: '{share} van de {role} vindt dit niet van toepassing: “{question}”',
  unknown: '{share} van de {role} weet geen antwoord op: “{question}”',
  evidence: '{party}: {criteria}.',
  ask: {
    onPaper:
      '{criterion}: bestuurders zijn positiever dan de werkvloer. Waaraan merkt een professional dat het geregeld is?',
    notFelt:
      '{criterion}: de werkvloer is positiever dan het bestuur. Wat weten professionals dat bestuurders nog niet weten?',
    better: '{criterion}: kan beter volgens {roles}.',
    divided: '{criterion}: de antwoorden lopen uiteen. Bij wie gaat het goed, en hoe komt dat?',
    silent: 'Gaf geen antwoord: vraag waarom.',
  },
  always: 'Vraag bij elk onderwerp: wat doet u hier zelf aan, en wanneer is het klaar?',
  whom: { caption: 'Wie kunt u wat vragen?', party: 'Partij', questions: 'Vraag' },
}
