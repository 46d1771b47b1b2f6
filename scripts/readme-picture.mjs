/**
 * Draws the picture in the README: the first page of the demo's report. Run it after a change to the report:
 * `node --import tsx scripts/readme-picture.mjs`. Needs pdftoppm (package poppler-utils).
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../app/cli/main.ts'
import { root, run } from './run.mjs'

const folder = mkdtempSync(join(tmpdir(), 'regiospiegel-picture-'))
const picture = join(root, 'docs', 'images', 'rapport-pagina-1.png')
try {
  await command('demo', '--files', folder)
  await command(
    ...['report', '--framework', 'igj-leefstijlbegeleiding', '--format', 'pdf', '--out', folder],
    ...['--responses', join(folder, 'responses.csv'), '--region', join(folder, 'region.yaml')],
  )
  const page = join(folder, 'page')
  const { code, output } = await run(
    'pdftoppm',
    ['-png', '-singlefile', '-f', '1', '-r', '96', join(folder, 'rapport.pdf'), page],
    { quiet: true },
  )
  if (code !== 0) throw new Error(`pdftoppm failed (package poppler-utils): ${output}`)
  mkdirSync(join(root, 'docs', 'images'), { recursive: true })
  copyFileSync(`${page}.png`, picture)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function command(...args) {
  const io = { stdout: () => {}, stderr: (text) => process.stderr.write(text), cwd: root }
  if ((await main(args, io)) !== 0) throw new Error(`${args[0]} failed`)
}
