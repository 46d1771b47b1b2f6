/**
 * A load generator over plain sockets: each connection sends its next request when the last is answered. It spends
 * a small part of what node's own client does, so that on a machine with few cores the server stays the limit.
 */
import { connect } from 'node:net'
import { quantile } from './measure.mjs'

/**
 * @param {{ origin: string, connections: number, amount: number,
 *   next: (connection: number) => { method: string, path: string, headers: Record<string, string>, body: string },
 *   answered: (connection: number, status: number, body: string) => void }} options
 *   `answered` throws when an answer is wrong; the load then ends with that error
 * @returns {Promise<{ seconds: number, perSecond: number, p50: number, p99: number }>} percentiles in milliseconds
 */
export async function load({ origin, connections, amount, next, answered }) {
  const { hostname, port } = new URL(origin)
  const latencies = []
  let sent = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: connections }, (_, number) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true })
      return new Promise((resolve, reject) => {
        let received = Buffer.alloc(0)
        let sentAt = 0
        const end = (error) => {
          socket.destroy()
          if (error) reject(error)
          else resolve()
        }
        const send = () => {
          if (sent === amount) return end()
          sent += 1
          sentAt = performance.now()
          const { method, path, headers, body } = next(number)
          const lines = Object.entries({
            host: `${hostname}:${port}`,
            connection: 'keep-alive',
            'content-length': Buffer.byteLength(body),
            ...headers,
          }).map(([name, value]) => `${name}: ${value}\r\n`)
          socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
        }
        socket.setTimeout(30_000, () => end(new Error('No answer within 30 seconds.')))
        socket.on('connect', send)
        socket.on('error', end)
        socket.on('close', () => reject(new Error('The server hung up.')))
        socket.on('data', (chunk) => {
          received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
          const head = received.indexOf('\r\n\r\n')
          if (head < 0) return
          const header = received.toString('latin1', 0, head)
          const length = /\r\ncontent-length: (\d+)/i.exec(header)
          if (!length) return end(new Error(`An answer without length:\n${header}`))
          if (received.length < head + 4 + Number(length[1])) return
          latencies.push(performance.now() - sentAt)
          const body = received.toString('utf8', head + 4)
          received = Buffer.alloc(0)
          try {
            answered(number, Number(header.slice(9, 12)), body)
          } catch (error) {
            return end(error)
          }
          send()
        })
      })
    }),
  )
  const seconds = (performance.now() - start) / 1000
  return {
    seconds,
    perSecond: amount / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  }
}
