/** A1: how many answers a second the running server saves, beside the least that can save one. */
import { join } from 'node:path'
import { openDatabase } from '../db/client.ts'
import { load } from './load.mjs'
import { cpuOf, interleave, median, medianOf, ratioOf } from './measure.mjs'
import { freePort, startPeer, startProduct, temporaryFolder } from './peers.mjs'
import { fillRound, signIn } from './product-data.mjs'

const connections = 16
const respondentsPerConnection = 12
const savesPerRound = 6_000

export const benchmark = {
  id: 'A1',
  what: `answers saved by the running server, ${connections} connections, against bare Express and the same driver`,
  unit: 'saves/s',
  target: {
    text: 'ratio >= 0.8 in saves/s and in processor time, p99 <= 1.5 times the peer, every answer kept',
    met: ({ ratio, cpuRatio, p99Ratio }) => ratio >= 0.8 && cpuRatio >= 0.8 && p99Ratio <= 1.5,
  },
  async run({ reps }) {
    const folder = temporaryFolder()
    const { file, respondents, items } = await fillRound(folder, connections * respondentsPerConnection)
    const server = await startProduct(folder, { DATABASE_URL: `sqlite:${file}`, DEMO: '0' })
    const rawFile = join(folder, 'raw.sqlite')
    const raw = await startPeer(['bench/references/raw-save.mjs'], {
      port: await freePort(),
      env: { FILE: rawFile },
    })
    try {
      for (const respondent of respondents) respondent.cookie = await signIn(server.origin, respondent.token)
      const productSaves = new Saves(respondents, items)
      const rawSaves = new Saves(respondents, items)
      const samples = await interleave(
        {
          product: () =>
            saveMany(server, productSaves, '/vragenlijst/antwoord', (respondent) => ({
              cookie: respondent.cookie,
              origin: server.origin,
            })),
          raw: () => saveMany(raw, rawSaves, '/save', () => ({})),
        },
        reps,
      )
      await Promise.all([server.stop(), raw.stop()])
      await productSaves.verify(file, 'draft_answer', 'invitation_id')
      await rawSaves.verify(rawFile, 'answer', 'respondent')

      const speed = ratioOf(samples, 'product', 'raw', 'perSecond')
      return {
        value: medianOf(samples, 'product', 'perSecond'),
        baseline: medianOf(samples, 'raw', 'perSecond'),
        ratio: speed.median,
        spread: [speed.min, speed.max],
        n: speed.n,
        // The other way round: how much the peer's processor time is of ours, so that 1 is equal and less is worse.
        cpuRatio: ratioOf(samples, 'raw', 'product', 'cpuPerSave').median,
        cpuPerSave: medianOf(samples, 'product', 'cpuPerSave'),
        p50: medianOf(samples, 'product', 'p50'),
        p99: medianOf(samples, 'product', 'p99'),
        p99Baseline: medianOf(samples, 'raw', 'p99'),
        p99Ratio: median(samples.product.map(({ p99 }, round) => p99 / samples.raw[round].p99)),
        saves: savesPerRound * reps,
      }
    } finally {
      await Promise.all([server.stop(), raw.stop()])
    }
  },
}

/**
 * What is sent, and what must then be in the database. Each connection has respondents of its own and sends their
 * answers one after another, as a page does, so that the last acknowledged answer is the one that stays.
 */
class Saves {
  #kept = new Map()
  #respondents
  #items
  #at = Array.from({ length: connections }, () => 0)

  constructor(respondents, items) {
    this.#respondents = respondents
    this.#items = items
  }

  next(connection) {
    const step = this.#at[connection]++
    const respondent =
      this.#respondents[connection * respondentsPerConnection + (step % respondentsPerConnection)]
    const item = this.#items[Math.floor(step / respondentsPerConnection) % this.#items.length]
    const option = item.options[(step + connection) % item.options.length]
    const key = `${respondent.id} ${item.id}`
    return {
      respondent,
      itemId: item.id,
      codes: [option.code],
      key,
      version: this.#kept.get(key)?.version ?? 0,
    }
  }

  acknowledge(save, body) {
    const { kind, version } = JSON.parse(body)
    if (kind !== 'saved') throw new Error(`Not saved: ${body}`)
    this.#kept.set(save.key, { codes: save.codes[0], version })
  }

  async verify(file, table, column) {
    const db = await openDatabase({ kind: 'sqlite', path: file })
    try {
      const rows = await db.kysely
        .selectFrom(table)
        .select([`${column} as owner`, 'item', 'codes', 'version'])
        .execute()
      if (rows.length !== this.#kept.size)
        throw new Error(`${table}: ${this.#kept.size} answers were acknowledged, ${rows.length} are kept.`)
      for (const { owner, item, codes, version } of rows) {
        const kept = this.#kept.get(`${owner} ${item}`)
        if (kept?.codes !== codes || kept.version !== version)
          throw new Error(
            `${table}: ${owner} ${item} is ${codes} (${version}), acknowledged was ${JSON.stringify(kept)}.`,
          )
      }
    } finally {
      await db.close()
    }
  }
}

async function saveMany(peer, saves, path, headersOf) {
  const before = cpuOf(peer.pid)
  const current = []
  const { perSecond, p50, p99 } = await load({
    origin: peer.origin,
    connections,
    amount: savesPerRound,
    next: (connection) => {
      const save = saves.next(connection)
      const { respondent, itemId, codes, version } = save
      current[connection] = save
      return {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', ...headersOf(respondent) },
        body: JSON.stringify({
          ...(path === '/save' && { respondent: respondent.id }),
          itemId,
          codes,
          version,
        }),
      }
    },
    answered: (connection, status, body) => {
      if (status !== 200) throw new Error(`${status} ${body}`)
      saves.acknowledge(current[connection], body)
    },
  })
  return { perSecond, p50, p99, cpuPerSave: (cpuOf(peer.pid) - before) / savesPerRound }
}
