import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeContext } from '../../app/context.server.ts'
import { firstBreak } from '../../app/domain/access/audit.ts'
import { frameworkSet } from '../../app/frameworks.server.ts'
import { recordAudit } from '../../app/usecases/record-audit.server.ts'
import { showLog } from '../../app/usecases/show-log.server.ts'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { readChain } from '../../db/queries/audit.ts'
import { ENGINES, newPlace } from '../make/database.ts'

for (const engine of ENGINES) {
  test(`entries written at once form one chain without gaps, and the database lets none be changed (${engine})`, async () => {
    const place = await newPlace(engine)
    const [db, other] = [await openDatabase(place), await openDatabase(place)]
    try {
      await migrate(db)
      const contexts = [db, other].map((one) =>
        makeContext({ db: one, frameworks: frameworkSet([]), secret: 'a secret of the tests, long enough' }),
      )
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          recordAudit(contexts[index % 2] ?? fail(), {
            actor: 'system',
            action: 'log-read',
            subject: { roundId: `round-${index}` },
          }),
        ),
      )
      const chain = await readChain(db.kysely, 0, 100)
      expect(chain.map(({ position }) => position)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      )
      expect(firstBreak(chain)).toBeNull()

      await expect(
        db.kysely.updateTable('audit_entry').set({ actor: 'demo' }).where('position', '=', 3).execute(),
      ).rejects.toThrow()
      await expect(db.kysely.deleteFrom('audit_entry').where('position', '=', 3).execute()).rejects.toThrow()

      // Whoever owns the database can take the guard away; the chain then shows where.
      await (engine === 'sqlite'
        ? sql`drop trigger audit_entry_no_update`.execute(db.kysely)
        : sql`drop trigger audit_entry_no_change on audit_entry`.execute(db.kysely))
      await db.kysely.updateTable('audit_entry').set({ actor: 'demo' }).where('position', '=', 3).execute()
      expect(firstBreak(await readChain(db.kysely, 0, 100))).toBe(3)
      expect((await showLog(contexts[0] ?? fail(), {})).brokenAt).toBe(3)
    } finally {
      await db.close()
      await other.close()
    }
  })
}

function fail(): never {
  throw new Error('unreachable')
}
