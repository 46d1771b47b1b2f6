import { countTry } from '../../db/queries/rate-limits.ts'
import { findOpenLink } from '../../db/queries/open-links.ts'
import type { OpenLinkTarget } from '../../db/queries/open-links.ts'
import { createInvitations, findRespondent, hashOfToken } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { BEGIN_HERE } from '../domain/access/limit.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Framework, Role } from '../domain/framework/framework.ts'
import { mostItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import { foldLinkCode, makeLinkCode } from '../domain/round/link-code.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** What someone reads before beginning through an open link. */
export type OpenLinkView = {
  kind: 'open-link'
  /** Whether answers are accepted now. */
  open: boolean
  trial: boolean
  organisation: string
  round: OpenLinkTarget['round'] & { region: string; invented: boolean }
  framework: Pick<Framework, 'label' | 'scope'>
  role: Role
  /** Minutes it takes, from the framework; null when it does not say. */
  minutes: number | null
  mostQuestions: number
  /** This browser began through this very link before. */
  begunHere: boolean
}

type Unusable = Refused<'unknown-link' | 'round-not-open' | 'framework-missing' | 'storage-unavailable'>

/** What an open link leads to. Reads only: mail scanners open links too. */
export async function showOpenLink(
  context: AppContext,
  input: { token: string; respondentId: string | null },
): Promise<OpenLinkView | Unusable> {
  return unlessStorageFails(async () => {
    const found = await findUsable(context, input.token)
    if (found.kind === 'refused') return found
    const { target, framework } = found
    const { round, region, organisation } = target
    const respondent =
      input.respondentId === null ? undefined : await findRespondent(context.db.kysely, input.respondentId)
    return {
      kind: 'open-link' as const,
      open: acceptsAnswers(round, context.now()),
      trial: round.status === 'trial',
      organisation: organisation.name,
      round: { ...round, region: region.title, invented: region.invented },
      framework: { label: framework.label, scope: framework.scope },
      role: getRole(framework, target.role),
      minutes: framework.variants[round.variant].minutes[target.role] ?? null,
      mostQuestions: mostItems(framework, target.role, round.variant, organisation.party),
      begunHere:
        respondent?.round.id === round.id &&
        respondent.role === target.role &&
        respondent.organisation?.id === organisation.id,
    }
  })
}

/**
 * Begins through an open link: makes an invitation for this one person. `code` opens it again on any device; only its
 * hash is kept, so nobody but the person can show it once more. `place` is the network address, hashed for the limit.
 */
export async function beginByOpenLink(
  context: AppContext,
  input: { token: string; place: string },
): Promise<
  | { kind: 'begun'; respondentId: string; code: string }
  | Unusable
  | Refused<'round-closed' | 'too-many-tries'>
> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const found = await findUsable(context, input.token)
    if (found.kind === 'refused') return found
    const { target } = found
    if (!acceptsAnswers(target.round, context.now())) return refused('round-closed')
    const key = context.derivedToken(`limit begin\n${target.id}\n${input.place}`)
    if (!(await countTry(db, key, BEGIN_HERE, context.now()))) return refused('too-many-tries')
    const respondentId = context.randomId()
    const code = makeLinkCode((limit) => context.randomBelow(limit), 5)
    await createInvitations(db, [
      {
        id: respondentId,
        roundId: target.round.id,
        role: target.role,
        party: target.organisation.party,
        organisationId: target.organisation.id,
        tokenHash: hashOfToken(code),
        byOpenLink: true,
      },
    ])
    return { kind: 'begun' as const, respondentId, code }
  })
}

async function findUsable(
  context: AppContext,
  token: string,
): Promise<{ kind: 'found'; target: OpenLinkTarget; framework: Framework } | Unusable> {
  const target = await findOpenLink(context.db.kysely, hashOfToken(foldLinkCode(token)))
  if (!target) return refused('unknown-link')
  if (target.round.status === 'draft') return refused('round-not-open')
  const framework = frameworkOf(target.round, context.frameworks)
  if (!framework) return refused('framework-missing')
  return { kind: 'found', target, framework }
}
