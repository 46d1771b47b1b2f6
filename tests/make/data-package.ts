/** A data package of the demo's answers, for tests of what is done with packages. */

import { readDemo } from '../../app/demo.server.ts'
import { scoreWithFindings } from '../../app/domain/findings/score.ts'
import { composeReport } from '../../app/domain/report/compose.ts'
import { dataPackage } from '../../app/domain/report/data-package.ts'
import type { DataPackage } from '../../app/domain/report/data-package.ts'
import type { Region } from '../../app/domain/report/region.ts'
import type { QuestionnaireResponse } from '../../app/domain/response/response.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import { loadFrameworks } from '../../app/frameworks.server.ts'
import { aRegion } from './region-answers.ts'

/** `change` gets the demo's responses and may change or leave out any. */
export async function demoPackage(
  region: Partial<Region> = {},
  change: (responses: QuestionnaireResponse[]) => QuestionnaireResponse[] = (responses) => responses,
): Promise<DataPackage> {
  const demo = await readDemo(await loadFrameworks())
  if (!demo) throw new Error('There is no demo')
  const { framework, variant } = demo
  const responses = change(structuredClone(demo.responses))
  const about = aRegion({ invited: demo.region.invited, ...region })
  const scored = scoreWithFindings(framework, tallyResponses(framework, responses), {
    variant,
    invited: about.invited,
  })
  const { document, score } = composeReport(framework, scored, about, {
    date: about.date ?? '2026-03-02',
    edition: 'short',
  })
  return dataPackage(framework, score, document)
}
