/** What is written down while somebody answers: by the server, and by the proxy with the configuration that we ship. */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from '../steps/server.ts'

const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path))
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0
/** An address of this computer that nothing else uses, so that it can be searched for. */
const CLIENT = '127.83.42.17'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** nginx with the shipped configuration; only the marked places, ports and folders are changed. */
async function startProxy(upstream: string) {
  const folder = await mkdtemp(join(tmpdir(), 'regiospiegel-nginx-'))
  const logs = join(folder, 'logs')
  await mkdir(logs)
  const [port, plainPort] = [await freePort(), await freePort()]
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=spiegel.example.nl'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'fullchain.pem')],
  ])
  const shipped = await readFile('docs/operations/nginx.conf', 'utf8')
  const site = shipped
    .replaceAll(/ {2}listen \[::\].*\n/g, '')
    .replaceAll('/etc/ssl/regiospiegel', folder)
    .replaceAll('/var/log/nginx', logs)
    .replaceAll('listen 443', `listen 127.0.0.1:${port}`)
    .replaceAll('listen 80', `listen 127.0.0.1:${plainPort}`)
    .replaceAll('127.0.0.1:3000', new URL(upstream).host)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n')
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off;\n${process.getuid?.() === 0 ? 'user root;\n' : ''}pid ${join(folder, 'pid')};
error_log ${join(logs, 'main.log')} warn;\nevents {}\nhttp {\n${temporary}\n${site}\n}\n`,
  )
  const child = spawn(NGINX ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const ask = (
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) =>
    new Promise<{ status: number; cookie: string }>((resolve, reject) => {
      const asked = request(
        {
          ...{ host: '127.0.0.1', port, path, localAddress: CLIENT, rejectUnauthorized: false },
          method: options.method ?? 'GET',
          headers: { Host: 'spiegel.example.nl', ...options.headers },
        },
        (response) => {
          response.resume()
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              cookie: String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '',
            }),
          )
        },
      )
      asked.on('error', reject)
      asked.end(options.body)
    })
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await ask('/healthz').then(
        ({ status }) => status === 200,
        () => false,
      )
    )
      break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    ask,
    complaints: () => complaints,
    async written() {
      const files = await readdir(logs)
      const texts = await Promise.all(files.map((file) => readFile(join(logs, file), 'utf8')))
      return texts.join('\n')
    },
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test.skipIf(!NGINX || !HAS_OPENSSL)(
  'no log of server or proxy holds a token, an address or what was asked of whom',
  async () => {
    const port = await freePort()
    const origin = 'https://spiegel.example.nl'
    const server = await startServer({ PORT: String(port), ORIGIN: origin, TRUST_PROXY: '1' })
    const greeting = server.printed().length
    const proxy = await startProxy(`http://127.0.0.1:${port}`)
    const token = new URL(server.links.professional[0] ?? '').pathname.split('/').pop() ?? ''
    expect(token.length).toBeGreaterThan(20)

    const opened = await proxy.ask(`/v/${token}`)
    expect(opened.status).toBe(303)
    const headers = { Cookie: opened.cookie, 'Sec-Fetch-Site': 'same-origin' }
    expect((await proxy.ask('/vragenlijst', { headers })).status).toBe(200)
    expect((await proxy.ask('/vragenlijst/over-u', { headers })).status).toBe(200)
    for (const path of [`/V/${token}`, `/%76/${token}`, `//v/${token}`, `/v/${token}/x`, `/v/${token}?a=1`]) {
      await proxy.ask(path)
    }
    const body = JSON.stringify({ item: 'x', codes: ['y'] })
    const save = { ...headers, 'Content-Type': 'application/json', 'Content-Length': String(body.length) }
    await proxy.ask('/vragenlijst/antwoord', { method: 'POST', headers: save, body })
    const heard = server.printed().slice(greeting)

    // A proxy is most talkative when the server behind it is gone.
    await server.stop()
    expect((await proxy.ask(`/v/${token}`)).status).toBe(502)
    expect((await proxy.ask(`/V/${token}`)).status).toBe(502)
    expect((await proxy.ask('/vragenlijst', { headers })).status).toBe(502)
    expect((await proxy.ask('/')).status).toBe(502)

    const written = await proxy.written()
    const cookie = opened.cookie.split('=')[1] ?? 'no cookie'
    for (const secret of [token, CLIENT, cookie, '/v/', 'vragenlijst']) {
      expect(written, secret).not.toContain(secret)
      expect(proxy.complaints(), secret).not.toContain(secret)
    }
    for (const secret of [token, CLIENT, cookie]) expect(heard, secret).not.toContain(secret)
    expect(written).toMatch(/^\d{4}-\d\d-\d\dT\S+ 502 /m)
    await proxy.stop()
  },
)
