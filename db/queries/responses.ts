/**
 * Sent responses: sealed while they wait, admitted when they count. The tallies change in the transaction that
 * admits; nothing else writes them.
 */

import { sql } from 'kysely'
import type { Framework, Role } from '../../app/domain/framework/framework.ts'
import { admittedForm, admittedNow, draw, keepsOrganisation } from '../../app/domain/response/admission.ts'
import { countedHash, ownHash } from '../../app/domain/response/correction-code.ts'
import type { KeptResponse } from '../../app/domain/response/remarks.ts'
import type { QuestionnaireResponse } from '../../app/domain/response/response.ts'
import type { Vault } from '../../app/domain/response/vault.ts'
import type { ErasedRows } from '../../app/domain/round/erasure.ts'
import type { RoundRole } from '../../app/domain/round/round.ts'
import { addToTally, emptyGroup, groupKeyOf, removeFromTally } from '../../app/domain/scoring/tally.ts'
import type { ItemTally, RoleTally, TallyGroup } from '../../app/domain/scoring/score.ts'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'
import type { SealedResponseTable } from '../schema.ts'
import { eraseBoardNames } from './boards.ts'
import { countInvitedPerOrganisation, markInvitations } from './respondents.ts'
import { countSent } from './rounds.ts'
import { countTeams } from './teams.ts'
import { opened } from './vault.ts'

/** The filled part of a response, as it is packed into one column. */
type PackedAnswers = Pick<QuestionnaireResponse, 'routes' | 'answers' | 'texts' | 'remarks' | 'evidence'>

/** What lies in the vault of a response that waits. */
export type SealedAnswers = { profession: string | null; packed: string }

/** A response with the id of its organisation beside the name. */
export type SentResponse = {
  response: QuestionnaireResponse
  organisationId: string | null
  /** By what the respondent finds it again, where it lies now; left out where it cannot be corrected. */
  codeHash?: string | null
  /** For a correction: by what the response is found that leaves when this one is admitted. */
  replaces?: string | null
}

/** What admitting needs of the world. */
export type Means = {
  vault: Vault
  randomId(): string
  randomBelow(limit: number): number
  derivedToken(name: string): string
}

/** Round, framework and role that responses are admitted to; the role's row must be locked (`lockRoles`). */
export type Admission = { roundId: string; framework: Framework; role: Role; fixed: RoundRole }

/**
 * Takes in one response, however it came: counted as sent unless it corrects one that was, a named one admitted at
 * once, an anonymous one sealed until enough others wait with it (scoring §7). Its invitation must be open.
 */
export async function takeIn(
  db: Queries,
  admission: Admission,
  invitationId: string,
  sent: SentResponse,
  means: Means,
): Promise<void> {
  const { roundId, role, fixed } = admission
  if (role.anonymity === 'named') {
    const codeHash = ownHash(means.derivedToken, invitationId)
    await markInvitations(db, [invitationId], 'open', 'used')
    const left = await takeOut(db, admission, [codeHash])
    if (left === 0) await countSent(db, roundId, role.id)
    await admitResponses(db, admission, [{ ...sent, codeHash }], means.randomId)
    return
  }
  if (!sent.replaces) await countSent(db, roundId, role.id)
  await markInvitations(db, [invitationId], 'open', 'sealed')
  await sealResponse(db, means.vault, roundId, invitationId, sent)
  const sealed = await listSealed(db, roundId, role.id)
  const drawn = draw(sealed, admittedNow(sealed.length, fixed.minimumGroup), means.randomBelow)
  await admitSealed(db, admission, drawn, means)
}

/** Puts a sent response into the vault, profession and all. */
async function sealResponse(
  db: Queries,
  vault: Vault,
  roundId: string,
  invitationId: string,
  { response, organisationId, codeHash = null, replaces = null }: SentResponse,
): Promise<void> {
  await db
    .insertInto('sealed_response')
    .values({
      invitation_id: invitationId,
      round_id: roundId,
      role: response.role,
      party: response.party,
      organisation_id: organisationId,
      answers: vault.close(JSON.stringify({ profession: response.profession, packed: pack(response) })),
      code_hash: codeHash,
      replaces,
    })
    .execute()
}

/** The invitations whose responses wait sealed in a role. */
export async function listSealed(db: Queries, roundId: string, role: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sealed_response')
    .select('invitation_id')
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .execute()
  return rows.map((row) => row.invitation_id)
}

