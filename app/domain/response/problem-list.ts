/** Problems of one file while it is read: named up to a number, counted beyond it. */
import type { Problem } from '../problem.ts'

/** So many problems are named; of the others only the number. */
const MAX_PROBLEMS = 200

/** Collects problems and says how many there were beyond those it names. */
export class ProblemList {
  count = 0
  private readonly listed: Problem[] = []
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  add(row: number, column: number, what: string, todo: string): void {
    this.count += 1
    if (this.listed.length < MAX_PROBLEMS) this.listed.push({ file: this.file, row, column, what, todo })
  }

  result(): { ok: false; problems: Problem[] } {
    const last = this.listed.at(-1)
    const more = this.count - this.listed.length
    if (!last || more === 0) return { ok: false, problems: this.listed }
    const what = `${more} more problems after this one`
    return { ok: false, problems: [...this.listed, { ...last, what, todo: 'correct the ones above first' }] }
  }
}
