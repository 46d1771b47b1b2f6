import { findBoardLink, getAdoption, getBoardPeople } from '../../db/queries/boards.ts'
import { getDraftAnswers, listChangers } from '../../db/queries/drafts.ts'
import { findRespondent, hashOfToken } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Framework, Role } from '../domain/framework/framework.ts'
import { questionnaireFor } from '../domain/questionnaire/questionnaire.ts'
import type { Page } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import type { Adoption } from '../domain/response/adoption.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { nameOfHand } from '../domain/response/hand.ts'
import { foldLinkCode } from '../domain/round/link-code.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type AdoptionView = {
  kind: 'adoption'
  /**
   * decide: lies before this director (also after a refusal, until the round closes). filling: with who fills in, not
   * here. adopted: done. closed: too late.
   */
  status: 'decide' | 'filling' | 'adopted' | 'closed'
  adoption: Adoption
  /** The name the link was given; empty when none was. */
  director: string
  contact: string
  organisation: string
  round: Pick<Round, 'title' | 'askedBy' | 'closesAt' | 'visibility'> & { region: string; invented: boolean }
  framework: Pick<Framework, 'label'>
  role: Role
  /** How the report names this board: by its own name where the round promised so, else by its kind. */
  printedAs: string
  /** Only while there is something to decide. */
  pages: Page[]
  answers: Record<string, DraftAnswer>
  /** Per item, the name of who changed it last; absent when nobody told. */
  changedBy: Record<string, string>
}

/** What a director reads before deciding, by the link they got. Reads only: mail scanners open links too. */
export async function showAdoption(
  context: AppContext,
  input: { token: string },
): Promise<AdoptionView | Refused<'unknown-link' | 'framework-missing' | 'storage-unavailable'>> {
  return unlessStorageFails<AdoptionView | Refused<'unknown-link' | 'framework-missing'>>(async () => {
    const db = context.db.kysely
    const link = await findBoardLink(db, hashOfToken(foldLinkCode(input.token)))
    const respondent = link?.purpose === 'adopt' ? await findRespondent(db, link.invitationId) : undefined
    if (!link || !respondent) return refused('unknown-link')
    const framework = frameworkOf(respondent.round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const role = getRole(framework, respondent.role)
    const { round, region, draft } = respondent
    const status = statusFrom(respondentStatus(respondent, context.now()))
    const party = respondent.party ?? draft?.party ?? null
    const decides = status === 'decide' && draft !== null
    const people = await getBoardPeople(db, respondent.id)
    const changers = decides ? await listChangers(db, context.vault, respondent.id) : {}
    const organisation = respondent.organisation?.name ?? ''
    const kind = framework.parties.find(({ id }) => id === party)?.report.one ?? organisation
    return {
      kind: 'adoption',
      status,
      adoption: await getAdoption(db, respondent.id),
      director: link.name,
      contact: people.contact,
      organisation,
      round: {
        title: round.title,
        askedBy: round.askedBy,
        closesAt: round.closesAt,
        visibility: round.visibility,
        region: region.title,
        invented: region.invented,
      },
      framework: { label: framework.label },
      role,
      printedAs: permits(round.visibility, { kind: 'board-names' }) ? organisation : kind,
      pages: decides
        ? questionnaireFor(framework, role.id, round.variant, { routes: draft.routes, party }).pages
        : [],
      answers: decides ? await getDraftAnswers(db, context.vault, respondent.id) : {},
      changedBy: Object.fromEntries(
        Object.entries(changers).flatMap(([item, linkId]) => {
          const name = nameOfHand(people, linkId)
          return name === null ? [] : [[item, name]]
        }),
      ),
    }
  })
}

function statusFrom(status: ReturnType<typeof respondentStatus>): AdoptionView['status'] {
  switch (status) {
    case 'held':
      return 'decide'
    case 'submitted':
      return 'adopted'
    case 'closed':
      return 'closed'
    case 'new':
    case 'started':
      return 'filling'
  }
}
