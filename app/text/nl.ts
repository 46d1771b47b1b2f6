/**
 * Dutch for what the product returns as codes: refusals, problems, labels and statuses; and how dates and numbers
 * are written. Whole sentences of one screen stand in that screen; what a framework says stands in the framework.
 */

import type { RegionRight } from '../domain/access/access.ts'
import type { AccountProblem } from '../domain/access/account.ts'
import type { AuditAction } from '../domain/access/audit.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from '../domain/access/password.ts'
import type { PasswordProblem } from '../domain/access/password.ts'
import { TIME_ZONE } from '../domain/round/round.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import type { BoardStage } from '../domain/response/adoption.ts'
import type { AnswerProblem, PersonalData } from '../domain/response/answer.ts'
import type { Label } from '../domain/scoring/score.ts'

/** "12 maart 2026", of an ISO date or moment. A date without time is that day, whatever the time zone. */
export function longDate(iso: string): string {
  const moment = iso.length === 10 ? `${iso}T12:00:00Z` : iso
  return new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: TIME_ZONE }).format(new Date(moment))
}

/** "maandag 12 maart 2026", of an ISO date. */
export function weekDay(day: string): string {
  return new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full', timeZone: TIME_ZONE }).format(
    new Date(`${day}T12:00:00Z`),
  )
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

/** "57,3" */
export function decimal(value: number): string {
  return new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 }).format(value)
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
  trial: 'Proef: antwoorden tellen niet mee',
  open: 'Open: antwoorden komen binnen',
  closed: 'Gesloten',
  adopted: 'Vastgesteld',
}

/** For whom an answer speaks, as it stands at the question. */
export const scopeText = { organisation: 'Voor uw organisatie', region: 'Voor de regio' }

