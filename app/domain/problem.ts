/** Something wrong in input, with its place (row and column from 1) and what to do about it. A value, not thrown. */
export type Problem = { file: string | null; row: number; column: number; what: string; todo: string }

/** A parsed value, or all problems found (at least one). */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

/** The contract's line: `FILE:ROW:COLUMN: what is wrong; what to do`. */
export function problemLine(problem: Problem): string {
  return `${problem.file ?? '-'}:${problem.row}:${problem.column}: ${problem.what}; ${problem.todo}`
}
