/** Texts of mail with placeholders: what may stand in one, and what comes out of it for one person. */

import { oneLine } from '../field.ts'

/**
 * announcement: to everyone, before the round. invitation, reminder, unsent-reminder (who began and did not send): to
 * one person, with the own link. board-letter: to who leads an organisation.
 */
export const MAIL_KINDS = [
  'announcement',
  'invitation',
  'reminder',
  'unsent-reminder',
  'board-letter',
] as const

export type MailKind = (typeof MAIL_KINDS)[number]

export type Placeholder =
  | 'name'
  | 'organisation'
  | 'link'
  | 'lastDay'
  | 'sender'
  | 'region'
  | 'topic'
  | 'duration'
  | 'promise'
  | 'meetingDay'

export type MailTemplate = { subject: string; body: string }

/** What every placeholder is called in a text, and how it is filled in. */
export type PlaceholderTexts = Readonly<Record<Placeholder, string>>

/** A mail for one person: paragraphs of lines. `address` is the one link in it, where it has one. */
export type FilledMail = { subject: string; paragraphs: string[][]; address: string | null }

/** A mail as text and the same as HTML. */
export type MailText = { subject: string; text: string; html: string }

export type MailTemplateProblem = {
  field: keyof MailTemplate
  reason:
    | 'missing'
    | 'too-long'
    | 'unknown-placeholder'
    | 'placeholder-not-here'
    | 'no-link'
    | 'two-links'
    | 'other-address'
  /** The placeholder as it was written, or the bound that was passed. */
  detail: string
}

const SUBJECT_LENGTH = 150
const BODY_LENGTH = 5_000
const PLACEHOLDER = /\{([^{}\n]*)\}/g
const WEB_ADDRESS = /https?:\/\/\S+|www\.\S+/i

const TO_ALL: readonly Placeholder[] = [
  'lastDay',
  'sender',
  'region',
  'topic',
  'duration',
  'promise',
  'meetingDay',
]
const TO_ONE: readonly Placeholder[] = ['name', 'organisation', 'link', ...TO_ALL]

/** Whether a text goes to one person by name, with the link of that person. */
export function isPersonal(kind: MailKind): boolean {
  return kind === 'invitation' || kind === 'reminder' || kind === 'unsent-reminder'
}

export function placeholdersOf(kind: MailKind): readonly Placeholder[] {
  return isPersonal(kind) ? TO_ONE : TO_ALL
}

/** Reads a posted text: as it is kept, and everything that is wrong with it. */
export function readTemplate(
  kind: MailKind,
  posted: MailTemplate,
  names: PlaceholderTexts,
): { template: MailTemplate; problems: MailTemplateProblem[] } {
  const template = { subject: oneLine(posted.subject), body: severalLines(posted.body) }
  const problems: MailTemplateProblem[] = []
  const limits = { subject: SUBJECT_LENGTH, body: BODY_LENGTH }
  for (const field of ['subject', 'body'] as const) {
    const text = template[field]
    const add = (reason: MailTemplateProblem['reason'], detail = '') =>
      problems.push({ field, reason, detail })
    if (text === '') add('missing')
    if (text.length > limits[field]) add('too-long', String(limits[field]))
    const allowed = placeholdersOf(kind)
    let links = 0
    for (const [written, name] of text.matchAll(PLACEHOLDER)) {
      const placeholder = placeholderOf(name ?? '', names)
      if (placeholder === null) add('unknown-placeholder', written)
      else if (!allowed.includes(placeholder) || (placeholder === 'link' && field === 'subject')) {
        add('placeholder-not-here', written)
      } else if (placeholder === 'link') links += 1
    }
    if (field === 'body' && isPersonal(kind)) {
      // One link, so that nobody has to wonder which to open, and filters see no list of addresses.
      const other = WEB_ADDRESS.exec(text)
      if (text !== '' && links === 0) add('no-link', `{${names.link}}`)
      if (links > 1) add('two-links', `{${names.link}}`)
      if (other) add('other-address', other[0])
    }
  }
  return { template, problems }
}

/** The mail for one person. What stands in a value is text: braces in a name fill in nothing. */
export function fillTemplate(
  template: MailTemplate,
  names: PlaceholderTexts,
  values: PlaceholderTexts,
  address: string | null,
): FilledMail {
  const filled = (text: string) =>
    text.replace(PLACEHOLDER, (written, name: string) => {
      const placeholder = placeholderOf(name, names)
      return placeholder === null ? written : values[placeholder]
    })
  return {
    subject: oneLine(filled(template.subject)),
    paragraphs: template.body.split(/\n{2,}/).map((paragraph) => filled(paragraph).split('\n')),
    address,
  }
}

/** The same words twice: plain, and as HTML in which nothing is fetched from anywhere and only the address is a link. */
export function mailTextOf({ subject, paragraphs, address }: FilledMail): MailText {
  const link = address === null ? null : escaped(address)
  const line = (text: string) => {
    const safe = escaped(text)
    return link === null ? safe : safe.replaceAll(link, `<a href="${link}">${link}</a>`)
  }
  const html = paragraphs.map((lines) => `<p>${lines.map(line).join('<br>')}</p>`).join('\n')
  return {
    subject,
    text: `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`,
    html: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>\n${html}\n</body></html>`,
  }
}

function placeholderOf(name: string, names: PlaceholderTexts): Placeholder | null {
  const asked = name.trim().toLowerCase()
  const found = Object.entries(names).find(([, one]) => one === asked)
  return found ? (found[0] as Placeholder) : null
}

/** Lines as they are kept: no control characters, no spaces at the ends, at most one empty line in a row. */
function severalLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
