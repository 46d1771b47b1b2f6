/** Hoor en wederhoor: parties react to the concept beside their own answers, and nothing of others reaches them. */

import { expect } from 'vitest'
import type { AppContext } from '../../app/context.server.ts'
import { regionReport } from '../../app/usecases/region-report.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { eraseAnswers } from '../../db/queries/responses.ts'
import {
  endHearing,
  holdHearing,
  renewHearingLink,
  showHearing,
} from '../../app/usecases/hold-hearing.server.ts'
import { publishReport } from '../../app/usecases/publish-report.server.ts'
import { answerReaction } from '../../app/usecases/edit-findings.server.ts'
import { saveReactions, showConcept } from '../../app/usecases/react-to-concept.server.ts'
import { testOnBoth } from '../make/database.ts'
import { anna, aStudio, ROUND } from '../make/studio.ts'

const hold = (context: AppContext, day: string | null = '2026-05-20') =>
  holdHearing(context, { actor: anna, roundId: ROUND, day })

async function hearingOf(context: AppContext) {
  const view = await showHearing(context, { roundId: ROUND })
  if (view.kind === 'refused') throw new Error(view.reason)
  return view
}

/** The links of the parties of a hearing until 20 May. */
async function heard(context: AppContext) {
  expect(await hold(context)).toEqual({ kind: 'held' })
  return (await hearingOf(context)).parties.map(({ organisationId, name, token }) => {
    if (token === null) throw new Error('A party has no link')
    return { organisationId, name, token }
  })
}

async function conceptOf(context: AppContext, token: string) {
  const view = await showConcept(context, { token })
  if (view.kind === 'refused') throw new Error(view.reason)
  return view
}

/** Reacts to the first finding as it stands, or to the whole. */
async function react(
  context: AppContext,
  token: string,
  said: { kind: string; text: string; whole?: boolean; seen?: number; shown?: string },
) {
  const view = await conceptOf(context, token)
  const finding = said.whole ? null : (view.findings[0] ?? null)
  const reaction = finding?.reaction ?? view.general
  return saveReactions(context, {
    token,
    reactions: [
      {
        finding: finding?.id ?? null,
        kind: said.kind,
        text: said.text,
        seen: said.seen ?? reaction.version,
        shown: said.shown ?? finding?.text ?? '',
      },
    ],
  })
}

testOnBoth('every organisation that answered by name is heard, each by a link of its own', async (db) => {
  const { context, organisations } = await aStudio(db, { status: 'closed' })
  expect((await hearingOf(context)).hearing).toBeNull()
  const parties = await heard(context)
  expect(parties.map(({ name }) => name).sort()).toEqual(organisations.map(({ name }) => name).sort())
  expect(new Set(parties.map(({ token }) => token)).size).toBe(parties.length)
  const [first] = parties
  expect(await enterWithToken(context, { token: first?.token ?? '' })).toEqual({
    kind: 'hearing',
    token: first?.token,
  })
  // Another day leaves the links as they are; a renewed link is another, and the old one opens nothing.
  expect(await hold(context, '2026-05-25')).toEqual({ kind: 'held' })
  const moved = await hearingOf(context)
  expect(moved.hearing).toMatchObject({ until: '2026-05-25T22:00:00.000Z', open: true })
  expect(moved.parties[0]?.token).toBe(first?.token)
  const organisationId = first?.organisationId ?? ''
  await renewHearingLink(context, { actor: anna, roundId: ROUND, organisationId })
  expect(await showConcept(context, { token: first?.token ?? '' })).toMatchObject({ reason: 'unknown-link' })
  const stored = await db.kysely.selectFrom('hearing_party').selectAll().execute()
  for (const { token } of (await hearingOf(context)).parties) {
    expect(JSON.stringify(stored)).not.toContain(token)
  }
})

testOnBoth('a hearing waits for a closed round and ends on a day that is still to come', async (db) => {
  const { context } = await aStudio(db, { status: 'closed' })
  for (const [day, reason] of [
    ['', 'missing'],
    ['2026-02-30', 'not-a-day'],
    ['2026-04-30', 'in-the-past'],
  ] as const) {
    expect(await hold(context, day)).toMatchObject({ kind: 'invalid', problems: [{ reason }] })
  }
  await db.kysely.updateTable('round').set({ status: 'open' }).execute()
  expect(await hold(context)).toMatchObject({ kind: 'refused', reason: 'round-not-closed' })
  expect(await db.kysely.selectFrom('hearing').selectAll().execute()).toEqual([])
})

testOnBoth('a party reads its own answers beside a finding, and those of no other', async (db) => {
  const { context } = await aStudio(db, { status: 'closed' })
  const parties = await heard(context)
  for (const { organisationId, token } of parties.slice(0, 3)) {
    const rows = await db.kysely
      .selectFrom('response')
      .select('answers')
      .where('organisation_id', '=', organisationId)
      .execute()
    const own = JSON.parse(rows[0]?.answers ?? '{}') as { answers: Record<string, string[]> }
    const view = await conceptOf(context, token)
    const shown = view.findings.flatMap((finding) => finding.own)
    expect(shown.length).toBeGreaterThan(0)
    for (const { item, codes } of shown) expect(codes).toEqual(own.answers[item.id] ?? [])
  }
  await eraseAnswers(db.kysely, ROUND)
  const later = await conceptOf(context, parties[0]?.token ?? '')
  expect(later.answersKept).toBe(false)
  expect(later.findings.every(({ own }) => own.length === 0)).toBe(true)
})

