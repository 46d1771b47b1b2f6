import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import {
  createBoardLink,
  findBoardLink,
  getAdoption,
  getBoardPeople,
  listBoardLinks,
  nameBoardLink,
  saveAdoption,
  withdrawBoardLink,
} from '../../db/queries/boards.ts'
import { getDraftAnswers, holdDraft, lockDraft } from '../../db/queries/drafts.ts'
import { findRespondent, hashOfToken } from '../../db/queries/respondents.ts'
import type { Respondent } from '../../db/queries/respondents.ts'
import { lockRoleOf } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction } from '../domain/access/audit.ts'
import { requiredLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Role } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { NAME_LENGTH } from '../domain/response/adoption.ts'
import { handOf } from '../domain/response/hand.ts'
import { foldLinkCode } from '../domain/round/link-code.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import { seal, unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Sealed for this use, a token opens for no other. */
const PURPOSE = 'board-link'

/** As many people as can work on one questionnaire without losing sight of each other. */
const MOST_LINKS = 20

export type OwnLink = {
  id: string
  name: string
  /** Null when it was sealed with another secret than the installation has now: withdraw it and make a new one. */
  token: string | null
}

export type BoardLinks = {
  kind: 'board-links'
  contact: string
  colleagues: OwnLink[]
  director: OwnLink | null
}

type NotYours = Refused<
  'unknown-respondent' | 'not-the-contact' | 'anonymous-role' | 'framework-missing' | 'storage-unavailable'
>
type Wrong = { kind: 'refused'; reason: 'invalid'; problems: FieldProblem[] }

/** The links that who was invited gave out for this board, withdrawn ones left out. */
export async function showBoardLinks(
  context: AppContext,
  input: { respondentId: string },
): Promise<BoardLinks | NotYours> {
  return unlessStorageFails<BoardLinks | NotYours>(async () => {
    const db = context.db.kysely
    const found = await findContact(context, db, input.respondentId)
    if (found.kind === 'refused') return found
    const links = (await listBoardLinks(db, found.respondent.id)).flatMap(
      ({ id, name, purpose, sealedToken }) =>
        sealedToken === null
          ? []
          : [{ id, name, purpose, token: unseal(context.secret, PURPOSE, sealedToken) }],
    )
    return {
      kind: 'board-links',
      contact: (await getBoardPeople(db, found.respondent.id)).contact,
      colleagues: links.filter(({ purpose }) => purpose === 'edit'),
      director: links.find(({ purpose }) => purpose === 'adopt') ?? null,
    }
  })
}

/**
 * Gives a colleague a link of their own to the same questionnaire. Their name may be left to them to type. Who was
 * invited is named too: otherwise nobody could see who changed what.
 */
export async function inviteColleague(
  context: AppContext,
  input: { respondentId: string; ownName: string | null; name: string | null },
): Promise<{ kind: 'invited' } | NotYours | Refused<'round-closed' | 'too-many-links'> | Wrong> {
  return asContact(context, input.respondentId, async (trx, found) => {
    const { respondent } = found
    if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
    const people = await getBoardPeople(trx, respondent.id)
    const own = requiredLine('ownName', input.ownName ?? people.contact, NAME_LENGTH)
    const name = requiredLine('name', input.name || '-', NAME_LENGTH)
    const problems = [own, name].flatMap((field) => (field.ok ? [] : field.problems))
    if (!own.ok || !name.ok) return { kind: 'refused' as const, reason: 'invalid' as const, problems }
    const links = await listBoardLinks(trx, respondent.id)
    if (links.length >= MOST_LINKS) return refused('too-many-links')
    if (own.value !== people.contact) {
      await saveAdoption(trx, respondent.id, {
        ...(await getAdoption(trx, respondent.id)),
        contact: own.value,
      })
    }
    await createBoardLink(trx, {
      id: context.randomId(),
      invitationId: respondent.id,
      purpose: 'edit',
      name: input.name ? name.value : '',
      ...newToken(context),
    })
    await audit(context, trx, 'board-link-made', respondent)
    return { kind: 'invited' as const }
  })
}

