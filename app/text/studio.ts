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

/** The files of a publication, by what stands behind the dot of their address. */
export const publishedFileText: Partial<Record<string, string>> = {
  pdf: 'Download als PDF',
  docx: 'Download voor Word',
  html: 'Webpagina, als één bestand',
  'uitgebreid.pdf': 'Uitgebreid rapport als PDF',
  'uitgebreid.html': 'Uitgebreid rapport als webpagina',
  xlsx: 'Cijfers voor Excel',
  csv: 'Cijfers als CSV',
  'codeboek.csv': 'Codeboek bij de CSV',
  json: 'Gegevenspakket (JSON)',
}
