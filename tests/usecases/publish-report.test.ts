/** Publishing: what is published stays, byte for byte, and nothing goes out that may not. */

import { afterAll, expect } from 'vitest'
import { createPdfPool } from '../../app/render/pdf-pool.server.ts'
import { publicationFiles } from '../../app/render/publication-files.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { sha256 } from '../../app/domain/framework/hash.ts'
import { workbookWords } from '../../app/text/data-package.ts'
import { decideFinding, showFindings } from '../../app/usecases/edit-findings.server.ts'
import {
  findNewestPublication,
  findPublication,
  readPublicationFile,
} from '../../app/usecases/find-publication.server.ts'
import {
  publishReport,
  showPublishing,
  withdrawPublication,
} from '../../app/usecases/publish-report.server.ts'
import type { MakeFiles } from '../../app/usecases/publish-report.server.ts'
import type { ItemTally } from '../../app/domain/scoring/score.ts'
import type { Database } from '../../db/client.ts'
import { saveHearing } from '../../db/queries/hearings.ts'
import { testOnBoth } from '../make/database.ts'
import { anna, aStudio, REGION, ROUND } from '../make/studio.ts'

const pool = createPdfPool({ threads: 1, timeoutMs: 120_000 })
afterAll(() => pool.close())

const staff = { kind: 'staff', actor: anna } as const
const visitor = { kind: 'staff', actor: { kind: 'visitor' } } as const

/** The data package alone, for what is not about the other forms. */
const dataOnly: MakeFiles = async ({ data }) => ({
  ok: true,
  files: [
    { name: 'json', mediaType: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(data)) },
  ],
})

const publish = (context: AppContext, makeFiles: MakeFiles = dataOnly) =>
  publishReport(context, {
    actor: anna,
    roundId: ROUND,
    day: '2026-05-01',
    adoptedBy: 'Het regionaal overleg',
    makeFiles,
  })

async function published(context: AppContext, makeFiles?: MakeFiles) {
  const done = await publish(context, makeFiles)
  if (done.kind !== 'published') throw new Error(JSON.stringify(done))
  return done.id
}

async function rewriteSomething(context: AppContext, text: string, seen: number) {
  const view = await showFindings(context, { roundId: ROUND })
  if (view.kind === 'refused') throw new Error(view.reason)
  const finding = view.score.findings.find(({ bullet }) => bullet !== null)
  if (!finding) throw new Error('There is no finding')
  await decideFinding(context, {
    actor: anna,
    roundId: ROUND,
    finding: finding.id,
    hash: view.hashes[finding.id] ?? '',
    decision: 'rewrite',
    text,
    reason: 'Duidelijker',
    seen,
  })
  return finding.id
}

/** One more person in the anonymous group, so that every number of that group is another. */
async function answerOnceMore(db: Database): Promise<void> {
  const group = db.kysely.selectFrom('tally').selectAll().where('organisation_id', '=', '')
  for (const { role, counts } of await group.execute()) {
    const items = JSON.parse(counts) as Record<string, ItemTally>
    for (const item of Object.values(items)) {
      const [option = ''] = Object.keys(item.options)
      item.options[option] = (item.options[option] ?? 0) + 1
      item.answered += 1
    }
    await db.kysely
      .updateTable('tally')
      .set({ counts: JSON.stringify(items) })
      .where('organisation_id', '=', '')
      .where('role', '=', role)
      .execute()
  }
}

testOnBoth('a publication keeps its bytes, and a later one gets a number of its own', async (db) => {
  const { context } = await aStudio(db)
  const first = await published(context)
  const file = async (id: string) =>
    (await readPublicationFile(context, { id, name: 'json', reader: staff }))?.file
  const before = await file(first)
  expect(before?.hash).toBe(sha256(before?.bytes ?? ''))
  // The very same once more is the same publication; a changed report is another one.
  expect(await published(context)).toBe(first)
  await rewriteSomething(context, 'Anders gezegd.', 0)
  const second = await published(context)
  expect(second).not.toBe(first)
  expect(await file(first)).toEqual(before)
  const numbers = await Promise.all(
    [first, second].map(async (id) => (await findPublication(context, { id, reader: staff }))?.number),
  )
  expect(numbers).toEqual([1, 2])
  const slug = (await findPublication(context, { id: second, reader: staff }))?.region.slug ?? ''
  expect((await findNewestPublication(context, { of: { slug }, reader: staff }))?.id).toBe(second)
})

