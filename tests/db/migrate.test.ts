import { sql } from 'kysely'
import type { Migration } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { ENGINES, newPlace } from '../make/database.ts'

for (const engine of ENGINES) {
  test(`servers that start together on ${engine} make the tables once`, async () => {
    const place = await newPlace(engine)
    const first = await openDatabase(place)
    const second = await openDatabase(place)
    const done = await Promise.all([migrate(first), migrate(second), migrate(first)])
    expect(done.filter((names) => names.length > 0)).toHaveLength(1)
    expect(await migrate(second)).toEqual([])
    await first.close()
    await second.close()
  })

  test(`a migration that fails half-way on ${engine} leaves nothing behind`, async () => {
    const db = await openDatabase(await newPlace(engine))
    const failing: Record<string, Migration> = {
      '2000-01-01_first': {
        up: async (given) => {
          await sql`create table kept (id text)`.execute(given)
        },
      },
      '2000-01-02_second': { up: () => Promise.reject(new Error('half-way')) },
    }
    await expect(migrate(db, failing)).rejects.toThrow(/2000-01-02_second/)
    const tables = await db.kysely.introspection.getTables()
    expect(tables.map((table) => table.name)).toEqual([])
    await db.close()
  })
}
