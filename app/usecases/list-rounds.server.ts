import type { AppContext } from '../context.server.ts'
import type { RoundStatus } from '../domain/round/round.ts'

export type RoundSummary = {
  id: string
  title: string
  region: string
  invented: boolean
  framework: { id: string; version: string; title: string }
  status: RoundStatus
  closesAt: string
  /** Responses sent per role. */
  sent: { role: string; title: string; sent: number }[]
}

/** All rounds, newest closing date first. */
export async function listRounds(context: AppContext): Promise<RoundSummary[]> {
  throw new Error(`Not built yet ${String(context)}`)
}