/** What is wrong with an answer and what to do about it. */
export function answerProblemText(problem: Pick<AnswerProblem, 'reason' | 'limit'>): string {
  switch (problem.reason) {
    case 'too-long':
      return `Deze tekst is te lang. Maak de tekst korter dan ${count(problem.limit ?? 500)} tekens.`
    case 'exclusive-option':
      return 'U koos twee antwoorden die niet samen kunnen. Haal een van de vinkjes weg.'
    case 'one-option-only':
      return 'Kies één antwoord.'
    case 'no-date':
      return 'Deze datum bestaat niet. Kies een dag, of laat de datum leeg.'
    case 'no-link':
      return 'Dit is geen link. Een link begint met https:// of http://.'
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
  | 'busy'
  | 'round-not-closed'
  | 'round-frozen'
  | 'round-not-open'
  | 'not-ready'
  | 'organisation-in-use'
  | 'no-right'
  | 'link-used'
  | 'too-many-tries'
  | 'unknown-link'
  | 'no-mail'
  | 'adoption-needed'
  | 'not-the-contact'
  | 'with-director'
  | 'presented-again'
  | 'changed-meanwhile'
  | 'anonymous-role'
  | 'no-adoption'
  | 'too-many-links'
  | 'nothing-answered'
  | 'unknown-finding'
  | 'unknown-remark'
  | 'texts-not-promised'
  | 'round-not-adopted'
  | 'unknown-code'

export const refusalText: Record<RefusalReason, { title: string; text: string }> = {
  'no-session': {
    title: 'Open de vragenlijst met uw eigen link',
    text: 'Wij weten op dit apparaat niet welke vragenlijst van u is. Klik nog een keer op de link in uw uitnodiging. Wat u al hebt ingevuld, staat er dan nog.',
  },
  'unknown-respondent': {
    title: 'Open de vragenlijst met uw eigen link',
    text: 'Wij kunnen uw vragenlijst niet vinden. Klik nog een keer op de link in uw uitnodiging.',
  },
  'no-mail': {
    title: 'Mailen kan hier niet',
    text: 'Er is nog geen mailserver ingesteld. Vraag de beheerder, of gebruik het bestand om zelf te mailen.',
  },
  'adoption-needed': {
    title: 'Stel de antwoorden eerst vast',
    text: 'Deze antwoorden tellen pas mee als iemand die bevoegd is ze vaststelt. Vul uw naam en functie in, of leg de antwoorden voor aan uw bestuurder.',
  },
  'not-the-contact': {
    title: 'Dit doet degene die is uitgenodigd',
    text: 'U vult mee in. Wie de vragenlijst van uw organisatie kreeg, nodigt anderen uit en legt de antwoorden voor.',
  },
  'with-director': {
    title: 'De antwoorden liggen bij de bestuurder',
    text: 'Zolang de bestuurder ernaar kijkt, verandert er niets. Wie is uitgenodigd, kan de antwoorden terughalen.',
  },
  'presented-again': {
    title: 'De antwoorden zijn veranderd',
    text: 'Ze zijn teruggehaald of opnieuw aan u voorgelegd. Lees ze nog een keer voordat u beslist.',
  },
  'anonymous-role': {
    title: 'Deze vragenlijst is voor één persoon',
    text: 'Samen invullen kan alleen bij de vragenlijst voor een organisatie.',
  },
  'no-adoption': {
    title: 'Vaststellen is hier niet nodig',
    text: 'Deze antwoorden tellen mee zodra u ze verzendt.',
  },
  'too-many-links': {
    title: 'U hebt al veel links gegeven',
    text: 'Meer collega’s kunt u niet uitnodigen voor deze vragenlijst.',
  },
  'nothing-answered': {
    title: 'Er is nog niets ingevuld',
    text: 'Vul minstens één vraag in.',
  },
  'changed-meanwhile': {
    title: 'Een collega heeft dit antwoord veranderd',
    text: 'Uw antwoord is nog niet opgeslagen. Bij de vraag staat wat er nu staat. Kies welk antwoord het wordt.',
  },
  'unknown-remark': {
    title: 'Deze opmerking is er niet meer',
    text: 'Er is niets opgeslagen. Ga terug naar de opmerkingen en laad de pagina opnieuw.',
  },
  'texts-not-promised': {
    title: 'Opmerkingen worden in deze ronde niet getoond',
    text: 'Bij “Wie ziet wat” is deelnemers beloofd dat hun eigen woorden nergens worden getoond. Daarom kan niemand ze hier lezen.',
  },
  'unknown-finding': {
    title: 'Deze bevinding is er niet meer',
    text: 'Er is niets opgeslagen. Ga terug naar de bevindingen en laad de pagina opnieuw.',
  },
  'round-not-adopted': {
    title: 'De uitkomst is nog niet vastgesteld',
    text: 'Stel eerst de uitkomst van de ronde vast. Daarna kunt u publiceren.',
  },
  'unknown-link': {
    title: 'Deze link werkt niet meer',
    text: 'Vraag een nieuwe link aan degene die u heeft uitgenodigd.',
  },
  'unknown-code': {
    title: 'Deze code werkt niet',
    text: 'Wij kennen deze code niet. Hebt u daarna al een verbetering verzonden? Gebruik dan de nieuwste code. Na de laatste dag werkt geen enkele code meer.',
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
    text: 'Uw antwoorden zijn verzonden. Zolang de vragenlijst open is, kunt u ze nog verbeteren. Open daarvoor uw link.',
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
  'no-right': {
    title: 'U mag dit niet doen',
    text: 'Uw account heeft hier geen recht voor. Hebt u dit recht nodig? Vraag het aan de beheerder van Regiospiegel.',
  },
  'round-frozen': {
    title: 'Dit ligt nu vast',
    text: 'De ronde is open of gesloten. De vragen en de regels veranderen dan niet meer.',
  },
  'round-not-open': {
    title: 'De ronde is niet open',
    text: 'Dit kan alleen zolang de ronde open is.',
  },
  'not-ready': {
    title: 'De ronde kan nog niet open',
    text: 'Ga terug naar de pagina Openen. Daar staat wat er nog moet gebeuren.',
  },
  'organisation-in-use': {
    title: 'Deze organisatie doet al mee',
    text: 'Er zijn mensen van deze organisatie uitgenodigd, of ze staat in een ronde die al open is. Daarom kan dit niet meer.',
  },
  'link-used': {
    title: 'Deze link werkt niet meer',
    text: 'Een link voor een wachtwoord werkt één keer en een beperkte tijd. Vraag de beheerder van Regiospiegel om een nieuwe link.',
  },
  'too-many-tries': {
    title: 'U hebt het te vaak geprobeerd',
    text: 'Wacht een kwartier en probeer het dan nog een keer.',
  },
  busy: {
    title: 'Het is nu te druk',
    text: 'Er worden nu veel bestanden gelezen. Probeer het over tien seconden nog een keer.',
  },
  unreadable: {
    title: 'Dit verzoek is niet te lezen',
    text: 'Er is niets opgeslagen. Laad de pagina opnieuw en probeer het nog een keer.',
  },
}

/** How far a board is, as the coordinator reads it. */
export const boardStageText: Record<BoardStage, string> = {
  'not-begun': 'Nog niet begonnen',
  begun: 'Begonnen',
  filled: 'Ingevuld',
  presented: 'Ligt bij de bestuurder',
  returned: 'Teruggegeven door de bestuurder',
  refused: 'Geweigerd door de bestuurder',
  adopted: 'Vastgesteld',
  lapsed: 'Ingevuld, niet vastgesteld',
}

export const rightText: Record<RegionRight, { title: string; text: string }> = {
  coordinator: {
    title: 'Coördinator',
    text: 'Zet rondes klaar, nodigt uit, sluit en leest alles van deze regio.',
  },
  reader: { title: 'Lezer', text: 'Leest respons, resultaten en rapporten. Verandert niets.' },
  inspector: {
    title: 'Inspecteur',
    text: 'Leest alleen rapporten die de regio met de inspectie deelt.',
  },
}

export function passwordProblemText(problem: PasswordProblem): string {
  switch (problem) {
    case 'too-short':
      return `Kies een wachtwoord van ${MIN_PASSWORD} tekens of meer. Vier losse woorden achter elkaar is goed.`
    case 'too-long':
      return `Kies een wachtwoord van hoogstens ${MAX_PASSWORD} tekens.`
    case 'too-common':
      return 'Dit wachtwoord is te makkelijk te raden. Kies iets dat niemand anders zou kiezen.'
    case 'too-personal':
      return 'In dit wachtwoord staat vooral uw naam, uw e-mailadres of de naam van deze site. Kies iets anders.'
  }
}

export function accountProblemText(problem: AccountProblem): string {
  switch (problem) {
    case 'no-name':
      return 'Vul een naam in.'
    case 'name-too-long':
      return 'Deze naam is te lang. Gebruik hoogstens 100 tekens.'
    case 'no-email':
      return 'Vul een e-mailadres in, zoals naam@organisatie.nl.'
    case 'email-taken':
      return 'Er is al een account met dit e-mailadres.'
  }
}

/** How an entry of the log reads. */
export const auditText: Record<AuditAction, string> = {
  'open-links-made': 'Links per organisatie gemaakt',
  'open-link-renewed': 'Link van een organisatie vervangen',
  'people-invited': 'Mensen op naam uitgenodigd',
  'invitation-renewed': 'Persoonlijke link vervangen',
  'invitation-withdrawn': 'Uitnodiging ingetrokken',
  'invitations-mailed': 'Uitnodigingen gemaild',
  'invitation-mailed-again': 'Uitnodiging opnieuw gemaild',
  'invitation-changed': 'Naam of e-mailadres van een genodigde veranderd',
  'reminders-mailed': 'Herinneringen gemaild',
  'mail-text-changed': 'Tekst van een mail veranderd',
  'mail-settings-changed': 'Instellingen van mail veranderd',
  'signed-in': 'Ingelogd',
  'sign-in-failed': 'Inloggen mislukt',
  'signed-out': 'Uitgelogd',
  'signed-out-everywhere': 'Uitgelogd op andere apparaten',
  'access-refused': 'Toegang geweigerd',
  'account-invited': 'Account gemaakt en uitgenodigd',
  'account-activated': 'Account in gebruik genomen',
  'account-changed': 'Account veranderd',
  'account-switched-off': 'Account uitgezet',
  'account-switched-on': 'Account weer aangezet',
  'rights-changed': 'Rechten in een regio veranderd',
  'link-made': 'Nieuwe link gemaakt',
  'password-changed': 'Wachtwoord veranderd',
  'second-step-on': 'Tweede stap aangezet',
  'second-step-off': 'Tweede stap uitgezet',
  'recovery-code-used': 'Herstelcode gebruikt',
  'work-account-linked': 'Werkaccount gekoppeld',
  'log-read': 'Logboek bekeken',
  'results-read': 'Resultaten bekeken',
  'report-read': 'Rapport bekeken',
  'report-downloaded': 'Rapport gedownload',
  'region-created': 'Regio gemaakt',
  'region-changed': 'Naam of gemeenten van de regio gewijzigd',
  'figures-changed': 'Cijfers over de regio gewijzigd',
  'organisations-changed': 'Organisaties van de regio gewijzigd',
  'round-created': 'Ronde gemaakt',
  'round-changed': 'Ronde gewijzigd',
  'round-deleted': 'Ronde weggegooid',
  'trial-started': 'Proef begonnen',
  'round-opened': 'Ronde geopend',
  'visibility-narrowed': 'Wie ziet wat: minder laten zien',
  'round-extended': 'Ronde verlengd',
  'round-closed': 'Ronde gesloten',
  'answers-erased': 'Antwoorden en namen gewist na de bewaartijd',
  'round-adopted': 'Uitkomst vastgesteld',
  'board-link-made': 'Organisatie gaf een collega of bestuurder een link',
  'board-link-withdrawn': 'Organisatie trok een link in',
  'answers-presented': 'Antwoorden aan de bestuurder voorgelegd',
  'answers-taken-back': 'Antwoorden teruggehaald bij de bestuurder',
  'answers-returned': 'Bestuurder gaf de antwoorden terug',
  'answers-refused': 'Bestuurder stelde de antwoorden niet vast',
  'answers-adopted': 'Antwoorden vastgesteld namens de organisatie',
  'findings-edited': 'Bevindingen bewerkt',
  'remarks-read': 'Opmerkingen gelezen',
  'remark-moderated': 'Opmerking beoordeeld',
  'hearing-begun': 'Wederhoor begonnen',
  'hearing-moved': 'Laatste dag van het wederhoor veranderd',
  'hearing-link-renewed': 'Link voor wederhoor vervangen',
  'reactions-saved': 'Organisatie reageerde op het concept',
  'report-published': 'Rapport gepubliceerd',
  'publication-withdrawn': 'Publicatie ingetrokken',
  'paper-form-entered': 'Papieren formulier ingevoerd',
  'team-link-made': 'Link voor een team gemaakt',
  'team-link-withdrawn': 'Link voor een team ingetrokken',
  'answers-erased-by-hand': 'Antwoorden en namen eerder gewist, met de hand',
}

/** "12 maart 2026 om 14.32 uur", of an ISO moment. */
export function longMoment(iso: string): string {
  return `${longDate(iso)} om ${clockTime(iso)}`
}
