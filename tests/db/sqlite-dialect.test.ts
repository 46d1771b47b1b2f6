import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import type { Database } from '../../db/client.ts'
import { newPlace } from '../make/database.ts'

async function withTable(work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openDatabase(await newPlace('sqlite'))
  await sql`create table sum (id integer primary key, value, check (value <> 'forbidden'))`.execute(db.kysely)
  await work(db)
  await db.close()
}

test('a value that the driver would bind as something else is refused with its place', async () => {
  await withTable(async (db) => {
    const bind = (value: unknown) =>
      sql`insert into sum (id, value) values (${1}, ${value})`.execute(db.kysely)
    const refused: [unknown, RegExp][] = [
      [10n, /Parameter 2 is a bigint; bind a number, or text/],
      [{ a: 1 }, /Parameter 2 is an object; bind its JSON text/],
      [[1], /an object/],
      [new Date(0), /a Date; bind its ISO 8601 text/],
      [Number.NaN, /NaN; bind a finite number/],
      [Number.POSITIVE_INFINITY, /Infinity/],
      [2 ** 53, /an integer beyond 2\^53/],
      [true, /a boolean; bind 0 or 1/],
      [undefined, /undefined; bind null/],
    ]
    for (const [value, message] of refused) await expect(bind(value)).rejects.toThrow(message)
    const { rows } = await sql`select * from sum`.execute(db.kysely)
    expect(rows).toEqual([])
    for (const value of ['text', 1, -0.5, null, Number.MAX_SAFE_INTEGER]) {
      await sql`insert into sum (value) values (${value})`.execute(db.kysely)
    }
    await sql`insert into sum (value) values (${Buffer.from([0, 255])})`.execute(db.kysely)
    const kept = await sql<{ value: unknown }>`select value from sum order by id`.execute(db.kysely)
    expect(kept.rows.map((row) => row.value)).toEqual([
      'text',
      1,
      -0.5,
      null,
      Number.MAX_SAFE_INTEGER,
      Buffer.from([0, 255]),
    ])
  })
})

test('transactions take turns, so no update is lost', async () => {
  await withTable(async (db) => {
    await sql`insert into sum (id, value) values (1, 0)`.execute(db.kysely)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        db.kysely.transaction().execute(async (trx) => {
          const { rows } = await sql<{ value: number }>`select value from sum where id = 1`.execute(trx)
          await sql`update sum set value = ${(rows[0]?.value ?? 0) + 1} where id = 1`.execute(trx)
        }),
      ),
    )
    const { rows } = await sql<{ value: number }>`select value from sum`.execute(db.kysely)
    expect(rows).toEqual([{ value: 50 }])
  })
})

test('a transaction that fails leaves nothing, and the next one works', async () => {
  await withTable(async (db) => {
    const failing = db.kysely.transaction().execute(async (trx) => {
      await sql`insert into sum (value) values ('kept?')`.execute(trx)
      await sql`insert into sum (value) values ('forbidden')`.execute(trx)
    })
    await expect(failing).rejects.toThrow(/CHECK/)
    await sql`insert into sum (value) values ('next')`.execute(db.kysely)
    const { rows } = await sql<{ value: string }>`select value from sum`.execute(db.kysely)
    expect(rows).toEqual([{ value: 'next' }])
  })
})

test('reading goes on while a transaction is writing, and sees nothing of it until its end', async () => {
  await withTable(async (db) => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from sum`.execute(db.kysely)).rows[0]?.n
    await db.kysely.transaction().execute(async (trx) => {
      await sql`insert into sum (value) values ('inside')`.execute(trx)
      // More readers than connections that read.
      expect(await Promise.all([count(), count(), count(), count(), count()])).toEqual([0, 0, 0, 0, 0])
    })
    expect(await count()).toBe(1)
  })
})

test('two processes on one file wait for each other', async () => {
  const place = await newPlace('sqlite')
  const one = await openDatabase(place)
  const other = await openDatabase(place)
  await sql`create table sum (id integer primary key, value integer) strict`.execute(one.kysely)
  await sql`insert into sum (id, value) values (1, 0)`.execute(one.kysely)
  const add = (db: Database) =>
    db.kysely.transaction().execute(async (trx) => {
      const { rows } = await sql<{ value: number }>`select value from sum where id = 1`.execute(trx)
      await sql`update sum set value = ${(rows[0]?.value ?? 0) + 1} where id = 1`.execute(trx)
    })
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(index % 2 === 0 ? one : other)))
  const { rows } = await sql<{ value: number }>`select value from sum`.execute(other.kysely)
  expect(rows).toEqual([{ value: 40 }])
  await one.close()
  await other.close()
})

test('deleted rows are overwritten in the file, and foreign keys hold', async () => {
  await withTable(async (db) => {
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db.kysely)
      return Object.values(rows[0] ?? {})[0]
    }
    expect(await pragma('secure_delete')).toBe(1)
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(1)
  })
})
