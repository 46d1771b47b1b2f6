/**
 * The settings of an installation: the only reader of `process.env`. Parsed once; a mistake stops the start with a
 * line per setting, because a server that guesses is worse than one that does not run.
 */

import { z } from 'zod'
import type { Installation } from './domain/installation.ts'

/** All settings, with their defaults filled in. Names are those of `.env.example`. */
export type Env = {
  port: number
  host: string
  /** Public address without a slash at the end; null = whatever address the server is reached at. */
  origin: string | null
  /** What Express calls "trust proxy": how many proxies stand before the server, or their addresses. */
  trustProxy: boolean | number | string
  dataDir: string
  database:
    { kind: 'sqlite'; path: string; synchronous: 'NORMAL' | 'FULL' } | { kind: 'postgres'; url: string }
  /** Null = made and kept in the data folder at the first start. */
  sessionSecret: string | null
  demo: boolean
  mail: { url: string; from: string } | null
  /** Staff cannot sign in with a password alone. */
  demandsSecondStep: boolean
  oidc: { issuer: string; clientId: string; clientSecret: string } | null
  installation: Installation
}

/** Settings that are wrong, with a line for each: `NAME: what is wrong; what to do`. */
export class WrongSettings extends Error {
  constructor(readonly lines: string[]) {
    super(`Settings (environment, see .env.example):\n${lines.map((line) => `  ${line}`).join('\n')}`)
  }
}

const SQLITE_FILE = 'regiospiegel.sqlite'

/** An empty setting is a setting that is not made. */
const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional()

const httpAddress = (value: string | undefined, path: 'origin' | 'any') => {
  if (value === undefined) return true
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return (
    path === 'any' || (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
  )
}

const NO_EMAIL = 'is no e-mail address; give one such as naam@voorbeeld.nl'
const isEmail = (value: string | undefined) =>
  value === undefined || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value)

const schema = z
  .object({
    PORT: text.refine(
      (value) => value === undefined || (/^\d+$/.test(value) && Number(value) <= 65535),
      'is no port; give a number from 0 to 65535',
    ),
    HOST: text,
    ORIGIN: text.refine(
      (value) => httpAddress(value, 'origin'),
      'is no public address; give one such as https://spiegel.example.nl, without a path',
    ),
    TRUST_PROXY: text,
    DATA_DIR: text,
    DATABASE_URL: text.refine(
      (value) => value === undefined || /^(sqlite:.+|postgres(ql)?:\/\/.+)/.test(value),
      'is no database; leave it empty, or give sqlite:<path> or postgres://…',
    ),
    SYNCHRONOUS: text.refine(
      (value) => value === undefined || ['NORMAL', 'FULL'].includes(value),
      'must be NORMAL or FULL',
    ),
    SESSION_SECRET: text.refine(
      (value) => value === undefined || value.length >= 32,
      'is too short to be a secret; give at least 32 random characters, or leave it empty to have one made',
    ),
    DEMO: text.refine((value) => value === undefined || /^[01]$/.test(value), 'must be 0 (no demo) or 1'),
    SMTP_URL: text.refine(
      (value) => value === undefined || /^smtps?:\/\/.+/.test(value),
      'is no mail server; give smtp://… or smtps://…',
    ),
    MAIL_FROM: text,
    SECOND_STEP: text.refine(
      (value) => value === undefined || ['optional', 'required'].includes(value),
      'must be optional or required',
    ),
    OIDC_ISSUER: text.refine((value) => httpAddress(value, 'any'), 'is no address; give https://…'),
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    ORGANISATION: text,
    CONTACT_EMAIL: text.refine(isEmail, NO_EMAIL),
    PRIVACY_CONTACT: text.refine(isEmail, NO_EMAIL),
    SECURITY_CONTACT: text.refine(isEmail, NO_EMAIL),
    ACCESSIBILITY_CONTACT: text.refine(isEmail, NO_EMAIL),
    HOSTING: text,
  })
  .superRefine((settings, context) => {
    const together = (names: (keyof typeof settings)[]) => {
      const given = names.filter((name) => settings[name] !== undefined)
      if (given.length === 0 || given.length === names.length) return
      for (const name of names.filter((candidate) => settings[candidate] === undefined)) {
        const message = `is missing beside ${given.join(' and ')}; give it too, or leave all of them empty`
        context.addIssue({ code: 'custom', path: [name], message })
      }
    }
    together(['SMTP_URL', 'MAIL_FROM'])
    together(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  })

/** Reads the settings. Throws `WrongSettings` with every mistake at once. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    throw new WrongSettings(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const settings = parsed.data
  const dataDir = settings.DATA_DIR ?? 'data'
  return {
    port: Number(settings.PORT ?? 3000),
    host: settings.HOST ?? '127.0.0.1',
    origin: settings.ORIGIN ? new URL(settings.ORIGIN).origin : null,
    trustProxy: proxiesFrom(settings.TRUST_PROXY),
    dataDir,
    database: databaseFrom(
      settings.DATABASE_URL,
      dataDir,
      settings.SYNCHRONOUS === 'FULL' ? 'FULL' : 'NORMAL',
    ),
    sessionSecret: settings.SESSION_SECRET ?? null,
    demo: settings.DEMO !== '0',
    mail:
      settings.SMTP_URL && settings.MAIL_FROM ? { url: settings.SMTP_URL, from: settings.MAIL_FROM } : null,
    demandsSecondStep: settings.SECOND_STEP === 'required',
    oidc:
      settings.OIDC_ISSUER && settings.OIDC_CLIENT_ID && settings.OIDC_CLIENT_SECRET
        ? {
            issuer: settings.OIDC_ISSUER,
            clientId: settings.OIDC_CLIENT_ID,
            clientSecret: settings.OIDC_CLIENT_SECRET,
          }
        : null,
    installation: {
      organisation: settings.ORGANISATION ?? null,
      contact: settings.CONTACT_EMAIL ?? null,
      privacy: settings.PRIVACY_CONTACT ?? null,
      security: settings.SECURITY_CONTACT ?? null,
      accessibility: settings.ACCESSIBILITY_CONTACT ?? null,
      hosting: settings.HOSTING ?? null,
    },
  }
}

function proxiesFrom(value: string | undefined): Env['trustProxy'] {
  if (value === undefined || value === '0' || value === 'false') return false
  if (value === 'true') return true
  return /^\d+$/.test(value) ? Number(value) : value
}

function databaseFrom(
  url: string | undefined,
  dataDir: string,
  synchronous: 'NORMAL' | 'FULL',
): Env['database'] {
  if (url !== undefined && /^postgres(ql)?:/.test(url)) return { kind: 'postgres', url }
  const path = url?.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') ?? `${dataDir}/${SQLITE_FILE}`
  return { kind: 'sqlite', path, synchronous }
}
