/** The findings editor: what is kept, and that nobody writes over anybody. */

import { expect } from 'vitest'
import {
  addFinding,
  agreeFollowUp,
  decideFinding,
  moveFinding,
  showFindings,
} from '../../app/usecases/edit-findings.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { historyOf, latest } from '../../app/domain/report/editorial-entries.ts'
import { testOnBoth } from '../make/database.ts'
import { anna, aStudio, bram, ROUND } from '../make/studio.ts'

async function shown(context: AppContext) {
  const view = await showFindings(context, { roundId: ROUND })
  if (view.kind === 'refused') throw new Error(view.reason)
  return view
}

async function firstPoint(context: AppContext) {
  const view = await shown(context)
  const finding = view.score.findings.find(({ side, bullet }) => side === 'better' && bullet !== null)
  if (!finding) throw new Error('The demo has no point for improvement')
  return { view, finding, hash: view.hashes[finding.id] ?? '' }
}

testOnBoth('every version of a finding stays: machine text, final text, who, when and why', async (db) => {
  const { context, at } = await aStudio(db)
  const { finding, hash } = await firstPoint(context)
  const input = { roundId: ROUND, finding: finding.id, hash }
  const first = await decideFinding(context, {
    ...input,
    actor: anna,
    decision: 'rewrite',
    text: 'Het kan beter.',
    reason: 'Korter',
    seen: 0,
  })
  expect(first).toEqual({ kind: 'written' })
  at('2026-05-02T09:00:00.000Z')
  const second = await decideFinding(context, {
    ...input,
    actor: bram,
    decision: 'drop',
    text: null,
    reason: 'Klopt niet meer',
    seen: 1,
  })
  expect(second).toEqual({ kind: 'written' })
  const { entries } = await shown(context)
  expect(
    historyOf(entries, 'finding', finding.id).map(({ value, authorName, at }) => [value, authorName, at]),
  ).toEqual([
    [
      {
        decision: 'rewrite',
        machineText: finding.text,
        finalText: 'Het kan beter.',
        scoreHash: hash,
        reason: 'Korter',
      },
      'Anna Bakker',
      '2026-05-01T09:00:00.000Z',
    ],
    [
      {
        decision: 'drop',
        machineText: finding.text,
        finalText: finding.text,
        scoreHash: hash,
        reason: 'Klopt niet meer',
      },
      'Bram de Vries',
      '2026-05-02T09:00:00.000Z',
    ],
  ])
  const log = await db.kysely.selectFrom('audit_entry').select('action').execute()
  expect(log.map(({ action }) => action)).toEqual(['findings-edited', 'findings-edited'])
})

testOnBoth(
  'of two coordinators who change one finding at once, one hears that the other was first',
  async (db) => {
    const { context } = await aStudio(db)
    const { finding, hash } = await firstPoint(context)
    const input = { roundId: ROUND, finding: finding.id, hash, decision: 'rewrite', reason: 'x', seen: 0 }
    const both = await Promise.all([
      decideFinding(context, { ...input, actor: anna, text: 'Van Anna.' }),
      decideFinding(context, { ...input, actor: bram, text: 'Van Bram.' }),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'written'])
    const { entries } = await shown(context)
    expect(historyOf(entries, 'finding', finding.id)).toHaveLength(1)
  },
)

testOnBoth('what was decided on other numbers than those that stand there is not written', async (db) => {
  const { context } = await aStudio(db)
  const { finding } = await firstPoint(context)
  const written = await decideFinding(context, {
    actor: anna,
    roundId: ROUND,
    finding: finding.id,
    hash: 'f'.repeat(64),
    decision: 'accept',
    text: null,
    reason: null,
    seen: 0,
  })
  expect(written).toEqual({ kind: 'overtaken' })
})

testOnBoth('rewriting and dropping need a reason, and a rewritten finding needs a sentence', async (db) => {
  const { context } = await aStudio(db)
  const { finding, hash } = await firstPoint(context)
  const decide = (decision: string | null, text: string, reason: string) =>
    decideFinding(context, {
      actor: anna,
      roundId: ROUND,
      finding: finding.id,
      hash,
      decision,
      text,
      reason,
      seen: 0,
    })
  const fields = async (...input: Parameters<typeof decide>) => {
    const written = await decide(...input)
    return written.kind === 'invalid' ? written.problems.map(({ field }) => field) : written.kind
  }
  expect(await fields(null, '', '')).toEqual(['decision', 'reason'])
  expect(await fields('rewrite', ' ', '')).toEqual(['text', 'reason'])
  expect(await fields('drop', '', '')).toEqual(['reason'])
  expect(await fields('rewrite', 'x'.repeat(601), 'x')).toEqual(['text'])
})

testOnBoth(
  'findings can be added with a source, changed, removed and moved, and points get an owner',
  async (db) => {
    const { context } = await aStudio(db)
    const { view, finding } = await firstPoint(context)
    const base = { actor: anna, roundId: ROUND, removed: false, seen: 0 }
    const text = 'De sociale kaart is niet af.'
    const nothing = await addFinding(context, {
      ...base,
      finding: null,
      theme: null,
      side: null,
      text,
      source: '',
    })
    expect(nothing.kind === 'invalid' && nothing.problems.map(({ field }) => field)).toEqual([
      'theme',
      'side',
      'source',
    ])
    await addFinding(context, {
      ...base,
      finding: null,
      theme: finding.theme,
      side: 'better',
      text,
      source: 'Projectgroep',
    })
    const added = latest((await shown(context)).entries, 'added')[0]
    if (!added) throw new Error('Nothing was added')
    // The last of its column goes up, and then stands before the one that was above it.
    const column = view.score.findings.filter(
      ({ theme, side }) => theme === finding.theme && side === 'better',
    )
    await moveFinding(context, { actor: anna, roundId: ROUND, finding: added.subject, to: 'up', seen: 0 })
    const order = (await shown(context)).order
    expect(order.indexOf(added.subject)).toBeLessThan(order.indexOf(column.at(-1)?.id ?? ''))
    await agreeFollowUp(context, {
      actor: anna,
      roundId: ROUND,
      finding: added.subject,
      owner: 'De GGD',
      day: '2027-03-01',
      seen: 0,
    })
    expect(latest((await shown(context)).entries, 'follow-up')[0]?.value).toEqual({
      owner: 'De GGD',
      day: '2027-03-01',
    })
    await addFinding(context, {
      ...base,
      finding: added.subject,
      theme: null,
      side: null,
      text: null,
      source: null,
      removed: true,
      seen: 1,
    })
    const after = historyOf((await shown(context)).entries, 'added', added.subject)
    expect(after.map(({ value }) => [value.text, value.removed])).toEqual([
      [text, false],
      [text, true],
    ])
  },
)

testOnBoth('while a round is open there is nothing to edit', async (db) => {
  const { context } = await aStudio(db, { status: 'open' })
  expect(await showFindings(context, { roundId: ROUND })).toEqual({
    kind: 'refused',
    reason: 'round-not-closed',
  })
})
