/**
 * Saves every answer the moment it is given: a queue that sends one change after another to the save endpoint and
 * tells how it went. A failed save stays in the queue and is tried again; a refused one is told and dropped.
 * No React and no form library here: the page tells what changed, and reads the state.
 */

import { TEXT_FIELDS } from '../domain/response/answer.ts'
import type { AnswerChange, AnswerProblem, DraftAnswer, PersonalData } from '../domain/response/answer.ts'
import type { RefusalReason } from '../text/nl.ts'

export type AutosaveState = {
  /** ISO moment of the last save; null before the first. */
  savedAt: string | null
  /** Waiting for the line or the server to come back; nothing is lost as long as the page stays open. */
  failing: boolean
  /** Another tab or device had saved this question since: what was filled in here now stands. */
  replacedNewer: boolean
  /** Nothing can be saved any more; why. */
  stopped: RefusalReason | null
  problems: Record<string, AnswerProblem[]>
  warnings: Record<string, PersonalData[]>
  /** Items that somebody else changed meanwhile: not saved until one of the two answers is chosen. */
  conflicts: Record<string, { current: DraftAnswer; by: string | null }>
}

export type AutosaveOptions = {
  endpoint: string
  /** Tells the server for whom this page was made: another link may have been opened since. */
  owner: string
  versions: Record<string, number>
  /** The present content of these fields of an item. */
  read(itemId: string, fields: ReadonlySet<keyof AnswerChange>): AnswerChange
  changed(state: AutosaveState): void
}

const RETRY_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000]
const STOPPING: readonly RefusalReason[] = [
  'no-session',
  'unknown-respondent',
  'path-not-chosen',
  'already-sent',
  'with-director',
  'round-closed',
  'other-respondent',
  'foreign-page',
]

type Reply =
  | { kind: 'saved'; at: string; version: number; replacedNewer: boolean; warnings: PersonalData[] }
  | {
      kind: 'refused'
      reason: RefusalReason
      problems: AnswerProblem[]
      current?: DraftAnswer
      by?: string | null
    }

export class Autosave {
  private readonly waiting = new Map<string, Set<keyof AnswerChange>>()
  private readonly versions: Record<string, number>
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private wake: (() => void) | null = null
  private handedOver = false
  private state: AutosaveState = {
    savedAt: null,
    failing: false,
    replacedNewer: false,
    stopped: null,
    problems: {},
    warnings: {},
    conflicts: {},
  }

  constructor(private readonly options: AutosaveOptions) {
    this.versions = { ...options.versions }
  }

  /** A field changed; it is sent after `delay` milliseconds without another change (texts), or at once. */
  change(itemId: string, field: keyof AnswerChange, delay: number): void {
    if (this.state.stopped) return
    const fields = this.waiting.get(itemId) ?? new Set()
    fields.add(field)
    this.waiting.set(itemId, fields)
    clearTimeout(this.timer)
    if (delay === 0) void this.flush()
    else this.timer = setTimeout(() => void this.flush(), delay)
  }

  /** Sends what waits; settles when nothing does any more or nothing can be saved. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  /** Something is not in the database yet. */
  get pending(): boolean {
    return this.waiting.size > 0 || this.running !== null
  }

  /** The line is back, or the reader asked: try at once. */
  retryNow(): void {
    this.wake?.()
  }

  /** The page saves everything itself now: settles as soon as nothing of ours is under way. */
  async handOver(): Promise<void> {
    clearTimeout(this.timer)
    this.handedOver = true
    this.wake?.()
    await this.running
    this.waiting.clear()
    this.handedOver = false
  }

  /** Of two answers one is chosen: the own one is saved over the other's, or the other's stays. */
  settle(itemId: string, whose: 'mine' | 'theirs'): void {
    const conflict = this.state.conflicts[itemId]
    if (!conflict) return
    this.versions[itemId] = conflict.current.version
    this.update({ conflicts: without(this.state.conflicts, itemId) })
    if (whose === 'theirs') this.waiting.delete(itemId)
    else for (const field of ['codes', ...TEXT_FIELDS] as const) this.change(itemId, field, 0)
  }

  private async run(): Promise<void> {
    let attempt = 0
    for (;;) {
      const next = this.waiting.entries().next()
      if (next.done || this.state.stopped || this.handedOver) return
      const [itemId, fields] = next.value
      this.waiting.delete(itemId)
      const reply = await this.send(itemId, fields)
      if (reply === null) {
        // Keep it, together with what changed meanwhile, and try again a little later each time.
        this.waiting.set(itemId, new Set([...fields, ...(this.waiting.get(itemId) ?? [])]))
        this.update({ failing: true })
        if (this.handedOver) return
        await this.sleep(RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 1_000)
        attempt++
        continue
      }
      attempt = 0
      this.take(itemId, reply)
    }
  }

  private take(itemId: string, reply: Reply): void {
    const { problems, warnings, conflicts } = this.state
    if (reply.kind === 'saved') {
      this.versions[itemId] = reply.version
      this.update({
        savedAt: reply.at,
        failing: false,
        replacedNewer: this.state.replacedNewer || reply.replacedNewer,
        problems: { ...problems, [itemId]: [] },
        warnings: { ...warnings, [itemId]: reply.warnings },
        conflicts: without(conflicts, itemId),
      })
    } else if (reply.reason === 'changed-meanwhile' && reply.current) {
      const { current, by = null } = reply
      this.update({ failing: false, conflicts: { ...conflicts, [itemId]: { current, by } } })
    } else if (STOPPING.includes(reply.reason)) this.update({ stopped: reply.reason, failing: false })
    else this.update({ failing: false, problems: { ...problems, [itemId]: reply.problems } })
  }

  /** Null when the save has to be tried again: no line, or a server in trouble. */
  private async send(itemId: string, fields: ReadonlySet<keyof AnswerChange>): Promise<Reply | null> {
    try {
      const response = await fetch(this.options.endpoint, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          itemId,
          owner: this.options.owner,
          version: this.versions[itemId] ?? 0,
          ...this.options.read(itemId, fields),
        }),
        // The answer given just before leaving the page still goes out.
        keepalive: true,
      })
      if (response.status >= 500) return null
      return (await response.json()) as Reply
    } catch {
      return null
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private update(change: Partial<AutosaveState>): void {
    this.state = { ...this.state, ...change }
    this.options.changed(this.state)
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
