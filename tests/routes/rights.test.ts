/**
 * Every route, asked by everyone, about the own region and about another. What should come out stands in the table
 * below, written from the point of view of people, apart from the code that decides. A new route without a line in
 * the table fails here.
 */

import type { AppLoadContext } from '@remix-run/node'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import type { AppContext } from '../../app/context.server.ts'
import type { Actor, RegionRight } from '../../app/domain/access/access.ts'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import { loadFrameworks } from '../../app/frameworks.server.ts'
import routes from '../../app/routes.ts'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { createOrganisations, createRegion } from '../../db/queries/regions.ts'
import { createRound } from '../../db/queries/rounds.ts'
import { newPlace } from '../make/database.ts'
import { staffContext } from '../make/staff.ts'

type Person =
  'visitor' | 'demo' | 'account without rights' | 'administrator' | 'coordinator' | 'reader' | 'inspector'

/** Who may open a page of a region, where the region is theirs (for the demo visitor: an invented one). */
type Rule = 'everyone' | Person[]

const ACCOUNTS: Person[] = ['account without rights', 'administrator', 'coordinator', 'reader', 'inspector']
const SETS_UP: Person[] = ['coordinator']
const READS: Person[] = ['coordinator', 'reader', 'demo']
const READS_REPORT: Person[] = ['coordinator', 'reader', 'inspector', 'demo']
const RUNS: Person[] = ['administrator']

/** Opening (GET) and posting, where the two differ. */
const TABLE: Record<string, Rule | { get: Rule; post: Rule }> = {
  'home.tsx': 'everyone',
  'privacy.tsx': 'everyone',
  'accessibility.tsx': 'everyone',
  'compare.tsx': 'everyone',
  'not-found.tsx': 'everyone',
  // A respondent's own cookie decides here; an account gives no way in.
  'questionnaire-start.tsx': 'everyone',
  'questionnaire-path.tsx': 'everyone',
  'questionnaire-tasks.tsx': 'everyone',
  'questionnaire-page.tsx': 'everyone',
  'questionnaire-check.tsx': 'everyone',
  'questionnaire-receipt.tsx': 'everyone',
  // Who was invited for a board, a colleague's own link, and the director's: each is its own right.
  'board-colleagues.tsx': 'everyone',
  'board-name.tsx': 'everyone',
  'board-adoption.tsx': 'everyone',
  'adoption.tsx': 'everyone',
  // The link of a party that is heard is its own right.
  'hearing.tsx': 'everyone',
  'questionnaire-sent.tsx': 'everyone',
  'questionnaire-correct.tsx': 'everyone',
  'questionnaire-trial.tsx': 'everyone',
  'questionnaire-afterwards.tsx': 'everyone',
  'questionnaire-report.ts': 'everyone',
  // The way in, for who is not signed in; a one-time link is its own right.
  'sign-in.tsx': 'everyone',
  'sign-in-second-step.tsx': 'everyone',
  'work-account.tsx': 'everyone',
  'work-account-return.tsx': 'everyone',
  'sign-out.tsx': 'everyone',
  'welcome.tsx': 'everyone',
  'account.tsx': ACCOUNTS,
  'account-second-step.tsx': ACCOUNTS,
  'accounts.tsx': RUNS,
  'account-new.tsx': RUNS,
  'account-edit.tsx': RUNS,
  'log.tsx': RUNS,
  'regions.tsx': [...ACCOUNTS, 'demo'],
  'region-new.tsx': RUNS,
  'region.tsx': { get: READS, post: SETS_UP },
  'region-details.tsx': SETS_UP,
  'figures.tsx': { get: READS, post: SETS_UP },
  'figures-import.tsx': SETS_UP,
  'organisations.tsx': { get: READS, post: SETS_UP },
  'organisation.tsx': SETS_UP,
  'round-new.tsx': SETS_UP,
  'round.tsx': { get: READS, post: SETS_UP },
  'round-results.tsx': READS,
  'round-results-theme.tsx': READS,
  'round-trust.tsx': READS,
  'round-method.tsx': READS,
  'round-basics.tsx': SETS_UP,
  'round-participants.tsx': { get: READS, post: SETS_UP },
  'round-rules.tsx': SETS_UP,
  'round-visibility.tsx': { get: READS, post: SETS_UP },
  'round-planning.tsx': READS,
  'round-open.tsx': SETS_UP,
  'round-finish.tsx': SETS_UP,
  'round-analysis.tsx': READS,
  'round-trial.tsx': READS,
  'round-findings.tsx': { get: READS, post: SETS_UP },
  // What people wrote is read by who moderates it, and by nobody else before it is let through.
  'round-remarks.tsx': SETS_UP,
  'round-hearing.tsx': SETS_UP,
  'round-publish.tsx': SETS_UP,
  'report.tsx': READS_REPORT,
  // Without a publication of that id: the round of that id, and on to its concept.
  'publication.tsx': READS_REPORT,
  'region-newest.tsx': 'everyone',
  'briefing.tsx': READS_REPORT,
  'briefing-pdf.ts': READS_REPORT,
  'meeting-pdf.ts': READS_REPORT,
  'parties.ts': SETS_UP,
  'party.tsx': SETS_UP,
  'party-pdf.ts': SETS_UP,
  // Links that everyone in an organisation may hand on, and the personal link behind them.
  'join.tsx': 'everyone',
  'own-link.tsx': 'everyone',
  'opt-out.tsx': 'everyone',
  'open-links.tsx': SETS_UP,
  'round-mail.tsx': SETS_UP,
  'mail-text.tsx': SETS_UP,
  'mail-text-file.ts': SETS_UP,
  'invitees.tsx': SETS_UP,
  'invitee.tsx': SETS_UP,
  'invitees-import.tsx': SETS_UP,
  'invitees-merge.ts': SETS_UP,
  'round-erasure.tsx': { get: READS, post: SETS_UP },
  'paper.tsx': SETS_UP,
  'paper-form.ts': SETS_UP,
  'paper-entry.tsx': SETS_UP,
  'open-link-poster.ts': SETS_UP,
  'open-link-qr.ts': SETS_UP,
}