/** Takes a link back, of a colleague or of the director: it opens nothing any more. What was filled in stays. */
export async function withdrawLink(
  context: AppContext,
  input: { respondentId: string; linkId: string },
): Promise<{ kind: 'withdrawn' } | NotYours | Refused<'unknown-link'>> {
  return asContact(context, input.respondentId, async (trx, { respondent }) => {
    if (!(await withdrawBoardLink(trx, respondent.id, input.linkId))) return refused('unknown-link')
    await audit(context, trx, 'board-link-withdrawn', respondent)
    return { kind: 'withdrawn' as const }
  })
}

/** A colleague says who they are, when nobody did. */
export async function nameColleague(
  context: AppContext,
  input: { respondentId: string; name: string | null },
): Promise<{ kind: 'named' } | Refused<'unknown-respondent' | 'storage-unavailable'> | Wrong> {
  return unlessStorageFails<{ kind: 'named' } | Refused<'unknown-respondent'> | Wrong>(async () => {
    const respondent = await findRespondent(context.db.kysely, input.respondentId)
    if (!respondent?.colleague) return refused('unknown-respondent')
    const name = requiredLine('name', input.name, NAME_LENGTH)
    if (!name.ok) return { kind: 'refused', reason: 'invalid', problems: name.problems }
    await nameBoardLink(context.db.kysely, respondent.colleague.linkId, name.value)
    return { kind: 'named' }
  })
}

/**
 * Lays the answers before the director: from here nothing in them changes until the director decides or they are taken
 * back. Makes the director's link when there is none.
 */
export async function presentAnswers(
  context: AppContext,
  input: { respondentId: string; name: string | null },
): Promise<
  | { kind: 'presented' }
  | NotYours
  | Refused<'no-adoption' | 'round-closed' | 'already-sent' | 'nothing-answered' | 'path-not-chosen'>
  | Wrong
> {
  return asContact(context, input.respondentId, async (trx, { respondent, role }) => {
    if (!role.adoption) return refused('no-adoption')
    if (respondent.state !== 'open') return refused('already-sent')
    if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
    if (!respondent.draft) return refused('path-not-chosen')
    const links = await listBoardLinks(trx, respondent.id)
    const old = links.find(({ purpose, sealedToken }) => purpose === 'adopt' && sealedToken !== null)
    const name = requiredLine('name', input.name || old?.name || '-', NAME_LENGTH)
    if (!name.ok) return { kind: 'refused' as const, reason: 'invalid' as const, problems: name.problems }
    const answers = Object.values(await getDraftAnswers(trx, context.vault, respondent.id))
    if (!answers.some(({ codes, text }) => codes.length > 0 || text !== ''))
      return refused('nothing-answered')
    if (!old) {
      await createBoardLink(trx, {
        id: context.randomId(),
        invitationId: respondent.id,
        purpose: 'adopt',
        name: input.name ? name.value : '',
        ...newToken(context),
      })
    } else if (input.name) await nameBoardLink(trx, old.id, name.value)
    const before = await getAdoption(trx, respondent.id, true)
    if (respondent.draft.held && before.state === 'presented') return { kind: 'presented' as const }
    await holdDraft(trx, respondent.id, true)
    await saveAdoption(trx, respondent.id, {
      ...before,
      state: 'presented',
      presentation: before.presentation + 1,
      remark: '',
      director: '',
      position: '',
      decidedAt: null,
    })
    await audit(context, trx, 'answers-presented', respondent)
    return { kind: 'presented' as const }
  })
}

