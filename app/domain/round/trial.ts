/** A trial: a few people try the questionnaire before the round opens, and say which items they do not understand. */

/** What one person said about one item. */
export type TrialNote = { item: string; clear: boolean; remark: string }

/** What a trial brought up; nothing in it is about a person. */
export type TrialOutcome = {
  /** Per role: how many finished, and the middle one of their times in minutes (null without times). */
  roles: Record<string, { finished: number; minutes: number | null }>
  /** Per item that somebody judged. */
  items: Record<string, { clear: number; unclear: number; remarks: string[] }>
}

/** Adds up what was kept during a trial. `visits` are the times of those who finished. */
export function trialOutcome(
  notes: readonly TrialNote[],
  visits: readonly { role: string; minutes: number }[],
): TrialOutcome {
  const roles: TrialOutcome['roles'] = {}
  for (const role of new Set(visits.map((visit) => visit.role))) {
    const minutes = visits.filter((visit) => visit.role === role).map((visit) => visit.minutes)
    roles[role] = { finished: minutes.length, minutes: middle(minutes) }
  }
  const items: TrialOutcome['items'] = {}
  for (const { item, clear, remark } of notes) {
    const judged = (items[item] ??= { clear: 0, unclear: 0, remarks: [] })
    if (clear) judged.clear += 1
    else judged.unclear += 1
    if (remark !== '') judged.remarks.push(remark)
  }
  for (const judged of Object.values(items)) judged.remarks.sort()
  return { roles, items }
}

/** The outcome as it is kept when the round opens: counts only, the remarks vanish with the answers. */
export function keptOutcome(outcome: TrialOutcome): TrialOutcome {
  return {
    roles: outcome.roles,
    items: Object.fromEntries(
      Object.entries(outcome.items).map(([item, judged]) => [item, { ...judged, remarks: [] }]),
    ),
  }
}

function middle(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0]
  return (low + high) / 2
}