testOnBoth('what a party said is printed, and reaches no other party before that', async (db) => {
  const { context } = await aStudio(db, { status: 'closed' })
  const [first, second] = await heard(context)
  if (!first || !second) throw new Error('Two parties are needed')
  const error = { kind: 'error', text: 'Dit overleg is er sinds maart.' }
  expect(await react(context, first.token, error)).toEqual({ kind: 'saved' })
  const whole = { kind: 'remark', text: 'Een herkenbaar beeld.', whole: true }
  expect(await react(context, first.token, whole)).toEqual({ kind: 'saved' })
  const reacted = (await hearingOf(context)).parties
  expect(reacted.find(({ name }) => name === first.name)?.reacted?.count).toBe(2)
  expect(reacted.find(({ name }) => name === second.name)?.reacted).toBeNull()
  const printed = await regionReport(context, { roundId: ROUND })
  expect(JSON.stringify(printed)).toContain(error.text)
  expect(JSON.stringify(printed)).toContain(whole.text)
  const others = JSON.stringify(await conceptOf(context, second.token))
  expect(others).not.toContain(error.text)
  expect(others).not.toContain(whole.text)
  // The party itself reads its reaction back, with the answer to it.
  const finding = (await conceptOf(context, first.token)).findings[0]
  const subject = `${first.organisationId} ${finding?.id ?? ''}`
  await answerReaction(context, { actor: anna, roundId: ROUND, subject, text: 'Verbeterd.', seen: 0 })
  expect((await conceptOf(context, first.token)).findings[0]?.reaction).toEqual({
    ...error,
    version: 1,
    answer: 'Verbeterd.',
  })
})

testOnBoth('a reaction can be changed and taken back until the day, and not after it', async (db) => {
  const { context, at } = await aStudio(db, { status: 'adopted' })
  const [party] = await heard(context)
  const token = party?.token ?? ''
  expect(await react(context, token, { kind: 'agree', text: '' })).toEqual({ kind: 'saved' })
  expect(await react(context, token, { kind: 'remark', text: 'Toch niet.' })).toEqual({ kind: 'saved' })
  expect(await react(context, token, { kind: 'none', text: '' })).toEqual({ kind: 'saved' })
  expect((await hearingOf(context)).parties.every(({ reacted }) => reacted === null)).toBe(true)
  at('2026-05-20T21:59:59.000Z')
  expect(await react(context, token, { kind: 'agree', text: '' })).toEqual({ kind: 'saved' })
  at('2026-05-20T22:00:00.000Z')
  expect(await react(context, token, { kind: 'remark', text: 'Te laat.' })).toEqual({ kind: 'over' })
  expect((await conceptOf(context, token)).open).toBe(false)
  expect(JSON.stringify(await regionReport(context, { roundId: ROUND }))).not.toContain('Te laat.')
})

testOnBoth('a hearing that is ended takes no reaction, and no longer stops a publication', async (db) => {
  const { context } = await aStudio(db)
  const [party] = await heard(context)
  const publish = () =>
    publishReport(context, {
      actor: anna,
      roundId: ROUND,
      day: '2026-05-01',
      adoptedBy: 'Het regionaal overleg',
      makeFiles: async () => ({
        ok: true,
        files: [{ name: 'json', mediaType: 'application/json', bytes: new TextEncoder().encode('{}') }],
      }),
    })
  expect(await publish()).toMatchObject({ kind: 'stopped', stops: [{ reason: 'hearing-open' }] })
  expect(await endHearing(context, { actor: anna, roundId: ROUND })).toEqual({ kind: 'ended' })
  expect(await react(context, party?.token ?? '', { kind: 'agree', text: '' })).toEqual({ kind: 'over' })
  expect(await publish()).toMatchObject({ kind: 'published' })
})

testOnBoth('a reaction without words, on an old sentence or over a colleague’s is not kept', async (db) => {
  const { context } = await aStudio(db, { status: 'closed' })
  const [party] = await heard(context)
  const token = party?.token ?? ''
  for (const [said, field] of [
    [{ kind: 'remark', text: ' ' }, 'text.0'],
    [{ kind: 'error', text: 'x'.repeat(601) }, 'text.0'],
    [{ kind: 'none', text: 'Iets' }, 'kind.0'],
  ] as const) {
    expect(await react(context, token, said)).toMatchObject({ kind: 'invalid', problems: [{ field }] })
  }
  const agree = { kind: 'agree', text: '' }
  expect(await react(context, token, { ...agree, shown: 'Een andere zin.' })).toEqual({ kind: 'overtaken' })
  expect(await react(context, token, agree)).toEqual({ kind: 'saved' })
  expect(await react(context, token, { kind: 'remark', text: 'Nee.', seen: 0 })).toEqual({
    kind: 'overtaken',
  })
  const entries = await db.kysely.selectFrom('editorial_entry').selectAll().execute()
  expect(entries.map(({ kind, version }) => `${kind} ${version}`)).toEqual(['reaction 1'])
})
