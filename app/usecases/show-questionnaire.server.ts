import { getAdoption, getBoardPeople } from '../../db/queries/boards.ts'
import { getDraftAnswers, listChangers } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import type { Respondent } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import { mostItems, pageItems, questionnaireFor } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import type { Adoption } from '../domain/response/adoption.ts'
import { personalDataIn } from '../domain/response/answer.ts'
import type { BoardPeople } from '../domain/response/hand.ts'
import { openItems, progressOf } from '../domain/response/completeness.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import type { RespondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Visibility } from '../domain/round/visibility.ts'
import type { Framework, Item, Role, Variant } from '../domain/framework/framework.ts'
import type { Page } from '../domain/questionnaire/questionnaire.ts'
import type { Refused } from '../domain/refusal.ts'
import type { DraftAnswer, PersonalData } from '../domain/response/answer.ts'
import type { Progress } from '../domain/response/completeness.ts'

/** All a respondent's pages need, as plain JSON. */
export type QuestionnaireView = {
  kind: 'questionnaire'
  status: RespondentStatus
  /** What is filled in corrects answers that were sent before. */
  correcting: boolean
  round: {
    id: string
    title: string
    region: string
    askedBy: string
    /** ISO 8601, UTC; `lastDay` (domain/round) gives the last day on which answers are accepted. */
    closesAt: string
    /** True for a made-up region: every page says so. */
    invented: boolean
    /** A trial: answers vanish when the round opens. */
    trial: boolean
    /** Over: what was done with the answers can be told. */
    over: boolean
    /** Who sees what, as fixed for this round; null where nothing was fixed (the demo). */
    visibility: Visibility | null
  }
  framework: Pick<Framework, 'id' | 'version' | 'title' | 'label' | 'language' | 'scope' | 'glossary'>
  role: Role
  variant: Variant
  /** Minutes it takes, from the framework; null when it does not say. */
  minutes: number | null
  /** The most questions this respondent can get, open ones included: for the first screen. */
  mostQuestions: number
  /** From the invitation; null for anonymous roles without one. */
  party: { id: string; title: string } | null
  organisation: string | null
  /** True when the respondent has to choose a party because the invitation names none and the role is routed by it. */
  asksParty: boolean
  /** All parties of the framework, for that choice. */
  parties: { id: string; title: string }[]
  /** What was chosen; null while the status is new. */
  path: { profession: string | null; routes: string[]; party: string | null } | null
  /** A team that answers together; null for one person. */
  team: { people: number | null } | null
  /** Empty unless the status is started or held. */
  pages: Page[]
  /** Per item id; items never answered are absent. */
  answers: Record<string, DraftAnswer>
  progress: Progress
  /** The items of kind choice and multiple without an answer, with the page they stand on. */
  open: { pageId: string; item: Item }[]
  /** Of a named role: who works on these answers and how far they are adopted; null for anonymous ones. */
  board: BoardWork | null
  /** Open texts and remarks that look as if they hold data of a person. */
  warnings: { pageId: string; itemId: string; found: PersonalData[] }[]
}

/** Who works on the answers of a board, and how far those are adopted. */
export type BoardWork = {
  /** The name of the colleague who looks; null for who was invited. Empty while they have not told it. */
  colleague: string | null
  people: BoardPeople
  /** Per item, who changed it last: the link of a colleague, or empty for who was invited. */
  changers: Record<string, string>
  /** Null where answers count without being adopted. */
  adoption: Adoption | null
}

/** What the respondent sees: the first screen, the pages, or how it ended. Two statements in the database, a few more for a board. */
export async function showQuestionnaire(
  context: AppContext,
  input: { respondentId: string },
): Promise<QuestionnaireView | Refused<'unknown-respondent' | 'framework-missing' | 'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const respondent = await findRespondent(context.db.kysely, input.respondentId)
    if (!respondent) return refused('unknown-respondent')
    const framework = frameworkOf(respondent.round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const { round, region, draft } = respondent
    const status = respondentStatus(respondent, context.now())
    const role = getRole(framework, respondent.role)
    const path = draft && { ...draft, party: respondent.party ?? draft.party }
    const filled = status === 'started' || status === 'held'
    const pages = filled && path ? questionnaireFor(framework, role.id, round.variant, path).pages : []
    const answers = filled ? await getDraftAnswers(context.db.kysely, context.vault, respondent.id) : {}
    const board = role.anonymity === 'named' ? await boardOf(context, respondent, role) : null
    const partyOf = (id: string | null) => framework.parties.find((party) => party.id === id)
    const party = partyOf(respondent.party)
    const { id, version, title, label, language, scope, glossary } = framework
    return {
      kind: 'questionnaire' as const,
      status,
      correcting: respondent.correcting,
      round: {
        id: round.id,
        title: round.title,
        region: region.title,
        askedBy: round.askedBy,
        closesAt: round.closesAt,
        invented: region.invented,
        trial: round.status === 'trial',
        over: isOver(round),
        visibility: round.visibility,
      },
      framework: { id, version, title, label, language, scope, glossary },
      role,
      variant: round.variant,
      minutes: framework.variants[round.variant].minutes[role.id] ?? null,
      mostQuestions: mostItems(framework, role.id, round.variant, respondent.party),
      party: party ? { id: party.id, title: party.title } : null,
      organisation: respondent.organisation?.name ?? null,
      asksParty: role.routing === 'parties' && respondent.party === null,
      parties: framework.parties.map((one) => ({ id: one.id, title: one.title })),
      path,
      team: respondent.team,
      pages,
      answers,
      progress: progressOf(pages, answers),
      open: pages.flatMap((page) => openItems([page], answers).map((item) => ({ pageId: page.id, item }))),
      board,
      warnings: pages.flatMap((page) =>
        pageItems(page).flatMap((item) => {
          const answer = answers[item.id]
          const found = answer ? personalDataIn(`${answer.text}\n${answer.remark}`) : []
          return found.length > 0 ? [{ pageId: page.id, itemId: item.id, found }] : []
        }),
      ),
    }
  })
}

async function boardOf(context: AppContext, { id, colleague }: Respondent, role: Role): Promise<BoardWork> {
  const db = context.db.kysely
  return {
    colleague: colleague && colleague.name,
    people: await getBoardPeople(db, id),
    changers: await listChangers(db, context.vault, id),
    adoption: role.adoption ? await getAdoption(db, id) : null,
  }
}
