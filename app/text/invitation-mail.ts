/** The mail that invites someone by name: plain text and the same as HTML, one link, nothing fetched from anywhere. */

import type { InvitationMail, MailText } from '../domain/round/invitation-mail.ts'
import { counted, longDate } from './nl.ts'

export function invitationMail(mail: InvitationMail): MailText {
  const before = [
    mail.name ? `Beste ${mail.name},` : 'Beste collega,',
    `${mail.askedBy} vraagt u een vragenlijst in te vullen voor ${mail.region}${
      mail.anonymous || !mail.organisation ? '' : `, namens ${mail.organisation}`
    }.${mail.minutes === null ? '' : ` Dat duurt ongeveer ${counted(mail.minutes, 'minuut', 'minuten')}.`}`,
    mail.anonymous
      ? 'Niemand ziet uw antwoorden los: alleen uitkomsten van een groep zijn te zien.'
      : 'U antwoordt voor uw organisatie, niet anoniem. Voor de eerste vraag leest u wie wat ziet.',
    'Open uw eigen link:',
  ]
  const after = [
    `Meedoen kan tot en met ${longDate(mail.lastDay)}. U kunt stoppen en later verdergaan met dezelfde link.`,
    'Stuur deze mail niet door: wie de link heeft, kan bij uw antwoorden.',
    'Wilt u hierover geen mail meer? Antwoord dan met het woord ‘afmelden’.',
  ]
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`
  return {
    subject: `Vragenlijst voor ${mail.region}: meedoen tot en met ${longDate(mail.lastDay)}`,
    text: [...before, mail.address, ...after].join('\n\n') + '\n',
    html: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Vragenlijst</title></head><body>${before
      .map(paragraph)
      .join('')}<p><a href="${escaped(mail.address)}">${escaped(mail.address)}</a></p>${after
      .map(paragraph)
      .join('')}</body></html>`,
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
