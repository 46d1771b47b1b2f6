/** The sheet of one organisation: its own answers, and nobody else's. */

import { expect } from 'vitest'
import { createOrganisations } from '../../db/queries/regions.ts'
import { plainText } from '../../app/domain/report/document.ts'
import type { ReportDocument } from '../../app/domain/report/document.ts'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { partyWords } from '../../app/text/party.ts'
import { showParty } from '../../app/usecases/show-party.server.ts'
import { testOnBoth } from '../make/database.ts'
import { aStudio, REGION, ROUND } from '../make/studio.ts'

const input = (organisationId: string | null) => ({ roundId: ROUND, organisationId, words: partyWords })

function answersIn({ body }: ReportDocument): string[] {
  return body.flatMap((block) =>
    block.kind === 'section' && block.id === 'party-answers'
      ? block.blocks.flatMap((inner) =>
          inner.kind === 'table' ? inner.rows.map((row) => row.map(plainText).join(' → ')) : [],
        )
      : [],
  )
}

testOnBoth('an organisation reads its own answers, and of nobody else', async (db) => {
  const { context, organisations } = await aStudio(db)
  const [first] = organisations
  const view = await showParty(context, input(first?.id ?? ''))
  if (view.kind !== 'party') throw new Error(view.reason)
  const rows = await db.kysely
    .selectFrom('response')
    .select(['organisation_id', 'answers'])
    .where('organisation_id', 'is not', null)
    .execute()
  const own = rows.filter((row) => row.organisation_id === first?.id)
  const count = Object.keys((JSON.parse(own[0]?.answers ?? '{}') as { answers: object }).answers).length
  expect(answersIn(view.document)).toHaveLength(count)
  const text = JSON.stringify(view.document)
  expect(text).toContain(first?.name)
  for (const { name } of organisations.slice(1)) if (name !== first?.name) expect(text).not.toContain(name)
})

testOnBoth('what a professional of that organisation answered is not on its sheet', async (db) => {
  const { context, organisations } = await aStudio(db)
  const id = organisations[0]?.id ?? ''
  const before = await showParty(context, input(id))
  await db.kysely
    .updateTable('response')
    .set({ organisation_id: id })
    .where('role', '=', 'professional')
    .execute()
  expect(await showParty(context, input(id))).toEqual(before)
})

testOnBoth('an organisation that gave no answers has a sheet that says so', async (db) => {
  const { context, organisations } = await aStudio(db)
  const name = 'Meervoudigeleefstijlondersteuningssamenwerkingsverbandsgemeente'
  const silent = { id: 'organisation-silent', party: organisations[0]?.party ?? '', name, people: null }
  await createOrganisations(db.kysely, REGION, [silent])
  const view = await showParty(context, input(silent.id))
  if (view.kind !== 'party') throw new Error(view.reason)
  expect(answersIn(view.document)).toEqual([])
  expect(JSON.stringify(view.document)).toContain(partyWords.none.answers)
  // Throws when the file is not the accessible PDF that it claims to be.
  await renderPdf(view.document)
})

testOnBoth('a round that is still open has no sheets, and an unknown organisation has none', async (db) => {
  const { context } = await aStudio(db, { status: 'open' })
  expect(await showParty(context, input(null))).toMatchObject({ reason: 'round-not-closed' })
  await db.kysely.updateTable('round').set({ status: 'closed' }).execute()
  expect(await showParty(context, input('nobody'))).toMatchObject({ reason: 'unknown-organisation' })
})
