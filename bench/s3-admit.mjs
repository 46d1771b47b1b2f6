/** S3: from the response that fills a batch to fresh scores, whatever has been answered before. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { makeContext } from '../app/context.server.ts'
import { scoreWithFindings } from '../app/domain/findings/score.ts'
import { tallyResponses } from '../app/domain/scoring/tally.ts'
import { frameworkSet } from '../app/frameworks.server.ts'
import { submitResponse } from '../app/usecases/submit-response.server.ts'
import { inTransaction } from '../db/client.ts'
import { saveDraftAnswers, saveDraftPath } from '../db/queries/drafts.ts'
import { admitResponses, getTallies, listResponses } from '../db/queries/responses.ts'
import { lockRoles } from '../db/queries/rounds.ts'
import { interleave, median, medianOf, quantile, ratioOf, say } from './measure.mjs'
import { temporaryFolder } from './peers.mjs'
import { createRoundIn, inviteMany, openMigrated, randomResponses, subject } from './product-data.mjs'

const rounds = 57
const respondentsAtOne = 50
const batchesPerSample = 5
/** Scoring from tallies alone must not grow with the respondents of the round. */
const sizes = [50, 500, 5_000]

export const benchmark = {
  id: 'S3',
  what: `a batch admitted until scores are fresh, with ${rounds} rounds of ${respondentsAtOne}, and at 10 and 100 times the data`,
  unit: 'ms at 100 x data',
  target: {
    text: '<= 1 ms and p99 <= 5 ms, ratio (100 x : 1 x) <= 1.3, equal to a recount; scoring from tallies flat (<= 1.3)',
    met: ({ value, p99, ratio, scoring }) => value <= 1 && p99 <= 5 && ratio <= 1.3 && scoring.ratio <= 1.3,
  },
  async run({ reps }) {
    const measured = await subject()
    const folder = temporaryFolder()
    const scales = { x1: 1, x10: 10, x100: 100 }
    const worlds = {}
    for (const [name, times] of Object.entries(scales)) {
      say(`  making ${(rounds * respondentsAtOne * times).toLocaleString('en')} responses`)
      worlds[name] = await World.make(join(folder, `${name}.sqlite`), measured, respondentsAtOne * times)
    }
    try {
      const samples = await interleave(
        Object.fromEntries(Object.entries(worlds).map(([name, world]) => [name, () => world.sample()])),
        reps,
      )
      for (const world of Object.values(worlds)) await world.verify()
      const ratio = ratioOf(samples, 'x100', 'x1', 'batch')
      return {
        value: medianOf(samples, 'x100', 'batch'),
        baseline: medianOf(samples, 'x1', 'batch'),
        ratio: ratio.median,
        spread: [ratio.min, ratio.max],
        n: ratio.n,
        p99: quantile(
          samples.x100.flatMap(({ all }) => all),
          0.99,
        ),
        at10: medianOf(samples, 'x10', 'batch'),
        responses: Object.values(scales).map((times) => rounds * respondentsAtOne * times),
        scoring: await scoringFromTallies(measured, reps),
      }
    } finally {
      for (const world of Object.values(worlds)) await world.close()
    }
  },
}

