/**
 * The region a report is about: its municipalities, who was invited and its figures with their sources.
 * Read from a region file (contract: "Region file") or from the database.
 */
import type { Invited } from '../scoring/score.ts'

export type Region = {
  title: string
  municipalities: { code: string; name: string }[]
  /** ISO date of the report; null when the file gives none. */
  date: string | null
  /** Year in which was asked; null when unknown. */
  year: number | null
  invited: Invited
  figures: RegionalFigure[]
  /** True for made-up answers: every page and file then says so. */
  invented: boolean
  /** Boards that filled in and whose answers do not count, per role; left out where every answer counts as adopted. */
  unadopted?: Record<string, UnadoptedBoards>
}

/** lapsed: filled in, not adopted in time. refused: the director did not want to stand by the answers. */
export type UnadoptedBoards = { lapsed: UnadoptedBoard[]; refused: UnadoptedBoard[] }

/** A board by its kind, with its name only where the report may speak of boards by name. */
export type UnadoptedBoard = { party: string; name: string | null }

/** `value` and `national` in `unit` ("%" for percentages); null is "not known", never 0. */
export type RegionalFigure = {
  indicator: string
  region: string
  value: number | null
  national: number | null
  unit: string
  year: number | null
  source: string
  url: string | null
  note: string | null
  /** Number of the table in which the source has it ("50120NED"); printed with the source. */
  table?: string | null
}
