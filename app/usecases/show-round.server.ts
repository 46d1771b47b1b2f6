import type { AppContext } from '../context.server.ts'
import type { Headcount, RoundStatus } from '../domain/round/round.ts'
import type { Refused } from '../domain/refusal.ts'

/** Response of one group; `sent` is null where showing it would tell about fewer than k persons. */
export type GroupResponse = { id: string; title: string; sent: number | null; invited: Headcount | null }

export type RoundView = {
  kind: 'round'
  id: string
  title: string
  region: string
  invented: boolean
  askedBy: string
  framework: { id: string; version: string; hash: string; title: string; label: string }
  variant: 'core' | 'full'
  status: RoundStatus
  opensAt: string
  closesAt: string
  roles: {
    role: string
    title: string
    plural: string
    anonymity: 'anonymous' | 'named'
    minimumGroup: number
    invited: Headcount | null
    sent: number
    /** Questionnaires begun and not sent. */
    begun: number
    /** False for an anonymous role before the round closes, or with fewer than k sent. */
    hasResults: boolean
    /**
     * Anonymous roles: admitted responses per profession, groups below k merged into `rest` (null when there is no
     * rest, or when even the rest must not be shown).
     */
    professions: GroupResponse[]
    rest: number | null
    /** Per party, with the organisations of a named role; for an anonymous role empty. */
    parties: (GroupResponse & { organisations: { name: string; sent: number }[] })[]
  }[]
}

/** How the response stands: against how many were asked, never who. */
export async function showRound(
  context: AppContext,
  input: { roundId: string },
): Promise<RoundView | Refused<'unknown-round' | 'framework-missing'>> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
