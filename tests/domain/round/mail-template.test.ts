import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fillTemplate,
  isPersonal,
  MAIL_KINDS,
  mailTextOf,
  readTemplate,
} from '../../../app/domain/round/mail-template.ts'
import type { MailFacts } from '../../../app/domain/round/mail-facts.ts'
import type { MailKind } from '../../../app/domain/round/mail-template.ts'
import { defaultTemplates, fillMail, placeholderNames, writeMail } from '../../../app/text/mail.ts'

const seed = 20261126
const address = 'https://spiegel.example.nl/v/abc'

const facts = (kind: MailKind, changes: Partial<MailFacts> = {}): MailFacts => ({
  kind,
  template: null,
  name: 'Zoë',
  organisation: 'Praktijk <De Linde>',
  sender: 'GGD & partners',
  region: 'Regio Proefland',
  topic: 'Voorbeeld',
  anonymous: true,
  minutes: 8,
  lastDay: '2026-03-31',
  meetingDay: null,
  address: isPersonal(kind) ? address : null,
  ...changes,
})

const problems = (kind: MailKind, body: string, subject = 'Onderwerp') =>
  readTemplate(kind, { subject, body }, placeholderNames).problems.map(({ field, reason, detail }) => [
    field,
    reason,
    detail,
  ])

test('the default texts break no rule of their own, and leave no brace unfilled', () => {
  for (const kind of MAIL_KINDS) {
    const read = readTemplate(kind, defaultTemplates[kind], placeholderNames)
    expect(read).toEqual({ template: defaultTemplates[kind], problems: [] })
    for (const anonymous of [true, false]) {
      const { subject, text, html } = writeMail(facts(kind, { anonymous, name: '', organisation: null }))
      expect(subject + text + html).not.toMatch(/[{}]|undefined|null/)
    }
  }
})

test('a text without the link, with two, with another address or with an unknown code is refused', () => {
  expect(problems('invitation', 'Beste {voornaam}')).toEqual([
    ['body', 'unknown-placeholder', '{voornaam}'],
    ['body', 'no-link', '{link}'],
  ])
  expect(problems('reminder', '{link} en {link}')).toEqual([['body', 'two-links', '{link}']])
  expect(problems('invitation', '{link} of https://example.nl')).toEqual([
    ['body', 'other-address', 'https://example.nl'],
  ])
  expect(problems('invitation', '{link}', 'Hier: {link}')).toEqual([
    ['subject', 'placeholder-not-here', '{link}'],
  ])
  expect(problems('announcement', 'Kijk op {link}, {naam}')).toEqual([
    ['body', 'placeholder-not-here', '{link}'],
    ['body', 'placeholder-not-here', '{naam}'],
  ])
  expect(problems('announcement', ' ', '')).toEqual([
    ['subject', 'missing', ''],
    ['body', 'missing', ''],
  ])
  expect(problems('invitation', `{link}${'a'.repeat(5_000)}`)).toEqual([['body', 'too-long', '5000']])
  expect(problems('invitation', 'Dag { Naam },\r\n\r\n{LINK}')).toEqual([])
})

test('whatever stands in a text or a name, the HTML holds the same words, one link and nothing that runs', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 40 })
  const nasty = fc.oneof(
    words,
    fc.constantFrom('<script>alert(1)</script>', '"><img src=x>', '{link}', '&lt;'),
  )
  fc.assert(
    fc.property(nasty, nasty, (body, name) => {
      const { template } = readTemplate(
        'invitation',
        { subject: body, body: `${body}\n\n{naam}\n{link}` },
        placeholderNames,
      )
      const mail = mailTextOf(fillMail(facts('invitation', { template, name })))
      const tags = new Set(mail.html.match(/<[^>]*>/g))
      for (const tag of tags) {
        expect(tag).toMatch(
          /^<(!doctype html|html lang="nl"|meta charset="utf-8"|\/?(head|title|body|p|a|html)|br|a href="https:\/\/spiegel\.example\.nl\/v\/abc")>$/,
        )
      }
      const seen = mail.html
        .replace(/^[\s\S]*<body>/, '')
        .replace(/<br>|<\/p>/g, '\n')
        .replace(/<[^>]*>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
      const bare = (text: string) => text.replace(/\s+/g, ' ').trim()
      expect(bare(seen)).toBe(bare(mail.text))
      expect(mail.subject).not.toMatch(/[\r\n]/)
    }),
    { seed, numRuns: 500 },
  )
})

test('a code in a name fills in nothing', () => {
  const filled = fillTemplate(
    { subject: 'S', body: '{naam}' },
    placeholderNames,
    { ...placeholderNames, name: '{link}', link: address },
    address,
  )
  expect(filled.paragraphs).toEqual([['{link}']])
})

test('only a reminder to who answers anonymously says that the coordinator does not see who gets it', () => {
  const says = (kind: MailKind, anonymous: boolean) =>
    writeMail(facts(kind, { anonymous })).text.includes('ziet niet wie er een krijgt')
  expect(says('reminder', true)).toBe(true)
  expect(says('unsent-reminder', true)).toBe(true)
  expect(says('reminder', false)).toBe(false)
  expect(says('invitation', true)).toBe(false)
})
