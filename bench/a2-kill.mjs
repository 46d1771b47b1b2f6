/** A2: every acknowledged answer survives the server being killed in the middle of a load. */
import { join } from 'node:path'
import { load } from './load.mjs'
import { say } from './measure.mjs'
import { startProduct, temporaryFolder } from './peers.mjs'
import { fillRound, signIn, vaultIn } from './product-data.mjs'
import { Saves } from './saves.mjs'

const connections = 16
const kills = 20

export const benchmark = {
  id: 'A2',
  what: `the server killed (SIGKILL) ${kills} times while ${connections} connections save`,
  unit: 'acknowledged answers lost',
  target: { text: '0 lost', met: ({ value }) => value === 0 },
  async run() {
    const folder = temporaryFolder()
    const { file, respondents, items } = await fillRound(folder, connections * 12)
    const saves = new Saves(respondents, items, connections)
    let acknowledged = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      const server = await startProduct(folder, { DATABASE_URL: `sqlite:${file}`, DEMO: '0' })
      // The secret, and with it the cookies, outlives the server.
      if (kill === 1)
        for (const respondent of respondents)
          respondent.cookie = await signIn(server.origin, respondent.token)
      // Another moment every time: in the first saves, and long after them.
      setTimeout(() => process.kill(server.pid, 'SIGKILL'), 60 + kill * 70)
      const current = []
      await load({
        origin: server.origin,
        connections,
        amount: Infinity,
        next: (connection) => {
          const save = saves.next(connection)
          current[connection] = save
          const { respondent, itemId, codes, version } = save
          return {
            method: 'POST',
            path: '/vragenlijst/antwoord',
            headers: {
              'content-type': 'application/json',
              cookie: respondent.cookie,
              origin: server.origin,
            },
            body: JSON.stringify({ itemId, codes, version }),
          }
        },
        answered: (connection, status, body) => {
          if (status !== 200) throw new Error(`${status} ${body}`)
          saves.acknowledge(current[connection], body)
          acknowledged += 1
        },
      }).catch((error) => {
        if (!/hung up|ECONNRESET|ECONNREFUSED|EPIPE/.test(error.message)) throw error
      })
      await server.stop()
      await saves.verify(join(file), vaultIn(folder))
      say(`  killed ${kill} times, ${acknowledged} answers acknowledged, all there`)
    }
    return { value: 0, baseline: null, ratio: null, kills, acknowledged }
  },
}
