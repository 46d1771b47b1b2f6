/** Framework files for tests: the small framework on disk, with one thing changed. */

import { readFileSync } from 'node:fs'
import type { FrameworkFiles } from '../../app/domain/framework/parse.ts'

const FOLDER = 'frameworks/zwembadhygiene/1.0'

/** The text with the first `from` replaced; throws when it is not there, so that a test cannot pass by accident. */
export function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`Nothing to change: "${from}" is not in the text`)
  return text.replace(from, () => to)
}

/** The files of the small framework, with replacements made in framework.yaml. */
export function smallFramework(...changes: [from: string, to: string][]): FrameworkFiles {
  const framework = readFileSync(`${FOLDER}/framework.yaml`, 'utf8')
  return {
    framework: {
      name: 'framework.yaml',
      text: changes.reduce((text, [from, to]) => edited(text, from, to), framework),
    },
    report: {
      name: 'report.yaml',
      text: readFileSync(`${FOLDER}/report.yaml`, 'utf8'),
    },
  }
}

/** Row (from 1) of the first line of a text that holds `part`. */
export function rowOf(text: string, part: string): number {
  const row = text.split('\n').findIndex((line) => line.includes(part))
  if (row < 0) throw new Error(`"${part}" is not in the text`)
  return row + 1
}
