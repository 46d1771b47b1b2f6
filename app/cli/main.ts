/**
 * The command line (contract: "Command line"). Exit status 0 = done, 1 = the input is wrong, 2 = wrong use.
 * With --json standard output holds JSON and nothing else; everything for people goes to standard error.
 */

import type { Io } from './io.ts'

export type { Io } from './io.ts'

type Command = { summary: string; load: () => Promise<{ run(args: string[], io: Io): Promise<number> }> }

const commands: Record<string, Command> = {
  frameworks: { summary: 'list, show or check frameworks', load: () => import('./frameworks.ts') },
  template: { summary: 'CSV header for responses in one role', load: () => import('./template.ts') },
  score: { summary: 'score a responses file', load: () => import('./score.ts') },
  report: { summary: 'write the regional report of a responses file', load: () => import('./report.ts') },
  replay: { summary: 'recompute the labels of a data package', load: () => import('./replay.ts') },
  compare: { summary: 'set data packages side by side', load: () => import('./compare.ts') },
  user: { summary: 'make accounts of staff and links to their passwords', load: () => import('./user.ts') },
  demo: { summary: 'load the demo region, or write its files', load: () => import('./demo.ts') },
}

/** Runs one command line and gives its exit status. Wrong use prints the commands. */
export async function main(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const asked = name === 'help' || name === '--help'
    const lines = Object.entries(commands).map(([key, { summary }]) => `  ${key.padEnd(12)} ${summary}`)
    io.stderr(
      `${asked || !name ? '' : `Unknown command "${name}".\n`}Usage: regiospiegel <command>\n\n${lines.join('\n')}\n`,
    )
    return asked ? 0 : 2
  }
  const { run } = await command.load()
  return run(rest, io)
}
