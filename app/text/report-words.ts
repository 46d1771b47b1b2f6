/** The Dutch around what people wrote in a report: sources, reactions, quotes and who takes up what. */

import type { EditorialWords } from '../domain/report/editorial.ts'

export const editorialWords: EditorialWords = {
  concept: 'Concept',
  source: 'Deze bevinding komt niet uit de vragenlijst. Bron: {source}',
  agree: '{parties} {parties:is|zijn} het hiermee eens.',
  remark: 'Reactie van {party}: “{text}”',
  error: '{party} ziet hier een feitelijke onjuistheid: “{text}”',
  answer: 'Antwoord daarop: “{text}”',
  quote: 'Toelichting uit de groep {role}: “{text}”',
  followUp: {
    caption: 'Wie pakt wat op?',
    point: 'Verbeterpunt',
    owner: 'Wie',
    day: 'Uiterlijk',
    open: 'nog af te spreken',
  },
}
