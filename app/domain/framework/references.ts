/**
 * What a framework file must have right before anything can be built from it: every id once, and nothing that
 * refers to something which is not there. Later stages rely on it.
 */

import type { Problem } from '../problem.ts'
import type { FrameworkFile, ItemInFile } from './framework-file.ts'
import type { SourcePath, YamlSource } from './yaml-source.ts'

/** Columns of the responses file that are not items. */
export const RESPONSE_COLUMNS = ['role', 'party', 'organisation', 'profession', 'routes'] as const

/** An item with the place where it stands in the file. */
export type PlacedItem = { item: ItemInFile; path: SourcePath }

/** All items of the file in the framework's order, with their places. */
export function placedItems(file: FrameworkFile): PlacedItem[] {
  const inCriteria = file.themes.flatMap((theme, t) =>
    theme.norms.flatMap((norm, n) =>
      norm.criteria.flatMap((criterion, c) =>
        criterion.items.map((item, i) => ({
          item,
          path: ['themes', t, 'norms', n, 'criteria', c, 'items', i] as const,
        })),
      ),
    ),
  )
  return [...inCriteria, ...file.items.map((item, i) => ({ item, path: ['items', i] as const }))]
}

/** Duplicate ids and references to nothing. */
export function referenceProblems(source: YamlSource, file: FrameworkFile): Problem[] {
  const problems: Problem[] = []
  const add = (path: SourcePath, what: string, todo: string) =>
    void problems.push(source.problemAt(path, what, todo))

  const unique = (kind: string, entries: { id: string; path: SourcePath }[], key = 'id') => {
    const seen = new Set<string>()
    for (const { id, path } of entries) {
      // Ids are keys of objects in scores and exports; these names are taken there.
      if (id in Object.prototype) add([...path, key], `"${id}" cannot be used as an id`, 'choose another id')
      else if (seen.has(id))
        add([...path, key], `${kind} "${id}" stands twice`, 'give one of them another id')
      seen.add(id)
    }
    return seen
  }
  const known = (kind: string, ids: Set<string>, id: string, path: SourcePath) => {
    if (!ids.has(id))
      add(path, `there is no ${kind} "${id}"`, `use one of ${listed(ids)}, or add it to the file`)
  }
  const listedIds = (list: readonly { id: string }[], base: SourcePath) =>
    list.map(({ id }, i) => ({ id, path: [...base, i] }))

  const sources = unique('source', listedIds(file.sources, ['sources']))
  const parties = unique('party', listedIds(file.parties, ['parties']))
  const roles = unique('role', listedIds(file.roles, ['roles']))
  const scales = new Set(Object.keys(file.scales))
  unique(
    'scale',
    [...scales].map((id) => ({ id, path: ['scales'] })),
    'id',
  )
  for (const [id, { options }] of Object.entries(file.scales)) {
    const places = options.map(({ code }, i) => ({ id: code, path: ['scales', id, 'options', i] }))
    unique('option', places, 'code')
    options.forEach(({ code }, i) => {
      if (code in file.nonScoring)
        add(
          ['scales', id, 'options', i, 'code'],
          `"${code}" is the code of an answer that never scores`,
          'choose another code, and name it under nonScoring of the item',
        )
    })
  }

  file.roles.forEach((role, r) => {
    const routes = unique('route', listedIds(role.routes, ['roles', r, 'routes']))
    unique('profession', listedIds(role.professions, ['roles', r, 'professions']))
    role.professions.forEach((profession, p) =>
      profession.routes.forEach((id, i) =>
        known('route', routes, id, ['roles', r, 'professions', p, 'routes', i]),
      ),
    )
    if (role.routing === 'routes' && role.routes.length === 0)
      add(['roles', r, 'routing'], `role "${role.id}" has no routes`, 'add routes, or write routing: none')
    if (role.routing !== 'routes' && role.routes.length > 0)
      add(['roles', r, 'routes'], `role "${role.id}" does not use its routes`, 'write routing: routes')
    if (role.routing === 'parties' && file.parties.length === 0)
      add(['roles', r, 'routing'], 'the framework has no parties', 'add parties, or write routing: none')
  })

  for (const variant of ['core', 'full'] as const) {
    const declared = file.variants[variant].minutes
    for (const id of Object.keys(declared)) known('role', roles, id, ['variants', variant, 'minutes', id])
    for (const id of roles)
      if (!(id in declared))
        add(['variants', variant, 'minutes'], `the minutes of role "${id}" are missing`, `add ${id}: 5`)
  }

  unique('theme', listedIds(file.themes, ['themes']))
  const norms = file.themes.flatMap((theme, t) => listedIds(theme.norms, ['themes', t, 'norms']))
  unique('norm', norms)
  const criteria = file.themes.flatMap((theme, t) =>
    theme.norms.flatMap((norm, n) => listedIds(norm.criteria, ['themes', t, 'norms', n, 'criteria'])),
  )
  unique('criterion', criteria)
  file.themes.forEach((theme, t) =>
    theme.norms.forEach((norm, n) =>
      norm.sources.forEach((id, s) => known('source', sources, id, ['themes', t, 'norms', n, 'sources', s])),
    ),
  )

  const items = placedItems(file)
  unique(
    'item',
    items.map(({ item, path }) => ({ id: item.id, path })),
  )
  for (const { item, path } of items) {
    if ((RESPONSE_COLUMNS as readonly string[]).includes(item.id))
      add([...path, 'id'], `"${item.id}" is a column of its own in the responses file`, 'choose another id')
    known('role', roles, item.role, [...path, 'role'])
    const role = file.roles.find(({ id }) => id === item.role)
    const routes = new Set(role?.routes.map(({ id }) => id))
    if (role && role.routing !== 'routes' && item.routes.length > 0)
      add(
        [...path, 'routes'],
        `role "${role.id}" has no routes`,
        'remove routes here, or add them to the role',
      )
    else item.routes.forEach((id, i) => known('route', routes, id, [...path, 'routes', i]))
    if (role && role.routing !== 'parties' && item.parties.length > 0)
      add(
        [...path, 'parties'],
        `role "${role.id}" is not asked by party`,
        'remove parties here, or write routing: parties in the role',
      )
    else item.parties.forEach((id, i) => known('party', parties, id, [...path, 'parties', i]))
    item.sources.forEach((id, i) => known('source', sources, id, [...path, 'sources', i]))
    if (item.kind === 'choice') known('scale', scales, item.scale, [...path, 'scale'])
    if (item.kind === 'multiple')
      unique(
        'option',
        [...item.options.map(({ code }) => code), ...item.nonScoring].map((code, i) => ({
          id: code,
          path: [...path, 'options', i],
        })),
        'code',
      )
  }
  return problems
}

function listed(ids: Iterable<string>): string {
  const all = [...ids]
  if (all.length === 0) return 'those in the file (there are none)'
  return all.length > 12 ? `${all.slice(0, 12).join(', ')} …` : all.join(', ')
}
