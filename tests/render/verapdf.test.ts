import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { sampleDocument } from '../make/report-document.ts'

/** Class path of veraPDF, which continuous integration installs. */
const classPath = process.env.VERAPDF_CP

test.skipIf(!classPath)(
  'veraPDF finds nothing against PDF/UA-1 and PDF/A-2a',
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
      const shell = ['-Xmx512m', '-cp', classPath!, 'org.mozilla.javascript.tools.shell.Main']
      const { stdout } = await promisify(execFile)('java', [...shell, '.ci/verapdf.js', ...paths])
      const verdicts = stdout.trim().split('\n')
      expect(verdicts.map((line) => line.split(' ')[0])).toEqual(verdicts.map(() => 'PASS'))
      expect(verdicts).toHaveLength(2 * paths.length)
    } finally {
      await rm(folder, { recursive: true })
    }
  },
  180_000,
)
