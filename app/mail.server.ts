/** The mail server of the installation. */

import { createTransport } from 'nodemailer'

export type Mail = {
  /** Without angle brackets; the same for every try, so that a mail that arrives twice is known as one. */
  id: string
  to: string
  /** Where an answer goes; null: to the sender. */
  replyTo: string | null
  /** Where a POST says that someone wants no more of these (RFC 8058); null when there is no such place. */
  unsubscribe: string | null
  subject: string
  text: string
  html: string
}

/** How a try went. `never`: trying again will not help. */
export type MailResult = 'sent' | 'later' | 'never'

export type Mailer = {
  /** Public address of the site, for links. */
  origin: string
  send(mail: Mail): Promise<MailResult>
  close(): void
}

/** Times in milliseconds; a server that does not answer is tried again later. */
const PATIENCE = 20_000

export function mailerOf(settings: { url: string; from: string; origin: string }): Mailer {
  const transport = createTransport(settings.url, {
    from: settings.from,
    // Nothing of ours is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const sender = /<([^>]+)>/.exec(settings.from)?.[1] ?? settings.from
  return {
    origin: settings.origin,
    async send({ id, to, replyTo, unsubscribe, subject, text, html }) {
      const within = AbortSignal.timeout(PATIENCE)
      const late = new Promise<'later'>((resolve) => {
        within.addEventListener('abort', () => resolve('later'))
      })
      const tried = transport
        .sendMail({
          messageId: `<${id}@${sender.split('@')[1] ?? 'localhost'}>`,
          to,
          ...(replyTo !== null && { replyTo }),
          subject,
          text,
          html,
          headers: {
            'List-Unsubscribe': [
              ...(unsubscribe === null ? [] : [`<${unsubscribe}>`]),
              `<mailto:${replyTo ?? sender}?subject=afmelden>`,
            ].join(', '),
            ...(unsubscribe !== null && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
            // A notice of absence would tell the coordinator who got a reminder, and so who has not sent.
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        })
        .then((): MailResult => 'sent')
        .catch((error: unknown): MailResult => {
          const code = (error as { responseCode?: number } | null)?.responseCode ?? 0
          return code >= 500 && code < 600 ? 'never' : 'later'
        })
      return Promise.race([tried, late])
    },
    close: () => transport.close(),
  }
}
