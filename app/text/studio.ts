/** Dutch of the report studio: what was decided, what parties said, why something cannot be published. */

import type { ReactionKind } from '../domain/report/editorial.ts'
import type { Identifying } from '../domain/response/identifying.ts'
import { listOf } from './nl.ts'

/** What a moderator did with a remark. */
export const verdictText: Record<'release' | 'redact' | 'withhold', string> = {
  release: 'Vrijgegeven',
  redact: 'Ingekort vrijgegeven',
  withhold: 'Niet vrijgegeven',
}

/** What was noticed in a remark. */
export const identifyingText: Record<Identifying, string> = {
  'citizen-number': 'een burgerservicenummer',
  email: 'een e-mailadres',
  phone: 'een telefoonnummer',
  name: 'een naam',
  'licence-plate': 'een kenteken',
  link: 'een link',
  date: 'een datum (misschien een geboortedatum)',
}

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

/** Why a remark was not let through, and what to do. */
export function moderationProblemText(
  problem:
    { reason: 'no-verdict' | 'not-shortened' } | { reason: 'personal-data'; found: readonly Identifying[] },
): string {
  switch (problem.reason) {
    case 'no-verdict':
      return 'Kies wat u met deze opmerking doet.'
    case 'not-shortened':
      return 'Haal alleen hele woorden weg en zet […] op hun plaats. Andere woorden kunt u de schrijver niet geven.'
    case 'personal-data':
      return `Hier lijkt nog ${listOf(problem.found.map((kind) => identifyingText[kind]))} te staan. Kies “Vrijgeven zonder bepaalde woorden” en haal dat weg.`
  }
}