type Outcome = 'opens' | 'to sign in' | 'no right' | 'not there'

const pages = import.meta.glob('../../app/routes/*.{ts,tsx}')

const PEOPLE: Person[] = ['visitor', 'demo', ...ACCOUNTS]

test('every route opens for whom it is meant, about the own region only', async () => {
  const { context, close } = await twoRegions()
  const wrong: string[] = []
  let asked = 0
  try {
    for (const { file, path } of flat(routes)) {
      const rule = TABLE[file]
      if (rule === undefined) {
        wrong.push(`${file} has no line in the table`)
        continue
      }
      const page = (await pages[`../../app/routes/${file}`]?.()) as Page | undefined
      if (!page) {
        wrong.push(`${file} is not there`)
        continue
      }
      for (const method of ['get', 'post'] as const) {
        const handler = method === 'get' ? page.loader : page.action
        if (!handler) continue
        const allowed = typeof rule === 'object' && 'get' in rule ? rule[method] : rule
        for (const person of PEOPLE) {
          for (const region of ['own', 'other'] as const) {
            const named = /:(regionId|roundId|organisationId)/.test(path)
            if (region === 'other' && !named) continue
            const outcome = await ask(handler, context, person, path, region, method)
            asked += 1
            const expected = expectation(allowed, person, region, named)
            // What is made up within a region of one's own is not there; for everyone else it must look the same.
            if (/:(linkId|invitationId|themeId)/.test(path) && expected[0] === 'opens')
              expected.push('not there')
            if (!expected.includes(outcome))
              wrong.push(
                `${method} ${file}, ${person}, ${region} region: ${outcome}, not ${expected.join(' or ')}`,
              )
          }
        }
      }
    }
  } finally {
    await close()
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(200)
})

test('a report that the region does not share, or not yet, is not there for an inspector', async () => {
  const { context, close } = await twoRegions({ inspection: 'nothing' })
  try {
    const page = (await import('../../app/routes/report.tsx')) as Page
    if (!page.loader) throw new Error('The report has no loader')
    expect(await ask(page.loader, context, 'inspector', 'rondes/:roundId/concept', 'own', 'get')).toBe(
      'not there',
    )
    expect(await ask(page.loader, context, 'reader', 'rondes/:roundId/concept', 'own', 'get')).toBe('opens')
  } finally {
    await close()
  }
})

/** What may come out. Of a region that is not theirs, people cannot tell whether it exists. */
function expectation(allowed: Rule, person: Person, region: 'own' | 'other', named: boolean): Outcome[] {
  if (allowed === 'everyone') return ['opens', 'to sign in', 'not there']
  if (person === 'visitor') return ['to sign in']
  if (region === 'other') return ['not there']
  if (allowed.includes(person)) return ['opens']
  if (person === 'demo') return ['to sign in']
  // Knows the region, but may not do this; or has nothing to do with it at all.
  const knows = named ? ['coordinator', 'reader'].includes(person) : true
  if (person === 'inspector' && named) return ['no right', 'not there']
  return knows ? ['no right'] : ['not there']
}

type Handler = (args: {
  request: Request
  params: Record<string, string>
  context: AppLoadContext
}) => unknown
type Page = { loader?: Handler; action?: Handler }

async function ask(
  handler: Handler,
  app: AppContext,
  person: Person,
  path: string,
  region: 'own' | 'other',
  method: 'get' | 'post',
): Promise<Outcome> {
  const which = person === 'demo' && region === 'own' ? 'invented' : region
  const ids: Record<string, string> = {
    regionId: `region-${which}`,
    roundId: `round-${which}`,
    organisationId: `organisation-${which}`,
    accountId: 'account-1',
    pageId: 'n1',
    token: 'made-up',
    linkId: 'made-up',
    slug: 'made-up',
    themeId: 'made-up',
    invitationId: 'made-up',
    kind: 'uitnodiging',
    '*': 'x',
  }
  const names = [...path.matchAll(/:(\w+)|(\*)/g)].map((match) => match[1] ?? match[2] ?? '')
  const params = Object.fromEntries(
    names.map((name) => {
      const value = ids[name]
      if (value === undefined) throw new Error(`Say in this test what :${name} is, in ${path}`)
      return [name, value]
    }),
  )
  const request = new Request(`http://localhost/${path}`, {
    method: method.toUpperCase(),
    ...(method === 'post' && { body: new FormData() }),
  })
  try {
    return outcomeOf(await handler({ request, params, context: contextFor(app, person) }))
  } catch (thrown) {
    return outcomeOf(thrown)
  }
}

function outcomeOf(result: unknown): Outcome {
  if (result instanceof Error) throw result
  const { status, headers, init } = (result ?? {}) as {
    status?: number
    headers?: Headers
    init?: { status?: number } | null
  }
  const location = headers instanceof Headers ? headers.get('Location') : null
  if (location?.startsWith('/inloggen')) return 'to sign in'
  const code = init?.status ?? status
  if (code === 403) return 'no right'
  return code === 404 ? 'not there' : 'opens'
}

function contextFor(app: AppContext, person: Person): AppLoadContext {
  const actor = actorFor(person)
  return {
    app,
    nonce: 'n',
    styles: null,
    reference: 'r',
    respondentId: null,
    actor,
    session:
      actor.kind === 'account'
        ? { id: 'session-1', token: 't', accountId: actor.accountId, stage: 'complete', actor }
        : null,
    place: '192.0.2.1',
    device: '',
    secure: false,
    origin: 'http://localhost',
    drawPaper: async () => ({ ok: false, reason: 'busy' }),
    reports: {
      render: async () => ({ ok: false, reason: 'busy' }),
      renderXlsx: async () => ({ ok: false, reason: 'busy' }),
    },
    drawReport: async () => ({ ok: false, reason: 'busy' }),
    formFailed: false,
    logError: (error) => {
      throw error
    },
  }
}

function actorFor(person: Person): Actor {
  if (person === 'visitor' || person === 'demo') return { kind: person }
  const right = (['coordinator', 'reader', 'inspector'] as const).find((one) => one === person)
  const regions: Record<string, RegionRight> = right ? { 'region-own': right } : {}
  const administrator = person === 'administrator'
  return { kind: 'account', accountId: 'account-1', name: 'Anna', administrator, regions }
}

async function twoRegions(visibility: Partial<typeof DEFAULT_VISIBILITY> = { inspection: 'report' }) {
  const db = await openDatabase(await newPlace('sqlite'))
  await migrate(db)
  const frameworks = await loadFrameworks()
  const framework = frameworks.list()[0]
  const party = framework?.parties[0]
  if (!framework || !party) throw new Error('There is no framework to set up a round with')
  const { context } = staffContext(db, { frameworks })
  await db.kysely
    .insertInto('account')
    .values({
      id: 'account-1',
      email: 'anna@voorbeeld.nl',
      name: 'Anna',
      administrator: 1,
      active: 1,
      created_at: '2026-01-01T00:00:00.000Z',
    })
    .execute()
  for (const which of ['own', 'other', 'invented']) {
    const regionId = `region-${which}`
    await createRegion(db.kysely, {
      id: regionId,
      title: which,
      year: 2026,
      invented: which === 'invented',
      municipalities: [{ code: 'GM0141', name: 'Almelo' }],
      figures: [],
    })
    await createOrganisations(db.kysely, regionId, [
      { id: `organisation-${which}`, party: party.id, name: 'Praktijk', people: null },
    ])
    await createRound(db.kysely, {
      id: `round-${which}`,
      regionId,
      title: 'Meting 2026',
      askedBy: 'De regio',
      framework: { id: framework.id, version: framework.version, hash: framework.hash },
      variant: 'core',
      status: 'closed',
      opensAt: '2026-01-01T00:00:00.000Z',
      closesAt: '2026-01-31T23:00:00.000Z',
      firstClosesAt: null,
      meetingDay: null,
      visibility: { ...DEFAULT_VISIBILITY, ...visibility },
      planHash: null,
      roles: framework.roles.map((role) => ({
        role: role.id,
        minimumGroup: role.minimumGroup,
        weighting: role.weighting,
        invited: null,
        sent: 0,
        unsent: 0,
      })),
    })
  }
  return { context, close: () => db.close() }
}

function flat(entries: RouteConfigEntry[]): { file: string; path: string }[] {
  return entries.flatMap((entry) => [
    { file: entry.file.replace(/^routes\//, ''), path: entry.path ?? '' },
    ...flat(entry.children ?? []),
  ])
}
