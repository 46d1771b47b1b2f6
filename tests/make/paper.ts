/** Who is asked in the round of `aRound`, and whether the log is whole. */

import { firstBreak } from '../../app/domain/access/audit.ts'
import type { Database } from '../../db/client.ts'
import { readChain } from '../../db/queries/audit.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'

/** Boards of every organisation that has one, professionals of both practices. */
export async function testParticipants(db: Database, roundId: string): Promise<void> {
  await replaceParticipants(db.kysely, roundId, [
    ...['h1', 'h2', 'h3', 'g1'].map((organisationId) => ({ organisationId, role: 'board', invited: 1 })),
    ...['o1', 'o2'].map((organisationId) => ({ organisationId, role: 'professional', invited: 10 })),
  ])
}

/** The first entry of the log that does not fit; null when it is whole. */
export async function chainProblem(db: Database): Promise<number | null> {
  return firstBreak(await readChain(db.kysely, 0, 1000))
}