/** Takes sealed responses away, in the order asked. */
export async function takeSealed(
  db: Queries,
  vault: Vault,
  invitationIds: readonly string[],
): Promise<SentResponse[]> {
  const byId = new Map<string, SealedResponseTable>()
  for (const portion of portions(invitationIds)) {
    const rows = await db
      .deleteFrom('sealed_response')
      .where('invitation_id', 'in', portion)
      .returningAll()
      .execute()
    for (const row of rows) byId.set(row.invitation_id, row)
  }
  return invitationIds.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { role, party, organisation_id: organisationId, code_hash: codeHash, replaces } = row
    const { profession, packed } = JSON.parse(opened(vault, row.answers)) as SealedAnswers
    const response = unpack(packed, { role, party, organisation: null, profession })
    return [{ response, organisationId, codeHash, replaces }]
  })
}

/**
 * Admits responses: each gets a new id and loses what could lead back, and is counted in the tally of its group;
 * professions are counted apart. Answers and counts change together or not at all.
 */
export async function admitResponses(
  db: Queries,
  admission: Admission,
  sent: readonly SentResponse[],
  newId: () => string,
): Promise<void> {
  if (sent.length === 0) return
  const { roundId, role, fixed } = admission
  const invitedAt =
    role.anonymity === 'anonymous' && fixed.weighting !== 'person'
      ? await countInvitedPerOrganisation(db, roundId, role.id)
      : new Map<string, number>()
  const admitted = sent.map(({ response, organisationId, codeHash = null }) => {
    const invited = organisationId === null ? 0 : (invitedAt.get(organisationId) ?? 0)
    const withOrganisation = keepsOrganisation(role, fixed.weighting, invited, fixed.minimumGroup)
    return {
      id: newId(),
      response: admittedForm(response, role, fixed.weighting, withOrganisation),
      organisationId: withOrganisation ? organisationId : null,
      codeHash,
    }
  })
  for (const portion of portions(admitted)) {
    await db
      .insertInto('response')
      .values(
        portion.map(({ id, response, organisationId, codeHash }) => ({
          id,
          round_id: roundId,
          role: role.id,
          party: response.party,
          organisation_id: organisationId,
          answers: pack(response),
          code_hash: codeHash,
        })),
      )
      .execute()
  }
  if (role.anonymity === 'anonymous') await countProfessions(db, admission, sent)
  await countInTallies(db, admission, admitted, addToTally, 1)
}

/**
 * Admits sealed responses: their invitations are used, and from here nothing ties the two together. What a correction
 * among them replaces leaves in the same transaction.
 */
export async function admitSealed(
  db: Queries,
  admission: Admission,
  invitationIds: readonly string[],
  means: Means,
): Promise<void> {
  if (invitationIds.length === 0) return
  const sealed = await takeSealed(db, means.vault, invitationIds)
  await takeOut(
    db,
    admission,
    sealed.flatMap(({ replaces }) => replaces ?? []),
  )
  const counted = sealed.map((sent) => ({
    ...sent,
    codeHash: sent.codeHash ? countedHash(means.derivedToken, sent.codeHash) : null,
  }))
  await admitResponses(db, admission, counted, means.randomId)
  await countTeams(db, admission.roundId, admission.role.id, invitationIds)
  await markInvitations(db, invitationIds, 'sealed', 'used')
}

/** Takes admitted responses, found by their hashes, out of the tallies and away; gives how many. Professions stay. */
async function takeOut(db: Queries, admission: Admission, codeHashes: readonly string[]): Promise<number> {
  const left = []
  for (const portion of portions(codeHashes)) {
    const rows = await db
      .deleteFrom('response')
      .where('round_id', '=', admission.roundId)
      .where('code_hash', 'in', portion)
      .returningAll()
      .execute()
    left.push(...rows)
  }
  const responses = left.map(({ id, role, party, organisation_id: organisationId, answers }) => ({
    id,
    response: unpack(answers, { role, party, organisation: null, profession: null }),
    organisationId,
  }))
  if (responses.length > 0) await countInTallies(db, admission, responses, removeFromTally, -1)
  return responses.length
}

