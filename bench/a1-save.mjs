/** A1: how many answers a second the running server saves, beside the least that can save one. */
import { join } from 'node:path'
import { load } from './load.mjs'
import { cpuOf, interleave, median, medianOf, ratioOf } from './measure.mjs'
import { freePort, startPeer, startProduct, temporaryFolder } from './peers.mjs'
import { fillRound, signIn, vaultIn } from './product-data.mjs'
import { Saves } from './saves.mjs'

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
      const productSaves = new Saves(respondents, items, connections)
      const rawSaves = new Saves(respondents, items, connections)
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
      await productSaves.verify(file, vaultIn(folder))
      await rawSaves.verify(rawFile)

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
