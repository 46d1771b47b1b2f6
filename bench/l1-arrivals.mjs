/** L1: a mailing. Everybody comes within a minute and then saves an answer every five seconds. */
import { Agent, request } from 'node:http'
import { cpuOf, quantile, random, say } from './measure.mjs'
import { startProduct, temporaryFolder } from './peers.mjs'
import { fillRound, vaultIn } from './product-data.mjs'
import { Saves } from './saves.mjs'

const people = 2_000
const arriveWithin = 60_000
const between = 5_000
const savesEach = 12

export const benchmark = {
  id: 'L1',
  what: `${people} respondents within ${arriveWithin / 1000} s, each saving every ${between / 1000} s, ${savesEach} times; one process, SQLite`,
  unit: 'ms, p99 of a save from the moment it was due',
  target: {
    text: 'no error, no lost answer, p99 of a save <= 15 ms, of a page <= 50 ms',
    met: ({ errors, value, page }) => errors === 0 && value <= 15 && page.p99 <= 50,
  },
  async run() {
    const folder = temporaryFolder()
    const { file, respondents, items, page } = await fillRound(folder, people)
    const server = await startProduct(folder, { DATABASE_URL: `sqlite:${file}`, DEMO: '0' })
    const agent = new Agent({ keepAlive: true, maxSockets: 256 })
    const ask = (path, options = {}) => answerOf(server.origin, agent, path, options)
    // One respondent per connection, so that every answer of one comes after the one before it.
    const saves = new Saves(respondents, items, people)
    const times = { page: [], save: [] }
    const errors = []
    const next = random(42)
    const cpuBefore = cpuOf(server.pid)
    const own = process.cpuUsage()
    const start = performance.now()
    try {
      await Promise.all(
        respondents.map(async (respondent, index) => {
          const arrival = start + next() * arriveWithin
          try {
            await until(arrival)
            const entered = await ask(`/v/${respondent.token}`)
            const cookie = String(entered.headers['set-cookie']).split(';')[0]
            const shown = await ask(page, { headers: { cookie } })
            if (shown.status !== 200) throw new Error(`The page gave ${shown.status}.`)
            times.page.push(shown.at - shown.asked)
            for (let step = 1; step <= savesEach; step += 1) {
              const due = arrival + step * between
              await until(due)
              const save = saves.next(index)
              const { itemId, codes, version } = save
              const saved = await ask('/vragenlijst/antwoord', {
                method: 'POST',
                headers: { cookie, origin: server.origin, 'content-type': 'application/json' },
                body: JSON.stringify({ itemId, codes, version }),
              })
              if (saved.status !== 200) throw new Error(`A save gave ${saved.status}: ${saved.body}`)
              saves.acknowledge(save, saved.body)
              times.save.push(saved.at - due)
            }
          } catch (error) {
            errors.push(error.message)
          }
        }),
      )
      const seconds = (performance.now() - start) / 1000
      const { user, system } = process.cpuUsage(own)
      const serverCpu = cpuOf(server.pid) - cpuBefore
      if (errors.length > 0) say(`  ${errors.length} errors, the first: ${errors[0]}`)
      agent.destroy()
      await server.stop()
      const kept = await saves.verify(file, vaultIn(folder))
      const of = (list) => ({
        p50: quantile(list, 0.5),
        p95: quantile(list, 0.95),
        p99: quantile(list, 0.99),
      })
      return {
        value: quantile(times.save, 0.99),
        baseline: null,
        ratio: null,
        errors: errors.length,
        saves: times.save.length,
        answersKept: kept,
        save: of(times.save),
        page: of(times.page),
        seconds,
        serverCpuShare: serverCpu / seconds / 1000,
        clientCpuShare: (user + system) / 1e6 / seconds,
      }
    } finally {
      await server.stop()
    }
  },
}

/** Waits for a moment; late timers count against the server, as they would for a person. */
function until(moment) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))
}

function answerOf(origin, agent, path, { method = 'GET', headers = {}, body } = {}) {
  const asked = performance.now()
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(origin + path, { agent, method, headers: { ...length, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part) => (text += part))
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: text,
          asked,
          at: performance.now(),
        }),
      )
    })
    sent.setTimeout(30_000, () => sent.destroy(new Error('No answer within 30 seconds.')))
    sent.on('error', reject)
    sent.end(body)
  })
}