testOnBoth(
  'a report is not published before it is adopted, while parties may react, or unseen',
  async (db) => {
    const { context, at } = await aStudio(db, { status: 'closed' })
    const finding = await rewriteSomething(context, 'Anders gezegd.', 0)
    await answerOnceMore(db)
    await saveHearing(db.kysely, ROUND, {
      until: '2026-05-20T22:00:00.000Z',
      begunAt: '2026-05-01T09:00:00.000Z',
    })
    const stopped = await publish(context)
    expect(stopped.kind === 'stopped' && stopped.stops).toEqual([
      { reason: 'round-not-adopted' },
      { reason: 'changed-findings', findings: [finding] },
      { reason: 'hearing-open', until: '2026-05-20T22:00:00.000Z' },
    ])
    at('2026-05-21T09:00:00.000Z')
    const later = await showPublishing(context, { roundId: ROUND })
    expect(later.kind === 'publishing' && later.stops.map(({ reason }) => reason)).toEqual([
      'round-not-adopted',
      'changed-findings',
    ])
    expect(await db.kysely.selectFrom('publication').selectAll().execute()).toEqual([])
  },
)

testOnBoth('a file that its own check refuses, or workers that are busy, publish nothing', async (db) => {
  const { context } = await aStudio(db)
  const failed = await publish(context, async () => ({
    ok: false,
    reason: 'check-failed',
    what: 'tag: missing',
  }))
  expect(failed).toEqual({ kind: 'stopped', stops: [{ reason: 'check-failed', problems: ['tag: missing'] }] })
  expect(await publish(context, async () => ({ ok: false, reason: 'busy' }))).toEqual({ kind: 'busy' })
  expect(await db.kysely.selectFrom('publication').selectAll().execute()).toEqual([])
})

testOnBoth('when a finding changes while the files are made, nothing is published', async (db) => {
  const { context } = await aStudio(db)
  const slow: MakeFiles = async (made) => {
    await rewriteSomething(context, 'Net gewijzigd.', 0)
    return dataOnly(made)
  }
  expect(await publish(context, slow)).toEqual({ kind: 'overtaken' })
  expect(await db.kysely.selectFrom('publication').selectAll().execute()).toEqual([])
})

testOnBoth(
  'a withdrawn publication hands out no files; that it was there, who, when and why stay',
  async (db) => {
    const { context } = await aStudio(db, { visibility: { report: 'public', data: 'public' } })
    const id = await published(context)
    const withdraw = (why: string) => withdrawPublication(context, { actor: anna, roundId: ROUND, id, why })
    expect((await withdraw(' ')).kind).toBe('invalid')
    expect(await withdraw('Verkeerde gemeente genoemd')).toEqual({ kind: 'withdrawn' })
    expect(await readPublicationFile(context, { id, name: 'json', reader: visitor })).toBeUndefined()
    const left = await findPublication(context, { id, reader: visitor })
    expect(left?.withdrawn).toEqual({
      at: '2026-05-01T09:00:00.000Z',
      by: 'Anna Bakker',
      why: 'Verkeerde gemeente genoemd',
    })
    expect(await findNewestPublication(context, { of: { regionId: REGION }, reader: staff })).toBeUndefined()
    // What was withdrawn is not brought back by publishing the same again.
    expect(await published(context)).not.toBe(id)
  },
)

testOnBoth(
  'only whom "wie ziet wat" names reads a publication, and figures go no further than promised',
  async (db) => {
    const { context } = await aStudio(db, {
      visibility: { report: 'respondents', data: 'boards', inspection: 'report' },
    })
    const id = await published(context)
    const inspector = { ...anna, regions: { [REGION]: 'inspector' as const } }
    const reads = async (reader: Parameters<typeof findPublication>[1]['reader']) => [
      (await findPublication(context, { id, reader })) !== undefined,
      (await readPublicationFile(context, { id, name: 'json', reader })) !== undefined,
    ]
    expect(await reads(staff)).toEqual([true, true])
    expect(await reads(visitor)).toEqual([false, false])
    expect(await reads({ kind: 'staff', actor: inspector })).toEqual([true, false])
    expect(await reads({ kind: 'circle', to: 'boards' })).toEqual([true, true])
    expect(await reads({ kind: 'circle', to: 'respondents' })).toEqual([true, false])
    expect(await reads({ kind: 'circle', to: 'public' })).toEqual([false, false])
  },
)

testOnBoth(
  'every form of the report is published, each with its own hash, and the same input gives the same bytes',
  async (db) => {
    const { context } = await aStudio(db)
    const id = await published(context, (made) => publicationFiles(pool, made, workbookWords))
    const first = await findPublication(context, { id, reader: staff })
    expect(first?.files.map(({ name }) => name)).toEqual([
      'codeboek.csv',
      'csv',
      'docx',
      'html',
      'json',
      'pdf',
      'uitgebreid.html',
      'uitgebreid.pdf',
      'xlsx',
    ])
    await withdrawPublication(context, { actor: anna, roundId: ROUND, id, why: 'Nog eens' })
    const again = await published(context, (made) => publicationFiles(pool, made, workbookWords))
    const second = await findPublication(context, { id: again, reader: staff })
    expect(second?.files).toEqual(first?.files)
    const pdf = await readPublicationFile(context, { id: again, name: 'pdf', reader: staff })
    expect(
      Buffer.from(pdf?.file.bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  },
  180_000,
)
