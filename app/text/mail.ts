/** The mails of a round: their default words, and what the placeholders in them become. */

import { fillTemplate, isPersonal, mailTextOf } from '../domain/round/mail-template.ts'
import type { MailFacts } from '../domain/round/mail-facts.ts'
import type {
  FilledMail,
  MailKind,
  MailTemplate,
  MailTemplateProblem,
  MailText,
  Placeholder,
} from '../domain/round/mail-template.ts'
import type { RowProblem } from '../domain/round/invitee-list.ts'
import type { ReminderKind } from '../domain/round/reminders.ts'
import { counted, longDate } from './nl.ts'

/** What each placeholder is called between its braces. */
export const placeholderNames: Record<Placeholder, string> = {
  name: 'naam',
  organisation: 'organisatie',
  link: 'link',
  lastDay: 'sluitdatum',
  sender: 'afzender',
  region: 'regio',
  topic: 'onderwerp',
  duration: 'duur',
  promise: 'belofte',
  meetingDay: 'overlegdatum',
}

/** What stands there when it is filled in. */
export const placeholderText: Record<Placeholder, string> = {
  name: 'de naam, of ‘collega’ als wij die niet weten',
  organisation: 'de organisatie van deze persoon',
  link: 'de eigen link van deze persoon',
  lastDay: 'de laatste dag om mee te doen',
  sender: 'wie de vragenlijst stuurt',
  region: 'de regio',
  topic: 'de naam van de vragenlijst',
  duration: 'hoe lang het invullen duurt, zoals ‘ongeveer 8 minuten’',
  promise: 'of iemand anoniem antwoordt of namens de organisatie',
  meetingDay: 'de dag waarop de bestuurders de uitkomst bespreken',
}

export const mailKindText: Record<MailKind, { title: string; use: string; slug: string }> = {
  announcement: {
    title: 'Aankondiging',
    use: 'Voor uw eigen mail of nieuwsbrief, een week voor de start.',
    slug: 'aankondiging',
  },
  invitation: {
    title: 'Uitnodiging',
    use: 'Met de eigen link, aan iedereen die op naam is uitgenodigd.',
    slug: 'uitnodiging',
  },
  reminder: {
    title: 'Herinnering',
    use: 'Halverwege en drie dagen voor het einde, aan wie nog niet heeft verzonden.',
    slug: 'herinnering',
  },
  'unsent-reminder': {
    title: 'Laatste herinnering: begonnen, niet verzonden',
    use: 'Kort voor het einde, alleen aan wie wel is begonnen.',
    slug: 'begonnen',
  },
  'board-letter': {
    title: 'Bestuursbrief',
    use: 'Voor uw eigen mail of briefpapier, aan de bestuurders van elke organisatie.',
    slug: 'bestuursbrief',
  },
}

export const reminderText: Record<ReminderKind, string> = {
  'first-reminder': 'Herinnering, halverwege',
  'last-reminder': 'Herinnering, drie dagen voor het einde',
  'unsent-reminder': 'Laatste herinnering, aan wie is begonnen',
}

/** The words of a mail while the coordinator has chosen no others. */
export const defaultTemplates: Record<MailKind, MailTemplate> = {
  announcement: {
    subject: 'Binnenkort: vragenlijst voor {regio}',
    body: `Beste collega,

Binnenkort krijgt u een vragenlijst over {onderwerp}. Wij willen weten hoe het in {regio} gaat, en wat er beter kan.

Invullen duurt {duur}. Het kan op uw telefoon, en u kunt stoppen en later verdergaan. {belofte}

U krijgt een mail met uw eigen link, of de link van uw organisatie. Meedoen kan tot en met {sluitdatum}.

Met vriendelijke groet,
{afzender}`,
  },
  invitation: {
    subject: 'Vragenlijst voor {regio}: meedoen tot en met {sluitdatum}',
    body: `Beste {naam},

{afzender} vraagt u een vragenlijst in te vullen voor {regio}. Dat duurt {duur}. {belofte}

Open uw eigen link:
{link}

Meedoen kan tot en met {sluitdatum}. U kunt stoppen en later verdergaan met dezelfde link.

Met vriendelijke groet,
{afzender}`,
  },
  reminder: {
    subject: 'Herinnering: vragenlijst voor {regio}, tot en met {sluitdatum}',
    body: `Beste {naam},

U kunt de vragenlijst voor {regio} nog invullen, tot en met {sluitdatum}. Dat duurt {duur}. {belofte}

Open uw eigen link:
{link}

Hebt u de vragenlijst net verzonden? Dan hoeft u niets te doen.

Met vriendelijke groet,
{afzender}`,
  },
  'unsent-reminder': {
    subject: 'Uw vragenlijst is nog niet verzonden',
    body: `Beste {naam},

U bent begonnen aan de vragenlijst voor {regio}, maar uw antwoorden zijn nog niet verzonden. Ze tellen pas mee als u op ‘Verzenden’ drukt. Dat kan tot en met {sluitdatum}.

Ga verder waar u was:
{link}

Wilt u niet meedoen? Dan hoeft u niets te doen. Wat u hebt ingevuld, wordt na de laatste dag gewist.

Met vriendelijke groet,
{afzender}`,
  },
  'board-letter': {
    subject: 'Uw organisatie en de meting in {regio}',
    body: `Geachte bestuurder,

{afzender} meet hoe het in {regio} gaat met {onderwerp}. Wij vragen u om de vragenlijst voor bestuurders in te vullen, namens uw organisatie. Dat duurt {duur}.

Wat vragen wij van u?
1. Kies wie de vragenlijst namens uw organisatie invult. U krijgt daarvoor een link.
2. Vul de vragenlijst in tot en met {sluitdatum}.
3. Stuur de link voor professionals door aan uw medewerkers, en geef hun tijd om mee te doen.

{belofte}

Wij bespreken de uitkomst met de bestuurders: {overlegdatum}. U krijgt het rapport van tevoren.

Met vriendelijke groet,
{afzender}`,
  },
}

