/** `user add | list | reset`: accounts of staff from the machine itself, for the first one and for when nobody gets in. */

import { parseArgs } from 'node:util'
import { openContext } from '../context.server.ts'
import type { AppContext } from '../context.server.ts'
import { REGION_RIGHTS } from '../domain/access/access.ts'
import type { RegionRight } from '../domain/access/access.ts'
import { readEnv, WrongSettings } from '../env.server.ts'
import type { Env } from '../env.server.ts'
import { paths } from '../paths.ts'
import {
  findAccountId,
  inviteAccount,
  listAccounts,
  makeAccountLink,
} from '../usecases/manage-accounts.server.ts'
import type { Io } from './io.ts'

const USAGE = `Usage: regiospiegel user <what>

  add EMAIL --name NAME [--administrator] [--region ID=RIGHT]...
                    make an account and print the link with which its owner chooses a password;
                    RIGHT is coordinator, reader or inspector; \`user list\` gives the ids of regions
  list [--json]     all accounts, and the regions
  reset EMAIL [--drop-second-step]
                    print a new link for an existing account; also without a second step
`

/** Runs `user …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        administrator: { type: 'boolean', default: false },
        region: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        'drop-second-step': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return wrongUse(io, error instanceof Error ? error.message : String(error))
  }
  const [what, email, ...rest] = parsed.positionals
  const { values } = parsed
  if (rest.length > 0) return wrongUse(io, `one e-mail at a time: "${rest.join(' ')}" is too much`)
  if (what === 'list' && email === undefined)
    return inContext(io, (context) => list(context, io, values.json))
  if (email === undefined) return wrongUse(io, what === undefined ? 'say what to do' : 'give an e-mail')
  if (what === 'add') {
    const regions = rightsFrom(values.region)
    if (regions === null) return wrongUse(io, '--region takes ID=coordinator, ID=reader or ID=inspector')
    const { name, administrator } = values
    if (name === undefined) return wrongUse(io, 'add needs --name')
    return inContext(io, (context, env) => add(context, env, io, { email, name, administrator, regions }))
  }
  if (what === 'reset') {
    return inContext(io, (context, env) => reset(context, env, io, email, values['drop-second-step']))
  }
  return wrongUse(io, `unknown: "${what}"`)
}

async function add(
  context: AppContext,
  env: Env,
  io: Io,
  account: { email: string; name: string; administrator: boolean; regions: Record<string, RegionRight> },
): Promise<number> {
  const result = await inviteAccount(context, { actor: 'command-line', ...account })
  if (result.kind === 'invited') {
    io.stdout(`${linkTo(env, result.token)}\n`)
    io.stderr('The account is made. The link above works once, for a week: send it to its owner only.\n')
    return 0
  }
  if (result.kind === 'refused') {
    io.stderr('user: there is no such region; `user list` gives the ids\n')
    return 1
  }
  if (result.name) io.stderr('user: the name is empty or too long; give one of at most 100 characters\n')
  if (result.email === 'email-taken')
    io.stderr('user: there is an account with this e-mail; use `user reset` for a new link\n')
  else if (result.email)
    io.stderr(`user: "${account.email}" is no e-mail; give one such as anna@example.nl\n`)
  return 1
}

async function reset(
  context: AppContext,
  env: Env,
  io: Io,
  email: string,
  dropSecondStep: boolean,
): Promise<number> {
  const accountId = await findAccountId(context, email)
  const result =
    accountId && (await makeAccountLink(context, { actor: 'command-line', accountId, dropSecondStep }))
  if (!result || result.kind === 'refused') {
    io.stderr('user: there is no account with this e-mail, or it is switched off; `user list` shows all\n')
    return 1
  }
  io.stdout(`${linkTo(env, result.token)}\n`)
  io.stderr('The link above works once, for a day: send it to the owner of the account only.\n')
  return 0
}

async function list(context: AppContext, io: Io, json: boolean): Promise<number> {
  const { accounts, regions } = await listAccounts(context)
  if (json) {
    io.stdout(`${JSON.stringify({ accounts, regions }, null, 2)}\n`)
    return 0
  }
  for (const account of accounts) {
    const rights = Object.entries(account.regions).map(([id, right]) => `${id}=${right}`)
    const marks = [
      ...(account.administrator ? ['administrator'] : []),
      ...rights,
      ...(account.active ? [] : ['switched off']),
      ...(account.hasSecondStep ? ['second step'] : []),
    ]
    io.stdout(`${account.email}  ${account.name}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}\n`)
  }
  for (const region of regions) io.stdout(`region ${region.id}  ${region.title}\n`)
  return 0
}

/** With the settings of the server, so that the account is made in the database that it serves. */
async function inContext(io: Io, work: (context: AppContext, env: Env) => Promise<number>): Promise<number> {
  try {
    const env = readEnv()
    const context = await openContext(env)
    try {
      return await work(context, env)
    } finally {
      await context.close()
    }
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    io.stderr(`${error.message}\n`)
    return 1
  }
}

function linkTo(env: Env, token: string): string {
  return `${env.origin ?? `http://${env.host}:${env.port}`}${paths.welcome(token)}`
}

function rightsFrom(given: readonly string[]): Record<string, RegionRight> | null {
  const regions: Record<string, RegionRight> = {}
  for (const one of given) {
    const [id = '', right] = one.split('=')
    const known = REGION_RIGHTS.find((name) => name === right)
    if (id === '' || !known) return null
    regions[id] = known
  }
  return regions
}

function wrongUse(io: Io, what: string): number {
  io.stderr(`user: ${what}\n\n${USAGE}`)
  return 2
}
