/** The demo region of a framework, read from the files beside it; the answers are made, not kept. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Framework, Variant } from './domain/framework/framework.ts'
import { problemLine } from './domain/problem.ts'
import type { Parsed } from './domain/problem.ts'
import { parseRegionFile } from './domain/report/region-file.ts'
import type { Region } from './domain/report/region.ts'
import { parseDemoFile } from './domain/response/demo-file.ts'
import { inventResponses } from './domain/response/invent.ts'
import type { QuestionnaireResponse } from './domain/response/response.ts'
import { writeResponsesFile } from './domain/response/write-responses-file.ts'
import { FRAMEWORKS_DIR } from './frameworks.server.ts'
import type { FrameworkSet } from './frameworks.server.ts'

export type DemoRegion = {
  framework: Framework
  variant: Variant
  /** What the two rounds of the demo are called. */
  rounds: { closed: string; open: string }
  responses: QuestionnaireResponse[]
  region: Region
  /** The same as files, as `demo --files` writes them. */
  files: { 'responses.csv': string; 'region.yaml': string }
}

/**
 * The demo of the first framework that has one (its newest version): `demo/demo.yaml` says who answers and what comes
 * out, `demo/region.yaml` is the region file. Null when no framework has a demo; throws when its files are wrong,
 * for they are the product's own.
 *
 * @param name A folder inside `demo/` with another region; by default the one that stands in `demo/` itself.
 */
export async function readDemo(
  frameworks: FrameworkSet,
  dir = FRAMEWORKS_DIR,
  name?: string,
): Promise<DemoRegion | null> {
  for (const framework of frameworks.list()) {
    if (frameworks.find(framework.id) !== framework) continue
    const folder = join(dir, framework.id, framework.version, 'demo', ...(name === undefined ? [] : [name]))
    const demoText = await readText(join(folder, 'demo.yaml'))
    if (demoText === null) continue
    const regionText = (await readText(join(folder, 'region.yaml'))) ?? ''
    const demo = valueOf(parseDemoFile(framework, { name: join(folder, 'demo.yaml'), text: demoText }))
    const region = valueOf(
      parseRegionFile({ name: join(folder, 'region.yaml'), text: regionText }, framework),
    )
    const responses = inventResponses(framework, demo)
    return {
      framework,
      variant: demo.variant,
      rounds: demo.rounds,
      responses,
      region,
      files: {
        'responses.csv': writeResponsesFile(framework, responses, demo.variant),
        'region.yaml': regionText,
      },
    }
  }
  return null
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function valueOf<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value
  throw new Error(`The demo cannot be used:\n${parsed.problems.map(problemLine).join('\n')}`)
}
