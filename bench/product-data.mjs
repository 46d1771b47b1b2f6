/** A database of the product with a round in it, made through the product's own queries: repeatable, and empty of people. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { saveDraftPath } from '../db/queries/drafts.ts'
import { createRegion } from '../db/queries/regions.ts'
import { createInvitations } from '../db/queries/respondents.ts'
import { createRound } from '../db/queries/rounds.ts'
import { inTransaction, openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { askedItems, pageItems, questionnaireFor } from '../app/domain/questionnaire/questionnaire.ts'
import { pageSlug } from '../app/page-slug.ts'
import { paths } from '../app/paths.ts'
import { vaultOf } from '../app/seal.server.ts'
import { loadFrameworks } from '../app/frameworks.server.ts'
import { random } from './measure.mjs'

const frameworkId = 'igj-leefstijlbegeleiding'

/** The framework that is measured with, and in it the first role, its broadest profession and what that is asked. */
export async function subject() {
  const framework = (await loadFrameworks()).find(frameworkId)
  if (!framework) throw new Error(`There is no framework ${frameworkId}.`)
  const [role] = framework.roles
  const [profession] = [...role.professions].sort((a, b) => b.routes.length - a.routes.length)
  const routes = profession?.routes.length ? profession.routes : role.routes.map(({ id }) => id)
  const path = { profession: profession?.id ?? null, routes, party: null }
  const items = askedItems(framework, role.id, 'core', path).filter(({ kind }) => kind === 'choice')
  return { framework, role, path, items }
}

/** Opens an SQLite file with the newest tables. */
export async function openMigrated(path) {
  const db = await openDatabase({ kind: 'sqlite', path })
  await migrate(db)
  return db
}

/** The vault of the product that runs on a data folder. */
export function vaultIn(folder) {
  return vaultOf(readFileSync(join(folder, 'session-secret'), 'utf8').trim())
}

/** An open round in a region of its own. */
export function roundOf(framework, number) {
  return {
    id: `round-${number}`,
    regionId: `region-${number}`,
    title: `Ronde ${number}`,
    askedBy: 'De regio',
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    variant: 'core',
    status: 'open',
    opensAt: '2026-01-01T00:00:00.000Z',
    closesAt: '2099-01-01T00:00:00.000Z',
    roles: framework.roles.map((role) => ({
      role: role.id,
      minimumGroup: role.minimumGroup,
      weighting: role.weighting,
      invited: null,
      sent: 0,
      unsent: null,
    })),
  }
}

export async function createRoundIn(db, framework, number) {
  const round = roundOf(framework, number)
  await inTransaction(db, async (trx) => {
    await createRegion(trx, {
      id: round.regionId,
      title: `Regio ${number}`,
      year: 2026,
      invented: true,
      municipalities: [],
      figures: [],
    })
    await createRound(trx, round)
  })
  return round
}

/** Invitations with their tokens; nobody has begun. */
export async function inviteMany(db, round, role, count) {
  const invitations = Array.from({ length: count }, () => ({
    id: randomUUID(),
    // As long as a real token; only its hash is kept.
    token: createHash('sha256').update(randomUUID()).digest('base64url'),
  }))
  await inTransaction(db, (trx) =>
    createInvitations(
      trx,
      invitations.map(({ id, token }) => ({
        id,
        roundId: round.id,
        role: role.id,
        party: null,
        organisationId: null,
        tokenHash: createHash('sha256').update(token).digest('hex'),
      })),
    ),
  )
  return invitations
}

/**
 * A database for the server: one open round whose invited people have said who they are and may answer.
 * `page` is the address of the page with the most questions.
 */
export async function fillRound(folder, count) {
  const file = join(folder, 'bench.sqlite')
  const { framework, role, path, items } = await subject()
  const db = await openMigrated(file)
  try {
    const round = await createRoundIn(db, framework, 1)
    const respondents = await inviteMany(db, round, role, count)
    const now = new Date().toISOString()
    await inTransaction(db, async (trx) => {
      for (const { id } of respondents)
        if (!(await saveDraftPath(trx, id, path, now))) throw new Error('A draft could not be begun.')
    })
    const { pages } = questionnaireFor(framework, role.id, 'core', path)
    const [longest] = [...pages].sort((a, b) => pageItems(b).length - pageItems(a).length)
    return { file, respondents, items, page: paths.questionnairePage(pageSlug(longest.id)) }
  } finally {
    await db.close()
  }
}

/** A random response of the measured subject, from a seed. */
export function randomResponses({ role, path, items }, count, seed = 42) {
  const next = random(seed)
  return Array.from({ length: count }, () => ({
    role: role.id,
    party: null,
    organisation: null,
    profession: path.profession,
    routes: path.routes,
    answers: Object.fromEntries(
      items.flatMap((item) =>
        // 3 % of the answers are missing, as in practice.
        next() < 0.03 ? [] : [[item.id, [item.options[Math.floor(next() * item.options.length)].code]]],
      ),
    ),
    texts: {},
    remarks: {},
    evidence: {},
  }))
}

/** Opens a respondent's link as a browser does, and gives the session cookie. */
export async function signIn(origin, token) {
  const entered = await fetch(`${origin}/v/${token}`, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (entered.status !== 303 || !cookie) throw new Error(`/v/<token> answered ${entered.status}.`)
  return cookie
}
