/**
 * Dutch for what the product returns as codes: refusals, problems, labels and statuses; and how dates and numbers
 * are written. Whole sentences of one screen stand in that screen; what a framework says stands in the framework.
 */

import { TIME_ZONE } from '../domain/round/round.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import type { AnswerProblem, PersonalData } from '../domain/response/answer.ts'
import type { Label } from '../domain/scoring/score.ts'

/** "12 maart 2026", of an ISO date or moment. A date without time is that day, whatever the time zone. */
export function longDate(iso: string): string {
  const moment = iso.length === 10 ? `${iso}T12:00:00Z` : iso
  return new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: TIME_ZONE }).format(new Date(moment))
}

/** "14.32 uur", of an ISO moment. */
export function clockTime(iso: string): string {
  const time = new Intl.DateTimeFormat('nl-NL', { timeStyle: 'short', timeZone: TIME_ZONE }).format(
    new Date(iso),
  )
  return `${time.replace(':', '.')} uur`
}

/** "75%", of a fraction. */
export function percent(fraction: number): string {
  return new Intl.NumberFormat('nl-NL', { style: 'percent', maximumFractionDigits: 0 }).format(fraction)
}

/** "1.200" */
export function count(value: number): string {
  return new Intl.NumberFormat('nl-NL').format(value)
}

/** "Almelo, Twenterand en Hellendoorn" */
export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('nl-NL', { type: 'conjunction' }).format(words)
}

/** The text with a capital to begin with: framework texts that become a line of their own. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('nl') + text.slice(1)
}

/** "1 vraag", "3 vragen" */
export function counted(value: number, one: string, more: string): string {
  return `${count(value)} ${value === 1 ? one : more}`
}

export const labelText: Record<Label, string> = {
  strength: 'Gaat goed',
  improvement: 'Kan beter',
  mixed: 'Gemengd beeld',
  divided: 'Verdeeld',
  insufficient: 'Te weinig antwoorden',
}

export const roundStatusText: Record<RoundStatus, string> = {
  draft: 'In voorbereiding',
  open: 'Open: antwoorden komen binnen',
  closed: 'Gesloten',
}

/** What is wrong with an answer and what to do about it. */
export function answerProblemText(problem: Pick<AnswerProblem, 'reason' | 'limit'>): string {
  switch (problem.reason) {
    case 'too-long':
      return `Deze tekst is te lang. Maak de tekst korter dan ${count(problem.limit ?? 500)} tekens.`
    case 'exclusive-option':
      return 'U koos twee antwoorden die niet samen kunnen. Haal een van de vinkjes weg.'
    case 'one-option-only':
      return 'Kies één antwoord.'
    case 'unknown-option':
    case 'option-twice':
    case 'no-options-here':
    case 'no-text-here':
    case 'no-evidence-here':
      return 'Dit antwoord hoort niet bij deze vraag. Laad de pagina opnieuw en kies uw antwoord nog een keer.'
  }
}

const personalDataNames: Record<PersonalData, string> = {
  'citizen-number': 'een burgerservicenummer',
  email: 'een e-mailadres',
  phone: 'een telefoonnummer',
}

export function personalDataText(found: readonly PersonalData[]): string {
  const what = listOf(found.map((kind) => personalDataNames[kind]))
  return `In uw tekst lijkt ${what} te staan. Schrijf geen gegevens van personen op. Haal ze weg als dat zo is.`
}

/** Why nothing could be saved or shown, and what the respondent can do. */
export type RefusalReason =
  | 'no-session'
  | 'unknown-respondent'
  | 'path-not-chosen'
  | 'not-asked'
  | 'already-sent'
  | 'round-closed'
  | 'framework-missing'
  | 'storage-unavailable'
  | 'invalid-answer'
  | 'too-large'
  | 'other-respondent'
  | 'foreign-page'
  | 'unreadable'
  | 'round-not-closed'
  | 'not-public'

export const refusalText: Record<RefusalReason, { title: string; text: string }> = {
  'no-session': {
    title: 'Open de vragenlijst met uw eigen link',
    text: 'Wij weten op dit apparaat niet welke vragenlijst van u is. Klik nog een keer op de link in uw uitnodiging. Wat u al hebt ingevuld, staat er dan nog.',
  },
  'unknown-respondent': {
    title: 'Open de vragenlijst met uw eigen link',
    text: 'Wij kunnen uw vragenlijst niet vinden. Klik nog een keer op de link in uw uitnodiging.',
  },
  'path-not-chosen': {
    title: 'Vertel eerst iets over uw werk',
    text: 'Wij weten nog niet welke vragen bij u passen. Ga terug naar het begin van de vragenlijst.',
  },
  'not-asked': {
    title: 'Deze vraag hoort niet bij uw vragenlijst',
    text: 'Laad de pagina opnieuw. U ziet dan de vragen die bij u passen.',
  },
  'already-sent': {
    title: 'U hebt de vragenlijst al verzonden',
    text: 'Uw antwoorden zijn verzonden. U kunt ze niet meer veranderen.',
  },
  'round-closed': {
    title: 'De vragenlijst is gesloten',
    text: 'De laatste dag om mee te doen is voorbij. Er wordt niets meer opgeslagen.',
  },
  'framework-missing': {
    title: 'De vragenlijst kan nu niet worden getoond',
    text: 'Er is iets mis aan onze kant. Uw antwoorden zijn bewaard. Probeer het later nog een keer.',
  },
  'storage-unavailable': {
    title: 'Opslaan lukt nu niet',
    text: 'Er is iets mis aan onze kant. Wat u net invulde, is nog niet opgeslagen. Laat deze pagina open en probeer het over een paar minuten nog een keer.',
  },
  'invalid-answer': {
    title: 'Er is nog iets niet goed ingevuld',
    text: 'Dit antwoord is niet opgeslagen. Kijk bij de vraag wat u kunt doen.',
  },
  'too-large': {
    title: 'Uw tekst is te lang',
    text: 'Uw tekst is zo lang dat wij hem niet kunnen opslaan. Ga terug en maak de tekst korter. Een toelichting mag 500 tekens lang zijn.',
  },
  'other-respondent': {
    title: 'U hebt een andere vragenlijst geopend',
    text: 'Op dit apparaat is daarna een andere vragenlijst geopend. Daarom slaan wij hier niets meer op. Wilt u met deze vragenlijst verder? Klik dan nog een keer op de link in de uitnodiging ervoor.',
  },
  'foreign-page': {
    title: 'Dit kan alleen vanaf onze eigen pagina',
    text: 'Dit verzoek kwam niet van een pagina van Regiospiegel. Er is niets opgeslagen. Open de vragenlijst opnieuw met de link in uw uitnodiging.',
  },
  'round-not-closed': {
    title: 'Er is nog geen rapport',
    text: 'Het rapport komt er als de ronde is gesloten. Dan komen ook de anonieme antwoorden vrij.',
  },
  'not-public': {
    title: 'Deze pagina is niet openbaar',
    text: 'Rondes, resultaten en rapporten zijn alleen voor wie de meting leidt. Bent u uitgenodigd om een vragenlijst in te vullen? Klik dan op de link in uw uitnodiging.',
  },
  unreadable: {
    title: 'Dit verzoek is niet te lezen',
    text: 'Er is niets opgeslagen. Laad de pagina opnieuw en probeer het nog een keer.',
  },
}
