/**
 * YAML with places: reads a text and remembers where every value stands, so that a problem found much later
 * can still say file, line and column.
 */

import {
  Composer,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type YAMLError,
} from 'yaml'
import type { Problem } from '../problem.ts'

/** A text file as it was read: its name is only used in messages. */
export type SourceFile = { name: string; text: string }

/** Keys and indexes from the root of a YAML file to a value. */
export type SourcePath = readonly PropertyKey[]

export type YamlSource = {
  file: string
  /** The plain value; texts in Unicode form NFC, so that "ë" is always the same letter. */
  value: unknown
  /** What is wrong with the YAML itself; when not empty, `value` means nothing. */
  problems: Problem[]
  /** Whether the file itself says something there, so that a default is not mistaken for a choice. */
  stands(path: SourcePath): boolean
  /** A problem at a value, or at the nearest enclosing value that stands in the file. */
  problemAt(path: SourcePath, what: string, todo: string): Problem
}

/** Reads YAML 1.2. Broken YAML is a value: `problems` says where and what to do. */
export function readYaml(file: SourceFile): YamlSource {
  const lines = new LineCounter()
  // A byte order mark is invisible in an editor; it must not count as a column.
  const text = file.text.replace(/^\uFEFF/, '').normalize('NFC')
  const at = (offset: number, what: string, todo: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file: file.name, row: Math.max(line, 1), column: Math.max(col, 1), what, todo }
  }
  const { document, problem } = composed(text, lines)
  const problems: Problem[] = []
  if (problem) problems.push(at(problem.offset, problem.what, problem.todo))
  else {
    // After the first place that is not YAML the rest is read askew: what is reported there only distracts.
    const broken = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY')
    for (const error of broken ? [broken] : document.errors)
      problems.push(at(error.pos[0], whatOf(error), todoOf(error)))
  }
  let value: unknown = null
  if (problems.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 100 })
    } catch (error) {
      problems.push(at(0, String(error instanceof Error ? error.message : error), 'write the values out'))
    }
  }

  const offsetOf = (path: SourcePath): number => {
    for (let length = path.length; length > 0; length--) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
      const key = path[length - 1]
      // The key of a pair shows better where to look than the start of its value, which may be lines below.
      if (isMap(parent)) {
        const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
        if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
      }
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }

  return {
    file: file.name,
    value,
    problems,
    stands: (path) => document.hasIn(path),
    problemAt: (path, what, todo) => at(offsetOf(path), what, todo),
  }
}

/** Deepest nesting that is read; a framework needs about a dozen. Far beyond it the reader would run out of memory. */
const DEEPEST = 100

type Composed = { document: Document.Parsed; problem: { offset: number; what: string; todo: string } | null }

function composed(text: string, lines: LineCounter): Composed {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let tooDeep: number | null = null
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    if (parser.stack.length > DEEPEST) {
      tooDeep = parser.offset
      break
    }
  }
  if (tooDeep === null) tokens.push(...parser.end())
  const composer = new Composer({ prettyErrors: false, logLevel: 'error' })
  const [document, second] = composer.compose(tooDeep === null ? tokens : [], true, text.length)
  if (!document) throw new Error('A composer that must end with a document gave none')
  const problem =
    tooDeep !== null
      ? { offset: tooDeep, what: 'this is nested too deeply', todo: `use at most ${DEEPEST} levels` }
      : second
        ? {
            offset: second.range[0],
            what: 'a second document starts here',
            todo: 'write one document per file',
          }
        : null
  return { document: document, problem }
}

function whatOf(error: YAMLError): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used for indentation'
    case 'DUPLICATE_KEY':
      return 'this key stands twice in the same block'
    default:
      return `this is not YAML: ${(error.message.split('\n')[0] ?? '').replace(/[.:;]+$/, '')}`
  }
}

function todoOf(error: YAMLError): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'use spaces'
    case 'DUPLICATE_KEY':
      return 'keep one of the two'
    case 'BAD_INDENT':
    case 'MISSING_CHAR':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BAD_SCALAR_START':
      return 'check the indentation, and put a text that holds ": ", " #" or starts with a special character between quotes'
    default:
      return 'correct this line or the one before it'
  }
}