/** A mail with everything filled in, as it will arrive. */
export function fillMail(facts: MailFacts): FilledMail {
  const filled = fillTemplate(
    facts.template ?? defaultTemplates[facts.kind],
    placeholderNames,
    {
      name: facts.name === '' ? 'collega' : facts.name,
      organisation: facts.organisation ?? 'uw organisatie',
      link: facts.address ?? '',
      lastDay: longDate(facts.lastDay),
      sender: facts.sender,
      region: facts.region,
      topic: facts.topic,
      duration:
        facts.minutes === null
          ? 'een paar minuten'
          : `ongeveer ${counted(facts.minutes, 'minuut', 'minuten')}`,
      promise: facts.anonymous
        ? 'Niemand ziet uw antwoorden los: alleen uitkomsten van een groep zijn te zien.'
        : `U antwoordt ${facts.organisation === null ? 'voor uw organisatie' : `namens ${facts.organisation}`}, niet anoniem. Voor de eerste vraag leest u wie wat ziet.`,
      meetingDay: facts.meetingDay === null ? 'de datum volgt nog' : longDate(facts.meetingDay),
    },
    facts.address,
  )
  return { ...filled, paragraphs: [...filled.paragraphs, ...footerOf(facts)] }
}

/** What a mail server is given. */
export function writeMail(facts: MailFacts): MailText {
  return mailTextOf(fillMail(facts))
}

/** What stands under every mail with a link, whatever the coordinator wrote above it. */
function footerOf({ kind, anonymous }: MailFacts): string[][] {
  if (!isPersonal(kind)) return []
  return [
    [
      'Stuur deze mail niet door: wie de link heeft, kan bij uw antwoorden.',
      ...(kind !== 'invitation' && anonymous
        ? ['Deze herinnering gaat vanzelf. De coördinator ziet niet wie er een krijgt.']
        : []),
      'Wilt u hierover geen mail meer? Kies ‘afmelden’ in uw mailprogramma, of antwoord met het woord ‘afmelden’. Meedoen kan dan nog steeds.',
    ],
  ]
}

/** What is wrong with a text and what to do about it. */
export function templateProblemText({ field, reason, detail }: MailTemplateProblem): string {
  switch (reason) {
    case 'missing':
      return field === 'subject' ? 'Vul een onderwerp in.' : 'Vul een tekst in.'
    case 'too-long':
      return `Deze tekst is te lang. Gebruik hooguit ${detail} tekens.`
    case 'unknown-placeholder':
      return `${detail} kennen wij niet. Gebruik een van de codes uit de lijst, of haal de accolades weg.`
    case 'placeholder-not-here':
      return field === 'subject'
        ? `${detail} kan niet in het onderwerp. Zet het in de tekst.`
        : `${detail} kan niet in deze tekst: die is voor iedereen hetzelfde. Haal het weg.`
    case 'no-link':
      return `Zet ${detail} in de tekst. Zonder eigen link kan niemand meedoen.`
    case 'two-links':
      return `Zet ${detail} één keer in de tekst. Met één link weet iedereen waar te klikken.`
    case 'other-address':
      return `Haal ${detail} weg. In deze mail staat één link, de eigen link: dat is duidelijk, en mailfilters vertrouwen het.`
  }
}

/** The kind of text behind a part of an address; undefined for another word. */
export function mailKindOf(slug: string | undefined): MailKind | undefined {
  return (Object.keys(mailKindText) as MailKind[]).find((kind) => mailKindText[kind].slug === slug)
}

/** What is wrong with one person on a list. */
export const rowProblemText: Record<RowProblem, string> = {
  'no-email': 'Geen e-mailadres',
  'wrong-email': 'Dit is geen e-mailadres',
  'twice-in-list': 'Staat al eerder in deze lijst',
  'invited-already': 'Is al uitgenodigd',
  'no-organisation': 'Geen organisatie',
  'unknown-organisation': 'Deze organisatie doet niet mee in de ronde',
  'organisation-has-one': 'Deze organisatie heeft al een uitnodiging',
  'name-too-long': 'De naam is te lang',
}
