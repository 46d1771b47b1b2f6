import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openContext } from '../app/context.server.ts'
import { readEnv, WrongSettings } from '../app/env.server.ts'

function mistakes(settings: Record<string, string>): string[] {
  try {
    readEnv(settings)
    return []
  } catch (error) {
    if (error instanceof WrongSettings) return error.lines
    throw error
  }
}

test('without any setting the product runs on this computer, with a file and the demo', () => {
  const nothing = readEnv({})
  expect(nothing).toEqual({
    port: 3000,
    host: '127.0.0.1',
    origin: null,
    trustProxy: false,
    dataDir: 'data',
    database: { kind: 'sqlite', path: 'data/regiospiegel.sqlite', synchronous: 'NORMAL' },
    sessionSecret: null,
    demo: true,
    demandsSecondStep: false,
    mail: null,
    oidc: null,
    installation: {
      organisation: null,
      contact: null,
      privacy: null,
      security: null,
      accessibility: null,
      hosting: null,
    },
  })
  // A setting that is empty is a setting that was not made.
  expect(readEnv({ PORT: '', ORIGIN: ' ', DATABASE_URL: '', DEMO: '', SESSION_SECRET: '' })).toEqual(nothing)
})

test('every setting of the example file is known, and its values are right', async () => {
  const example = await readFile('.env.example', 'utf8')
  const settings = Object.fromEntries(
    example.split('\n').flatMap((line) => {
      const match = /^([A-Z_]+)=(.*)$/.exec(line)
      return match ? [[match[1] ?? '', match[2] ?? '']] : []
    }),
  )
  expect(Object.keys(settings)).toEqual(
    expect.arrayContaining([
      'PORT',
      'HOST',
      'ORIGIN',
      'TRUST_PROXY',
      'DATA_DIR',
      'DATABASE_URL',
      'SESSION_SECRET',
    ]),
  )
  expect(readEnv(settings)).toEqual(readEnv({}))
})

test('databases are named by address', () => {
  const database = (url: string) => readEnv({ DATABASE_URL: url }).database
  expect(database('sqlite:/var/lib/spiegel.db')).toMatchObject({
    kind: 'sqlite',
    path: '/var/lib/spiegel.db',
  })
  expect(database('sqlite:///var/lib/spiegel.db')).toMatchObject({ path: '/var/lib/spiegel.db' })
  expect(database('sqlite:hier.db')).toMatchObject({ path: 'hier.db' })
  expect(database('postgres://u:p@db/spiegel')).toEqual({
    kind: 'postgres',
    url: 'postgres://u:p@db/spiegel',
  })
  expect(readEnv({ SYNCHRONOUS: 'FULL' }).database).toMatchObject({ synchronous: 'FULL' })
})

test('proxies are a number, addresses, or none', () => {
  expect(readEnv({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
  expect(readEnv({ TRUST_PROXY: '0' }).trustProxy).toBe(false)
  expect(readEnv({ TRUST_PROXY: '10.0.0.0/8' }).trustProxy).toBe('10.0.0.0/8')
})

test('a mistake stops the start, with a line for each', () => {
  expect(
    mistakes({
      PORT: 'tachtig',
      ORIGIN: 'https://spiegel.example.nl/pad',
      DATABASE_URL: 'mysql://db',
      SESSION_SECRET: 'kort',
      DEMO: 'nee',
      SMTP_URL: 'smtp://mail',
      OIDC_ISSUER: 'https://idp',
    }).map((line) => line.split(':')[0]),
  ).toEqual([
    'PORT',
    'ORIGIN',
    'DATABASE_URL',
    'SESSION_SECRET',
    'DEMO',
    'MAIL_FROM',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
  ])
  expect(mistakes({ PORT: '70000' })).toEqual(['PORT: is no port; give a number from 0 to 65535'])
})

test('the secret is made once, for its owner only, and servers that start together share it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'regiospiegel-env-'))
  const env = readEnv({ DATA_DIR: dataDir })
  const contexts = await Promise.all([openContext(env), openContext(env), openContext(env)])
  const secrets = new Set(contexts.map((context) => context.secret))
  expect(secrets.size).toBe(1)
  for (const context of contexts) await context.close()
  const path = join(dataDir, 'session-secret')
  expect((await readFile(path, 'utf8')).trim()).toBe([...secrets][0])
  expect([...secrets][0]?.length).toBeGreaterThanOrEqual(32)
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)

  const given = 'x'.repeat(40)
  const own = await openContext(readEnv({ DATA_DIR: dataDir, SESSION_SECRET: given }))
  expect(own.secret).toBe(given)
  await own.close()

  await writeFile(path, '')
  await expect(openContext(env)).rejects.toThrow(/holds no secret/)
  await rm(dataDir, { recursive: true })
})