/** A database with admitted responses in 57 rounds; batches come into the first. */
class World {
  static async make(path, measured, respondents) {
    const { framework, role } = measured
    const db = await openMigrated(path)
    const round = await createRoundIn(db, framework, 1)
    const responses = randomResponses(measured, respondents)
    await inTransaction(db, async (trx) => {
      const fixed = (await lockRoles(trx, round.id)).find((candidate) => candidate.role === role.id)
      const admission = { roundId: round.id, framework, role, fixed }
      for (let at = 0; at < responses.length; at += 500) {
        const sent = responses.slice(at, at + 500).map((response) => ({ response, organisationId: null }))
        await admitResponses(trx, admission, sent, randomUUID)
      }
    })
    for (let number = 2; number <= rounds; number += 1) {
      const copy = await createRoundIn(db, framework, number)
      await sql`insert into response (id, round_id, role, party, organisation_id, answers)
        select lower(hex(randomblob(16))), ${copy.id}, role, party, organisation_id, answers
        from response where round_id = ${round.id}`.execute(db.kysely)
      await sql`insert into tally (round_id, role, party, organisation_id, respondents, counts)
        select ${copy.id}, role, party, organisation_id, respondents, counts
        from tally where round_id = ${round.id}`.execute(db.kysely)
    }
    const world = new World()
    Object.assign(world, { db, round, measured, admitted: respondents, seed: 1 })
    world.context = makeContext({
      db,
      frameworks: frameworkSet([framework]),
      secret: 'a secret of at least thirty-two characters',
    })
    return world
  }

  /** Several batches; only the send that admits one, and the scoring after it, are timed. */
  async sample() {
    const all = []
    while (all.length < batchesPerSample) {
      const [sender] = await this.#begin(1)
      const before = await this.#count()
      const start = performance.now()
      const sent = await submitResponse(this.context, { respondentId: sender.id })
      const tallies = await getTallies(this.db.kysely, this.round.id, this.measured.framework)
      const score = scoreWithFindings(this.measured.framework, tallies, { variant: 'core' })
      const ms = performance.now() - start
      if (sent.kind !== 'submitted') throw new Error(`Not sent: ${JSON.stringify(sent)}`)
      const after = score.respondents[this.measured.role.id]
      if (after !== before) all.push(ms)
      this.admitted = after
    }
    return { batch: median(all), all }
  }

  /** The tallies that grew batch by batch are those of all responses counted anew. */
  async verify() {
    const { framework } = this.measured
    const kept = await getTallies(this.db.kysely, this.round.id, framework)
    const recount = tallyResponses(framework, await listResponses(this.db.kysely, this.round.id))
    const scoreOf = (tallies) => JSON.stringify(scoreWithFindings(framework, tallies, { variant: 'core' }))
    if (scoreOf(kept) !== scoreOf(recount)) throw new Error('The running tallies differ from a recount.')
  }

  close() {
    return this.db.close()
  }

  async #count() {
    const tallies = await getTallies(this.db.kysely, this.round.id, this.measured.framework)
    return tallies.find(({ role }) => role === this.measured.role.id)?.respondents ?? 0
  }

  /** People who have filled in everything and not sent. */
  async #begin(count) {
    const { role, path } = this.measured
    const people = await inviteMany(this.db, this.round, role, count)
    const responses = randomResponses(this.measured, count, this.seed++)
    const now = new Date().toISOString()
    await inTransaction(this.db, async (trx) => {
      for (const [index, { id }] of people.entries()) {
        await saveDraftPath(trx, id, path, now)
        await saveDraftAnswers(
          trx,
          this.context.vault,
          id,
          Object.fromEntries(
            Object.entries(responses[index].answers).map(([item, codes]) => [
              item,
              { codes, text: '', remark: '', evidence: '' },
            ]),
          ),
        )
      }
    })
    return people
  }
}

async function scoringFromTallies(measured, reps) {
  const { framework } = measured
  const peers = Object.fromEntries(
    sizes.map((size) => {
      const tallies = tallyResponses(framework, randomResponses(measured, size))
      const score = async () => {
        const start = performance.now()
        for (let time = 0; time < 50; time += 1) scoreWithFindings(framework, tallies, { variant: 'core' })
        return { ms: (performance.now() - start) / 50 }
      }
      return [`n${size}`, score]
    }),
  )
  const samples = await interleave(peers, reps)
  return {
    respondents: sizes,
    ms: sizes.map((size) => medianOf(samples, `n${size}`, 'ms')),
    ratio: ratioOf(samples, `n${sizes.at(-1)}`, `n${sizes[0]}`, 'ms').median,
  }
}
