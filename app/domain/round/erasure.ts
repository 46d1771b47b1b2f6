/**
 * A receipt of what was erased of a round. Its hash stands in the log, whose entries form a chain: a receipt that was
 * changed or made up afterwards no longer fits its entry.
 */

import { canonicalJson, sha256 } from '../framework/hash.ts'

/** Rows that went, per kind: sent answers one by one, and names (with addresses) of who was invited. */
export type ErasedRows = { answers: number; names: number }

export type ErasureReceipt = {
  id: string
  roundId: string
  regionId: string
  /** As the round was called then. */
  roundTitle: string
  /** ISO 8601, UTC. */
  at: string
  /** retention: the time that was promised was over. by-hand: someone did it earlier. */
  rule: 'retention' | 'by-hand'
  /** The retention that was promised, in months after closing; null where nothing was promised. */
  months: number | null
  /** As in the log. */
  actor: string
  rows: ErasedRows
}

export function receiptHash(receipt: ErasureReceipt): string {
  return sha256(canonicalJson(receipt))
}

/** Whether there was anything to erase. */
export function erasedAnything(rows: ErasedRows): boolean {
  return rows.answers + rows.names > 0
}
