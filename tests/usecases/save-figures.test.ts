import { expect } from 'vitest'
import { figureKey } from '../../app/domain/region/figure-form.ts'
import { addFigures, removeFigure, saveFigure } from '../../app/usecases/save-figures.server.ts'
import { createRegion, getRegion } from '../../db/queries/regions.ts'
import { testOnBoth } from '../make/database.ts'
import { staffContext } from '../make/staff.ts'

const REGION = { id: 'r1', title: 'Twente', year: 2026, invented: false, municipalities: [], figures: [] }
const POSTED = {
  indicator: 'roken',
  region: 'Almelo',
  value: '22,5',
  national: '18',
  unit: '%',
  year: '2022',
  source: 'RIVM',
  table: '50120NED',
  url: null,
  note: null,
}
const FIGURE = {
  indicator: 'Overgewicht',
  region: 'Almelo',
  value: 57.1,
  national: null,
  unit: '%',
  year: 2022,
  source: 'RIVM',
  url: null,
  note: null,
  table: '50120NED',
}

testOnBoth(
  'figures that are typed and read from a file are kept with their table, in their order',
  async (db) => {
    const { context } = staffContext(db)
    await createRegion(db.kysely, REGION)
    const input = { actor: 'system' as const, regionId: 'r1' }
    expect(await saveFigure(context, { ...input, posted: POSTED, replaces: null })).toEqual({
      kind: 'changed',
    })
    await addFigures(context, { ...input, figures: [FIGURE, { ...FIGURE, region: 'Losser', value: null }] })
    const { figures } = await getRegion(db.kysely, 'r1')
    expect(figures.map(({ region, value, national, table }) => [region, value, national, table])).toEqual([
      ['Almelo', 22.5, 18, '50120NED'],
      ['Almelo', 57.1, null, '50120NED'],
    ])
  },
)

testOnBoth(
  'changing a figure replaces the one it was made from, and taking one away leaves the others',
  async (db) => {
    const { context } = staffContext(db)
    await createRegion(db.kysely, { ...REGION, figures: [FIGURE, { ...FIGURE, region: 'Twenterand' }] })
    const input = { actor: 'system' as const, regionId: 'r1' }
    await saveFigure(context, {
      ...input,
      posted: { ...POSTED, region: 'Losser' },
      replaces: figureKey(FIGURE),
    })
    expect((await getRegion(db.kysely, 'r1')).figures.map(({ region }) => region)).toEqual([
      'Twenterand',
      'Losser',
    ])
    await removeFigure(context, { ...input, key: figureKey({ ...FIGURE, region: 'Twenterand' }) })
    expect((await getRegion(db.kysely, 'r1')).figures.map(({ region }) => region)).toEqual(['Losser'])
  },
)

testOnBoth(
  'a wrong figure changes nothing, and of a region that is not there nothing is kept',
  async (db) => {
    const { context } = staffContext(db)
    await createRegion(db.kysely, { ...REGION, figures: [FIGURE] })
    const wrong = { actor: 'system' as const, posted: { ...POSTED, value: 'x' }, replaces: null }
    expect(await saveFigure(context, { ...wrong, regionId: 'r1' })).toMatchObject({ kind: 'invalid' })
    expect((await getRegion(db.kysely, 'r1')).figures).toHaveLength(1)
    expect(await addFigures(context, { actor: 'system', regionId: 'r2', figures: [FIGURE] })).toEqual({
      kind: 'refused',
      reason: 'unknown-region',
    })
  },
)
