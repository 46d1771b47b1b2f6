import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { countPaperForm } from '../../db/queries/paper.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { createInvitations, hashOfToken, takeOverInvitation } from '../../db/queries/respondents.ts'
import { takeIn } from '../../db/queries/responses.ts'
import { findRound, lockRoles } from '../../db/queries/rounds.ts'
import { createTeamSession } from '../../db/queries/teams.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { fieldProblem } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { getRole } from '../domain/framework/framework.ts'
import { pathFor } from '../domain/questionnaire/path.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import { answerProblems, EMPTY_ANSWER, responseFrom, tidyChange } from '../domain/response/answer.ts'
import type { AnswerChange, AnswerProblem } from '../domain/response/answer.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** One form as it was typed over. */
export type TypedForm = {
  role: string
  profession: string | null
  routes: string[]
  party: string | null
  /** Needed in named roles; elsewhere only for how the response stands. */
  organisationId: string | null
  /** How many answered together; null for one person. */
  people: number | null
  answers: Record<string, AnswerChange>
}

/**
 * Takes in one form on paper as one response, by the same admission as every other: what is typed cannot be found
 * back by who typed it. Only how many forms were typed is kept, and that someone typed one. Answers to questions that
 * are not for this path are left out, as on screen.
 */
export async function enterPaperForm(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; form: TypedForm },
): Promise<
  | { kind: 'entered'; forms: number }
  | { kind: 'invalid'; fields: FieldProblem[]; problems: AnswerProblem[] }
  | Refused<
      | 'unknown-round'
      | 'round-not-open'
      | 'framework-missing'
      | 'nothing-answered'
      | 'already-sent'
      | 'storage-unavailable'
    >
> {
  const { actor, roundId, form } = input
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      const roles = await lockRoles(trx, roundId)
      const round = await findRound(trx, roundId)
      if (!round) return refused('unknown-round')
      if (round.status !== 'open' || !acceptsAnswers(round, context.now())) return refused('round-not-open')
      const framework = frameworkOf(round, context.frameworks)
      if (!framework) return refused('framework-missing')
      const invalid = (field: string, reason: FieldProblem['reason']) => ({
        kind: 'invalid' as const,
        fields: [fieldProblem(field, reason)],
        problems: [],
      })
      const fixed = roles.find((one) => one.role === form.role)
      if (!fixed) return invalid('role', 'unknown')
      const role = getRole(framework, form.role)

      const asked = (await listParticipants(trx, roundId)).filter((one) => one.role === role.id)
      const organisation = asked.find((one) => one.organisationId === form.organisationId) ?? null
      if (form.organisationId !== null && !organisation) return invalid('organisationId', 'unknown')
      if (role.anonymity === 'named' && !organisation) return invalid('organisationId', 'missing')

      const party = organisation?.party ?? null
      const path = pathFor(framework, { role: role.id, party }, form)
      if (path.kind === 'refused') {
        switch (path.reason) {
          case 'unknown-profession':
            return invalid('profession', 'unknown')
          case 'unknown-route':
          case 'no-route':
            return invalid('routes', 'missing')
          case 'unknown-party':
          case 'no-party':
            return invalid('party', 'missing')
        }
      }
      const full = { routes: path.routes, party: party ?? path.party }
      const items = askedItems(framework, role.id, round.variant, full)
      const problems: AnswerProblem[] = []
      const answers = Object.fromEntries(
        items.flatMap((item) => {
          const change = form.answers[item.id]
          if (!change) return []
          const tidy = tidyChange(item, change)
          problems.push(...answerProblems(item, tidy))
          return [[item.id, { ...EMPTY_ANSWER, ...tidy }]]
        }),
      )
      if (problems.length > 0) return { kind: 'invalid' as const, fields: [], problems }
      const response = responseFrom(items, answers, {
        role: role.id,
        ...full,
        organisation: organisation?.name ?? null,
        profession: path.profession,
      })
      if (Object.keys(response.answers).length === 0 && Object.keys(response.texts).length === 0) {
        return refused('nothing-answered')
      }

      const organisationId = organisation?.organisationId ?? null
      const taken =
        role.anonymity === 'named' && organisationId !== null
          ? await takeOverInvitation(trx, roundId, role.id, organisationId)
          : null
      if (taken === 'sent') return refused('already-sent')
      const invitationId =
        taken?.id ?? (await newInvitation(context, trx, { roundId, role: role.id, party, organisationId }))
      if (role.anonymity === 'anonymous' && form.people !== null) {
        await createTeamSession(trx, { invitationId, sealedToken: null, people: form.people })
      }
      await takeIn(
        trx,
        { roundId, framework, role, fixed },
        invitationId,
        { response, organisationId },
        context,
      )
      const forms = await countPaperForm(trx, roundId, role.id)
      await appendAudit(trx, {
        at: context.now().toISOString(),
        actor: auditActorText(actor),
        action: 'paper-form-entered',
        regionId: round.regionId,
        subject: { roundId },
      })
      return { kind: 'entered' as const, forms }
    }),
  )
}

/** An invitation that no link opens: a form on paper needs a place among those who wait, and nothing more. */
async function newInvitation(
  context: AppContext,
  trx: Queries,
  about: { roundId: string; role: string; party: string | null; organisationId: string | null },
): Promise<string> {
  const id = context.randomId()
  await createInvitations(trx, [{ ...about, id, tokenHash: hashOfToken(context.randomToken()) }])
  return id
}
