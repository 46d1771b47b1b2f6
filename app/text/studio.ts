/** Dutch of the report studio: what was decided, what parties said, why something cannot be published. */

import type { ReactionKind } from '../domain/report/editorial.ts'

export const decisionText: Record<'accept' | 'rewrite' | 'drop' | 'add', string> = {
  accept: 'Overgenomen',
  rewrite: 'Herschreven',
  drop: 'Geschrapt',
  add: 'Toegevoegd of aangepast',
}

export const reactionText: Record<ReactionKind | 'none', string> = {
  agree: 'eens',
  remark: 'opmerking',
  error: 'feitelijke onjuistheid',
  none: 'geen reactie',
}
