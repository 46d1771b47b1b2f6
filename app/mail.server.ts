/** The mail server of the installation. */

import { createTransport } from 'nodemailer'

export type Mail = {
  /** Without angle brackets; the same for every try, so that a mail that arrives twice is known as one. */
  id: string
  to: string
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
    async send({ id, to, subject, text, html }) {
      const within = AbortSignal.timeout(PATIENCE)
      const late = new Promise<'later'>((resolve) => {
        within.addEventListener('abort', () => resolve('later'))
      })
      const tried = transport
        .sendMail({
          messageId: `<${id}@${sender.split('@')[1] ?? 'localhost'}>`,
          to,
          subject,
          text,
          html,
          headers: {
            'List-Unsubscribe': `<mailto:${sender}?subject=afmelden>`,
            'Auto-Submitted': 'auto-generated',
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
