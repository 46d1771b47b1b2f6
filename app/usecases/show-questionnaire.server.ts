import type { AppContext } from '../context.server.ts'
import type { Framework, Item, Role, Variant } from '../domain/framework/framework.ts'
import type { Page } from '../domain/questionnaire/questionnaire.ts'
import type { Refused } from '../domain/refusal.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import type { Progress } from '../domain/response/completeness.ts'

/** All a respondent's pages need, as plain JSON. */
export type QuestionnaireView = {
  kind: 'questionnaire'
  /** new: no path chosen yet. started: pages to fill in. submitted: sent, nothing to change. closed: too late. */
  status: 'new' | 'started' | 'submitted' | 'closed'
  round: {
    id: string
    title: string
    region: string
    askedBy: string
    /** ISO 8601, UTC; `lastDay` (domain/round) gives the last day on which answers are accepted. */
    closesAt: string
    /** True for a made-up region: every page says so. */
    invented: boolean
  }
  framework: Pick<Framework, 'id' | 'version' | 'title' | 'label' | 'language' | 'scope' | 'glossary'>
  role: Role
  variant: Variant
  /** Minutes it takes, from the framework; null when it does not say. */
  minutes: number | null
  /** From the invitation; null for anonymous roles without one. */
  party: { id: string; title: string } | null
  organisation: string | null
  /** True when the respondent has to choose a party because the invitation names none and the role is routed by it. */
  asksParty: boolean
  /** All parties of the framework, for that choice. */
  parties: { id: string; title: string }[]
  /** What was chosen; null while the status is new. */
  path: { profession: string | null; routes: string[]; party: string | null } | null
  /** Empty unless the status is started. */
  pages: Page[]
  /** Per item id; items never answered are absent. */
  answers: Record<string, DraftAnswer>
  progress: Progress
  /** The items of kind choice and multiple without an answer, with the page they stand on. */
  open: { pageId: string; item: Item }[]
}

/** What the respondent sees: the first screen, the pages, or how it ended. Two statements in the database. */
export async function showQuestionnaire(
  context: AppContext,
  input: { respondentId: string },
): Promise<QuestionnaireView | Refused<'unknown-respondent' | 'framework-missing' | 'storage-unavailable'>> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
