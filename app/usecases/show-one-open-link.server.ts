import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { showOpenLinks } from './manage-open-links.server.ts'
import type { OpenLinksView, OrganisationLink } from './manage-open-links.server.ts'

/** One organisation's link with all that a poster says. */
export async function showOneOpenLink(
  context: AppContext,
  input: { roundId: string; linkId: string },
): Promise<
  | (Omit<OpenLinksView['roles'][number], 'organisations'> & {
      kind: 'one-link'
      round: OpenLinksView['round']
      organisation: OrganisationLink
      token: string
    })
  | Refused<'unknown-round' | 'framework-missing' | 'unknown-link'>
> {
  const view = await showOpenLinks(context, input)
  if (view.kind === 'refused') return view
  for (const { role, minutes, organisations } of view.roles) {
    const organisation = organisations.find(({ link }) => link?.id === input.linkId)
    if (organisation?.link) {
      return {
        kind: 'one-link',
        role,
        minutes,
        round: view.round,
        organisation,
        token: organisation.link.token,
      }
    }
  }
  return refused('unknown-link')
}
