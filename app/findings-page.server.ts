/** What the page of findings shows: the machine's proposals with what people decided, in the order they chose. */

import { inChosenOrder } from './domain/report/editorial.ts'
import { historyOf, latest, reactionAbout } from './domain/report/editorial-entries.ts'
import type { EditorialEntry } from './domain/report/editorial-entries.ts'
import type { FindingsView } from './usecases/edit-findings.server.ts'

export type FindingsPage = ReturnType<typeof findingsPage>
export type ShownFinding = FindingsPage['themes'][number]['columns'][number]['findings'][number]

/** Proposals and additions per theme and column, with evidence, history, reactions and who takes them up. */
export function findingsPage(view: FindingsView) {
  const { entries, framework, score } = view
  const last = <Kind extends EditorialEntry['kind']>(kind: Kind, subject: string) =>
    latest(entries, kind).find((entry) => entry.subject === subject)
  const reactions = latest(entries, 'reaction').filter(({ value }) => value.kind !== 'none')
  const about = (finding: string | null) =>
    reactions
      .filter(({ subject }) => reactionAbout(subject).finding === finding)
      .map(({ subject, value, authorName, at }) => {
        const answer = last('answer', subject)
        return {
          subject,
          party: authorName,
          kind: value.kind,
          text: value.text,
          at,
          answer: answer?.value.text ?? '',
          seen: answer?.version ?? 0,
        }
      })
  const machine = score.findings.map((finding) => {
    const decided = last('finding', finding.id)
    return {
      id: finding.id,
      theme: finding.theme,
      side: finding.side,
      added: false,
      inShort: finding.edition === 'short',
      onlyConclusion: finding.bullet === null,
      firm: finding.firm,
      machineText: finding.text,
      text: decided?.value.finalText ?? finding.text,
      source: '',
      decision: decided?.value.decision ?? null,
      stale: view.stale.some((one) => one.finding === finding.id),
      hash: view.hashes[finding.id] ?? '',
      seen: decided?.version ?? 0,
      history: historyOf(entries, 'finding', finding.id).map(({ value, authorName, at }) => ({
        decision: value.decision,
        machineText: value.machineText,
        finalText: value.finalText,
        reason: value.reason,
        authorName,
        at,
      })),
      evidence: (view.evidence.find((one) => one.finding === finding.id)?.criteria ?? []).map(
        (criterion) => ({
          title: criterion.title,
          roles: criterion.roles.map(({ role, title, label, n, p, unknown }) => ({
            role,
            title,
            label,
            n,
            p,
            unknown,
          })),
        }),
      ),
    }
  })
  const added = latest(entries, 'added')
    .filter(({ value }) => !value.removed)
    .map(({ subject, value, version }) => ({
      id: subject,
      theme: value.theme,
      side: value.side,
      added: true,
      inShort: true,
      onlyConclusion: false,
      firm: true,
      machineText: '',
      text: value.text,
      source: value.source,
      decision: null,
      stale: false,
      hash: '',
      seen: version,
      history: historyOf(entries, 'added', subject).map((entry) => ({
        decision: 'add' as const,
        machineText: '',
        finalText: entry.value.text,
        reason: `Bron: ${entry.value.source}`,
        authorName: entry.authorName,
        at: entry.at,
      })),
      evidence: [],
    }))
  const all = inChosenOrder([...machine, ...added], view.order, ({ id }) => id).map((finding) => {
    const agreed = last('follow-up', finding.id)
    return {
      ...finding,
      reactions: about(finding.id),
      followUp: {
        owner: agreed?.value.owner ?? '',
        day: agreed?.value.day ?? '',
        seen: agreed?.version ?? 0,
      },
    }
  })
  return {
    orderSeen: last('order', '')?.version ?? 0,
    headings: framework.report.headings,
    gone: view.stale
      .filter(({ why }) => why === 'gone')
      .map(({ finding }) => {
        const decided = last('finding', finding)
        return { id: finding, text: decided?.value.finalText ?? '', seen: decided?.version ?? 0 }
      }),
    general: about(null),
    themes: framework.themes.map(({ id, title }) => ({
      id,
      title,
      columns: (['good', 'better'] as const).map((side) => ({
        side,
        findings: all.filter((finding) => finding.theme === id && finding.side === side),
      })),
    })),
  }
}
