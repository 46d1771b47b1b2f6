/** `template --framework ID --role ROLE [--variant core]`: the header of a responses file. */

import { parseArgs } from 'node:util'
import { allItems, type Variant } from '../domain/framework/framework.ts'
import { itemsInVariant } from '../domain/framework/minutes.ts'
import { RESPONSE_COLUMNS } from '../domain/framework/references.ts'
import { chooseFramework } from './choose-framework.ts'
import type { Io } from './io.ts'

const USAGE = `Usage: regiospiegel template --framework ID --role ROLE [--variant core|full]

Prints the CSV header (separator ;) of a responses file for one role, with all items of the variant (default: full).
`

/** Runs `template …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  const wrongUse = (what: string) => {
    io.stderr(`template: ${what}\n\n${USAGE}`)
    return 2
  }
  let values
  try {
    values = parseArgs({
      args,
      options: {
        framework: { type: 'string' },
        role: { type: 'string' },
        variant: { type: 'string', default: 'full' },
      },
    }).values
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error))
  }
  const { framework: ref, role, variant } = values
  if (ref === undefined) return wrongUse('--framework is missing')
  if (role === undefined) return wrongUse('--role is missing')
  if (!isVariant(variant)) return wrongUse(`--variant is "${variant}"; choose core or full`)

  const framework = await chooseFramework(ref, io)
  if (!framework) return 1
  if (!framework.roles.some(({ id }) => id === role)) {
    const roles = framework.roles.map(({ id }) => id).join(', ')
    io.stderr(`${framework.id} has no role "${role}"; choose one of ${roles}.\n`)
    return 1
  }
  const items = itemsInVariant(allItems(framework), role, variant)
  // Ids hold no separator and no quote, so no cell needs quoting.
  io.stdout(`${[...RESPONSE_COLUMNS, ...items.map(({ id }) => id)].join(';')}\n`)
  return 0
}

function isVariant(value: string): value is Variant {
  return value === 'core' || value === 'full'
}