async function countProfessions(
  db: Queries,
  { roundId, role }: Admission,
  sent: readonly SentResponse[],
): Promise<void> {
  const counts = new Map<string, number>()
  for (const { response } of sent) {
    if (response.profession !== null) {
      counts.set(response.profession, (counts.get(response.profession) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return
  await db
    .insertInto('profession_count')
    .values(
      [...counts].map(([profession, count]) => ({ round_id: roundId, role: role.id, profession, count })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['round_id', 'role', 'profession'])
        .doUpdateSet({ count: sql<number>`profession_count.count + excluded.count` }),
    )
    .execute()
}

async function countInTallies(
  db: Queries,
  { roundId, framework, role, fixed }: Admission,
  responses: readonly { id: string; response: QuestionnaireResponse; organisationId: string | null }[],
  change: typeof addToTally,
  step: 1 | -1,
): Promise<void> {
  const weighting = { weighting: { [role.id]: fixed.weighting } }
  // The organisation's id stands for its name in the key, so that renaming one does not split its counts.
  const keyOf = ({ id, response, organisationId }: (typeof responses)[number]) => {
    const key = groupKeyOf(framework, { ...response, organisation: organisationId }, weighting)
    if (key.kind === 'one') return { party: '', organisation_id: '' }
    const organisation = key.kind === 'own' ? id : key.organisation
    return { party: key.party ?? '', organisation_id: organisation ?? '' }
  }
  const groups = new Map<string, { key: ReturnType<typeof keyOf>; group: TallyGroup; respondents: number }>()
  const keyed = responses.map((one) => ({ one, key: keyOf(one) }))
  const stored = await db
    .selectFrom('tally')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('role', '=', role.id)
    .where('party', 'in', [...new Set(keyed.map(({ key }) => key.party))])
    .where('organisation_id', 'in', [...new Set(keyed.map(({ key }) => key.organisation_id))])
    .execute()
  for (const row of stored) {
    const key = { party: row.party, organisation_id: row.organisation_id }
    groups.set(JSON.stringify(key), {
      key,
      group: { ...emptyGroup(), items: JSON.parse(row.counts) as Record<string, ItemTally> },
      respondents: row.respondents,
    })
  }
  const touched = new Set<string>()
  for (const { one, key } of keyed) {
    const name = JSON.stringify(key)
    const before = groups.get(name) ?? { key, group: emptyGroup(), respondents: 0 }
    groups.set(name, {
      key,
      group: change(framework, before.group, one.response),
      respondents: before.respondents + step,
    })
    touched.add(name)
  }
  for (const [name, { key, respondents }] of groups) {
    if (!touched.has(name) || respondents > 0) continue
    // A recount knows no group that nobody is in.
    touched.delete(name)
    await db
      .deleteFrom('tally')
      .where('round_id', '=', roundId)
      .where('role', '=', role.id)
      .where('party', '=', key.party)
      .where('organisation_id', '=', key.organisation_id)
      .execute()
  }
  const rows = [...groups].flatMap(([name, { key, group, respondents }]) =>
    touched.has(name)
      ? [{ round_id: roundId, role: role.id, ...key, respondents, counts: JSON.stringify(group.items) }]
      : [],
  )
  if (rows.length === 0) return
  await db
    .insertInto('tally')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'role', 'party', 'organisation_id']).doUpdateSet((query) => ({
        respondents: query.ref('excluded.respondents'),
        counts: query.ref('excluded.counts'),
      })),
    )
    .execute()
}

/** The running tallies of a round, one per role of the framework. */
export async function getTallies(db: Queries, roundId: string, framework: Framework): Promise<RoleTally[]> {
  const rows = await db
    .selectFrom('tally')
    .leftJoin('organisation', 'organisation.id', 'tally.organisation_id')
    .selectAll('tally')
    .select('organisation.name as organisation_name')
    .where('tally.round_id', '=', roundId)
    .orderBy('tally.party')
    .orderBy('tally.organisation_id')
    .execute()
  return framework.roles.map((role) => {
    const groups = rows.filter((row) => row.role === role.id)
    return {
      role: role.id,
      respondents: groups.reduce((sum, row) => sum + row.respondents, 0),
      groups: groups.map((row) => ({
        party: row.party || null,
        organisation: row.organisation_name,
        items: JSON.parse(row.counts) as Record<string, ItemTally>,
      })),
    }
  })
}

/** The admitted responses of a round: the source that the tallies are counted from. */
export async function listResponses(db: Queries, roundId: string): Promise<QuestionnaireResponse[]> {
  return (await listKeptResponses(db, roundId)).map(({ response }) => response)
}

/** The same with the ids that they got when they were admitted. */
export async function listKeptResponses(db: Queries, roundId: string): Promise<KeptResponse[]> {
  const rows = await db
    .selectFrom('response')
    .leftJoin('organisation', 'organisation.id', 'response.organisation_id')
    .select(['response.id', 'response.role', 'response.party', 'response.answers', 'organisation.name'])
    .where('response.round_id', '=', roundId)
    .execute()
  return rows.map(({ id, role, party, name, answers }) => ({
    id,
    response: unpack(answers, { role, party, organisation: name, profession: null }),
  }))
}

/** What one organisation sent in roles that answer by name; empty once the answers were erased. */
export async function listResponsesOf(
  db: Queries,
  roundId: string,
  organisationId: string,
  namedRoles: readonly string[],
): Promise<QuestionnaireResponse[]> {
  if (namedRoles.length === 0) return []
  const rows = await db
    .selectFrom('response')
    .select(['role', 'party', 'answers'])
    .where('round_id', '=', roundId)
    .where('organisation_id', '=', organisationId)
    .where('role', 'in', [...namedRoles])
    .orderBy('role')
    .execute()
  return rows.map(({ role, party, answers }) =>
    unpack(answers, { role, party, organisation: null, profession: null }),
  )
}

/**
 * Erases the answers of a round one by one, and who was invited by name. The tallies stay: they are of groups. Gives
 * how many rows of each kind went.
 */
export async function eraseAnswers(db: Queries, roundId: string): Promise<ErasedRows> {
  const answers = await db.deleteFrom('response').where('round_id', '=', roundId).executeTakeFirst()
  const names = await db
    .deleteFrom('invitee')
    .where('invitation_id', 'in', db.selectFrom('invitation').select('id').where('round_id', '=', roundId))
    .executeTakeFirst()
  return {
    answers: Number(answers.numDeletedRows),
    names: Number(names.numDeletedRows) + (await eraseBoardNames(db, roundId)),
  }
}

/** Admitted responses per role, party and organisation; for how the response stands. */
export async function countPerGroup(
  db: Queries,
  roundId: string,
): Promise<{ role: string; party: string | null; organisation: string | null; respondents: number }[]> {
  const rows = await db
    .selectFrom('tally')
    .leftJoin('organisation', 'organisation.id', 'tally.organisation_id')
    .select(['tally.role', 'tally.party', 'organisation.name', 'tally.respondents'])
    .where('tally.round_id', '=', roundId)
    .orderBy('organisation.name')
    .execute()
  return rows.map(({ role, party, name, respondents }) => ({
    role,
    party: party || null,
    organisation: name,
    respondents,
  }))
}

/** Where named roles pointed to a document, date or link: by party and item, each once. */
export async function listEvidence(
  db: Queries,
  roundId: string,
  namedRoles: readonly string[],
): Promise<{ party: string; item: string }[]> {
  if (namedRoles.length === 0) return []
  const rows = await db
    .selectFrom('response')
    .select(['party', 'answers'])
    .where('round_id', '=', roundId)
    .where('role', 'in', [...namedRoles])
    .execute()
  const found = new Set(
    rows.flatMap(({ party, answers }) =>
      Object.keys((JSON.parse(answers) as PackedAnswers).evidence).map((item) =>
        JSON.stringify({ party: party ?? '', item }),
      ),
    ),
  )
  return [...found].sort().map((one) => JSON.parse(one) as { party: string; item: string })
}

/** What one organisation answered in named roles and was admitted; answers of anonymous roles are never read. */
export async function listAnswersOf(
  db: Queries,
  roundId: string,
  organisationId: string,
  namedRoles: readonly string[],
): Promise<{ role: string; answers: Record<string, string[]> }[]> {
  if (namedRoles.length === 0) return []
  const rows = await db
    .selectFrom('response')
    .select(['role', 'answers'])
    .where('round_id', '=', roundId)
    .where('organisation_id', '=', organisationId)
    .where('role', 'in', [...namedRoles])
    .orderBy('role')
    .execute()
  return rows.map(({ role, answers }) => ({ role, answers: (JSON.parse(answers) as PackedAnswers).answers }))
}

/** Admitted responses per role and profession. */
export async function countPerProfession(
  db: Queries,
  roundId: string,
): Promise<Record<string, Record<string, number>>> {
  const rows = await db.selectFrom('profession_count').selectAll().where('round_id', '=', roundId).execute()
  const counts: Record<string, Record<string, number>> = {}
  for (const { role, profession, count } of rows) (counts[role] ??= {})[profession] = count
  return counts
}

/** The answers as they are kept in one column. */
export function pack({ routes, answers, texts, remarks, evidence }: QuestionnaireResponse): string {
  const packed: PackedAnswers = { routes, answers, texts, remarks, evidence }
  return JSON.stringify(packed)
}

/** A response from what is kept of it. */
export function unpack(
  packed: string,
  about: Omit<QuestionnaireResponse, keyof PackedAnswers>,
): QuestionnaireResponse {
  return { ...about, ...(JSON.parse(packed) as PackedAnswers) }
}
