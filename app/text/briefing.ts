/** Words of the briefing before a visit. */

import type { BriefingWords } from '../domain/report/compose-briefing.ts'

export const briefingWords: BriefingWords = {
  title: 'Voorbereiding van een bezoek aan {title}',
  lead: [
    'Dit overzicht helpt bij een gesprek in de regio.',
    'Het komt uit dezelfde antwoorden als het rapport van {date}. Het is geen oordeel, en regio’s worden niet met elkaar vergeleken.',
  ],
  headings: {
    divided: 'Waar zijn de meningen verdeeld?',
    contrasts: 'Waar kijken werkvloer en bestuur anders?',
    silent: 'Wie hoorden wij niet?',
    absent: 'Wat vinden velen niet van toepassing, of weten zij niet?',
    evidence: 'Welke bronnen worden genoemd?',
    questions: 'Vragen om te stellen',
  },
  none: {
    divided: 'Bij geen enkel onderwerp zijn de antwoorden verdeeld over beide uitersten.',
    contrasts: 'Er zijn geen grote verschillen tussen beide groepen.',
    silent: 'Uit alle uitgenodigde groepen kwamen genoeg antwoorden.',
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
  evidence: '{party}: bij {lines} antwoorden staat een bron. Onderwerpen: {criteria}.',
  ask: {
    onPaper:
      'Over “{criterion}” zijn bestuurders positiever dan de werkvloer. Waaraan merkt een professional dat het geregeld is?',
    notFelt:
      'Over “{criterion}” is de werkvloer positiever dan het bestuur. Wat weten professionals dat u nog niet weet?',
    better: '“{criterion}” kan beter, zeggen de antwoorden. Wat gaat u zelf doen, en wanneer is het klaar?',
    divided: 'Over “{criterion}” lopen de antwoorden uiteen. Bij wie gaat het goed, en hoe komt dat?',
    silent: 'Wij hoorden niemand van u. Waarom niet, en hoe kijkt u zelf naar dit onderwerp?',
  },
}
