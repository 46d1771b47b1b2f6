/** What a mail that invites someone tells; the words are those of `app/text`. */
export type InvitationMail = {
  name: string
  organisation: string | null
  /** "professionals" or "bestuurders", as the framework says. */
  askedBy: string
  region: string
  anonymous: boolean
  minutes: number | null
  /** ISO date. */
  lastDay: string
  address: string
}

/** A mail as text and the same as HTML. */
export type MailText = { subject: string; text: string; html: string }
