/**
 * What a round would show to whom, worked out on numbers of respondents before anybody has answered: "with 6 board
 * members of 2 organisations you see this, and not that".
 */

import type { Framework, Role } from '../framework/framework.ts'
import type { RoundRole } from './round.ts'
import { permits } from './visibility.ts'
import type { Visibility } from './visibility.ts'

/** Who looks. `respondents` are the people in anonymous roles; `boards` those in named ones. */
export type Audience = 'coordinator' | 'boards' | 'respondents' | 'inspection' | 'public'

export const AUDIENCES: readonly Audience[] = ['coordinator', 'boards', 'respondents', 'inspection', 'public']

/** A breakdown beside role is shown of groups of at least so many people (scoring §7). */
const SUBGROUP_MINIMUM = 10
/** Free text is released only when an item has at least so many answers (scoring §7). */
const TEXT_MINIMUM = 10

/** How many answer in a role: people, and at how many organisations. */
export type ExampleNumbers = { people: number; organisations: number }

/** What there is to see of one role. */
export type Sight =
  'response-count' | 'who-takes-part' | 'own-answers' | 'figures' | 'breakdown' | 'texts' | 'single-answers'

/** Why nobody of an audience sees it: too few (with how many are needed), or never, or not chosen. */
export type Hidden =
  | { why: 'too-few'; has: number; needed: number; of: 'people' | 'organisations' }
  | { why: 'anonymous' }
  | { why: 'not-chosen' }
  | { why: 'other-organisations' }
  | { why: 'not-theirs' }

export type PreviewRow = { sight: Sight; sees: Record<Audience, true | Hidden> }

export type RolePreview = { role: string; numbers: ExampleNumbers; rows: PreviewRow[] }

/**
 * Per role what each audience sees once the round is over, with so many answers. `numbers` is per role id; a role
 * without numbers is left out.
 */
export function previewVisibility(
  framework: Framework,
  roles: readonly Pick<RoundRole, 'role' | 'minimumGroup'>[],
  visibility: Visibility,
  numbers: Readonly<Record<string, ExampleNumbers>>,
): RolePreview[] {
  return framework.roles.flatMap((role) => {
    const example = numbers[role.id]
    const fixed = roles.find((one) => one.role === role.id)
    if (!example || !fixed) return []
    return [{ role: role.id, numbers: example, rows: rowsOf(role, fixed.minimumGroup, visibility, example) }]
  })
}

function rowsOf(role: Role, k: number, visibility: Visibility, numbers: ExampleNumbers): PreviewRow[] {
  const named = role.anonymity === 'named'
  const enough = named
    ? atLeast(numbers.organisations, k, 'organisations')
    : atLeast(numbers.people, k, 'people')
  const inReport = (gate: true | Hidden) => perAudience((audience) => both(reads(visibility, audience), gate))
  const row = (sight: Sight, sees: PreviewRow['sees']): PreviewRow => ({ sight, sees })

  const rows = [row('response-count', inReport(true)), row('figures', inReport(enough))]
  if (named) {
    const names = permits(visibility, { kind: 'board-names' })
    rows.push(
      row('who-takes-part', {
        ...inReport(names || { why: 'not-chosen' }),
        coordinator: true,
      }),
      row(
        'own-answers',
        perAudience((audience) => {
          if (audience === 'coordinator') return true
          return audience === 'boards' ? { why: 'other-organisations' } : { why: 'not-theirs' }
        }),
      ),
    )
  } else {
    rows.push(
      row('breakdown', inReport(both(enough, atLeast(numbers.people, 2 * SUBGROUP_MINIMUM, 'people')))),
    )
  }
  const texts = both(
    permits(visibility, { kind: 'texts' }) || { why: 'not-chosen' },
    atLeast(numbers.people, TEXT_MINIMUM, 'people'),
  )
  rows.push(row('texts', inReport(texts)))
  if (!named)
    rows.push(
      row(
        'single-answers',
        perAudience(() => ({ why: 'anonymous' })),
      ),
    )
  return rows
}

/** Whether an audience reads the report at all. */
function reads(visibility: Visibility, audience: Audience): true | Hidden {
  if (audience === 'coordinator') return true
  return permits(visibility, { kind: 'report', to: audience }) || { why: 'not-chosen' }
}

function atLeast(has: number, needed: number, of: 'people' | 'organisations'): true | Hidden {
  return has >= needed || { why: 'too-few', has, needed, of }
}

/** The first reason why not, or true. */
function both(one: true | Hidden, other: true | Hidden): true | Hidden {
  return one === true ? other : one
}

function perAudience(sees: (audience: Audience) => true | Hidden): Record<Audience, true | Hidden> {
  return Object.fromEntries(AUDIENCES.map((audience) => [audience, sees(audience)])) as Record<
    Audience,
    true | Hidden
  >
}
