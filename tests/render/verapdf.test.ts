import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readDemo } from '../../app/demo.server.ts'
import { scoreWithFindings } from '../../app/domain/findings/score.ts'
import { composeReport } from '../../app/domain/report/compose.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import { loadFrameworks } from '../../app/frameworks.server.ts'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { sampleDocument } from '../make/report-document.ts'

/** Class path of veraPDF, which continuous integration installs. */
const classPath = process.env.VERAPDF_CP

test.skipIf(!classPath)(
  'veraPDF finds nothing against PDF/UA-1 and PDF/A-2a, in both editions of every demo region too',
  async () => {
    const samples = {
      usual: {},
      'no-findings': { findings: 0 },
      'many-findings': { findings: 12 },
      tables: { table: true, invented: false },
      'odd-signs': {
        title: 'Zorg & Welzijn <proef> 日本 🚭',
        longWord: 'gezondheidsvaardighedenbevorderingsprogramma',
      },
    }
    const folder = await mkdtemp(join(tmpdir(), 'verapdf-'))
    try {
      const paths: string[] = []
      for (const [name, options] of Object.entries(samples)) {
        const path = join(folder, `${name}.pdf`)
        await writeFile(path, await renderPdf(sampleDocument(options)))
        paths.push(path)
      }
      for (const region of [undefined, 'zuiderstroom']) {
        const demo = await readDemo(await loadFrameworks(), undefined, region)
        if (!demo) throw new Error(`There is no demo region ${region ?? ''}`)
        const { framework, responses, variant, region: about } = demo
        const score = scoreWithFindings(framework, tallyResponses(framework, responses), {
          variant,
          invited: about.invited,
        })
        for (const edition of ['short', 'extended'] as const) {
          const { document } = composeReport(framework, score, about, {
            date: about.date ?? '2026-01-01',
            edition,
          })
          const path = join(folder, `${region ?? 'demo'}-${edition}.pdf`)
          await writeFile(path, await renderPdf(document))
          paths.push(path)
        }
      }
      const shell = ['-Xmx512m', '-cp', classPath!, 'org.mozilla.javascript.tools.shell.Main']
      const { stdout } = await promisify(execFile)('java', [...shell, '.ci/verapdf.js', ...paths])
      const verdicts = stdout.trim().split('\n')
      expect(verdicts.map((line) => line.split(' ')[0])).toEqual(verdicts.map(() => 'PASS'))
      expect(verdicts).toHaveLength(2 * paths.length)
    } finally {
      await rm(folder, { recursive: true })
    }
  },
  400_000,
)
