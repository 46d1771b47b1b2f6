import type { AppContext } from '../context.server.ts'

export type FrameworkChoice = { ref: string; title: string }

/** The frameworks a new round can be set up with: the newest version of each, by its `id@version`. */
export function listFrameworks(context: AppContext): FrameworkChoice[] {
  return context.frameworks
    .list()
    .filter((framework) => context.frameworks.find(framework.id) === framework)
    .map(({ id, version, title }) => ({ ref: `${id}@${version}`, title: `${title} (versie ${version})` }))
}