/** Takes the answers back from the director, to change them; also after a refusal. */
export async function takeAnswersBack(
  context: AppContext,
  input: { respondentId: string },
): Promise<{ kind: 'taken-back' } | NotYours | Refused<'round-closed' | 'already-sent'>> {
  return asContact(context, input.respondentId, async (trx, { respondent }) => {
    if (respondent.state !== 'open') return refused('already-sent')
    if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
    if (!respondent.draft?.held) return { kind: 'taken-back' as const }
    await holdDraft(trx, respondent.id, false)
    const before = await getAdoption(trx, respondent.id, true)
    // What the director said stays to be read while it is mended.
    const state = before.state === 'refused' ? 'returned' : 'filling'
    await saveAdoption(trx, respondent.id, { ...before, state })
    await audit(context, trx, 'answers-taken-back', respondent)
    return { kind: 'taken-back' as const }
  })
}

/**
 * The director gives the answers back with a remark, or refuses to stand by them. A refusal keeps this board's answers
 * out and nothing else; until the round closes the director may still adopt.
 */
export async function declineAnswers(
  context: AppContext,
  input: { token: string; presentation: number; decision: 'return' | 'refuse'; remark: string },
): Promise<
  | { kind: 'declined' }
  | Refused<'unknown-link' | 'round-closed' | 'already-sent' | 'presented-again' | 'storage-unavailable'>
> {
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      const link = await findBoardLink(trx, hashOfToken(foldLinkCode(input.token)))
      if (link?.purpose !== 'adopt') return refused('unknown-link')
      await lockRoleOf(trx, link.invitationId)
      await lockDraft(trx, link.invitationId)
      const respondent = await findRespondent(trx, link.invitationId)
      if (!respondent) return refused('unknown-link')
      if (respondent.state !== 'open') return refused('already-sent')
      if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
      const before = await getAdoption(trx, respondent.id, true)
      if (!respondent.draft?.held || before.presentation !== input.presentation) {
        return refused('presented-again')
      }
      const returned = input.decision === 'return'
      if (returned) await holdDraft(trx, respondent.id, false)
      await saveAdoption(trx, respondent.id, {
        ...before,
        state: returned ? 'returned' : 'refused',
        remark: input.remark,
        director: link.name,
        position: '',
        decidedAt: context.now().toISOString(),
      })
      await audit(context, trx, returned ? 'answers-returned' : 'answers-refused', respondent)
      return { kind: 'declined' as const }
    }),
  )
}

type Contact = { kind: 'contact'; respondent: Respondent; role: Role }

/** The respondent when it is who was invited, in a named role. */
async function findContact(
  context: AppContext,
  db: Queries,
  respondentId: string,
): Promise<
  Contact | Refused<'unknown-respondent' | 'not-the-contact' | 'anonymous-role' | 'framework-missing'>
> {
  const respondent = await findRespondent(db, respondentId)
  if (!respondent) return refused('unknown-respondent')
  if (respondent.colleague) return refused('not-the-contact')
  const framework = frameworkOf(respondent.round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const role = getRole(framework, respondent.role)
  return role.anonymity === 'named' ? { kind: 'contact', respondent, role } : refused('anonymous-role')
}

/** Runs a change of who was invited in a transaction that holds the role and the draft. */
async function asContact<Result>(
  context: AppContext,
  respondentId: string,
  work: (trx: Queries, contact: Contact) => Promise<Result>,
): Promise<Result | NotYours> {
  return unlessStorageFails<Result | NotYours>(() =>
    inTransaction(context.db, async (trx) => {
      const { invitationId } = handOf(respondentId)
      await lockRoleOf(trx, invitationId)
      await lockDraft(trx, invitationId)
      const found = await findContact(context, trx, respondentId)
      return found.kind === 'refused' ? found : work(trx, found)
    }),
  )
}

function newToken(context: AppContext): { tokenHash: string; sealedToken: string } {
  const token = context.randomToken()
  return { tokenHash: hashOfToken(token), sealedToken: seal(context.secret, PURPOSE, token) }
}

async function audit(
  context: AppContext,
  trx: Queries,
  action: AuditAction,
  { round, organisation }: Respondent,
): Promise<void> {
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText('organisation'),
    action,
    regionId: round.regionId,
    subject: { roundId: round.id, ...(organisation && { organisationId: organisation.id }) },
  })
}
