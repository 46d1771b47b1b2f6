/**
 * The history behind an editorial: every decision, reaction and agreement as it was made, one under the other. Nothing
 * is ever changed or taken out; of each subject the last version holds.
 */

import type { Side } from '../scoring/score.ts'
import type { Editorial, EditorialWords, FindingReaction, ReactionKind, ReleasedQuote } from './editorial.ts'

type Values = {
  /** Subject: the finding. */
  finding: {
    decision: 'accept' | 'rewrite' | 'drop'
    machineText: string
    finalText: string
    scoreHash: string
    reason: string
  }
  /** Subject: the id of the added finding. */
  added: { theme: string; side: Side; text: string; source: string; reason: string; removed: boolean }
  /** Subject: empty, there is one order. */
  order: { ids: string[] }
  /** Subject: the remark's key, which leads to no respondent. */
  remark: {
    verdict: 'release' | 'redact' | 'withhold'
    item: string
    role: string
    /** As it may be shown; null when it was withheld. */
    text: string | null
    inReport: boolean
  }
  /** Subject: `reactionSubject`. */
  reaction: { kind: ReactionKind | 'none'; text: string; seen: string }
  /** Subject: as of the reaction that it answers. */
  answer: { text: string }
  /** Subject: the finding. */
  'follow-up': { owner: string | null; day: string | null }
}

export type EntryKind = keyof Values

export type EntryOf<Kind extends EntryKind> = {
  kind: Kind
  subject: string
  /** From 1. */
  version: number
  value: Values[Kind]
  /** `account:<id>` or `organisation:<id>`. */
  author: string
  authorName: string
  /** ISO 8601, UTC. */
  at: string
}

export type EditorialEntry = { [Kind in EntryKind]: EntryOf<Kind> }[EntryKind]

/** What somebody wants to add: the version they saw, and what follows it. */
export type NewEntry = Omit<EditorialEntry, 'version'> & {
  kind: EntryKind
  value: Values[EntryKind]
  /** The version that was on the screen; 0 when there was none. */
  seen: number
}

/** The subject of a reaction: which organisation, and on which finding (null: the report as a whole). */
export function reactionSubject(organisationId: string, finding: string | null): string {
  return `${organisationId} ${finding ?? ''}`
}

/** The organisation and the finding in the subject of a reaction. */
export function reactionAbout(subject: string): { organisationId: string; finding: string | null } {
  const [organisationId = '', finding = ''] = subject.split(' ')
  return { organisationId, finding: finding === '' ? null : finding }
}

/** The last version of every subject of one kind, in the order of the subjects. */
export function latest<Kind extends EntryKind>(
  entries: readonly EditorialEntry[],
  kind: Kind,
): EntryOf<Kind>[] {
  const last = new Map<string, EntryOf<Kind>>()
  for (const entry of ofKind(entries, kind)) {
    if ((last.get(entry.subject)?.version ?? 0) < entry.version) last.set(entry.subject, entry)
  }
  return [...last.values()].sort((one, other) => (one.subject < other.subject ? -1 : 1))
}

/** Every version of one subject, the first one first. */
export function historyOf<Kind extends EntryKind>(
  entries: readonly EditorialEntry[],
  kind: Kind,
  subject: string,
): EntryOf<Kind>[] {
  return ofKind(entries, kind)
    .filter((entry) => entry.subject === subject)
    .sort((one, other) => one.version - other.version)
}

function ofKind<Kind extends EntryKind>(entries: readonly EditorialEntry[], kind: Kind): EntryOf<Kind>[] {
  // The compiler cannot tie the kind of an entry to its value for a kind it does not know yet.
  return entries.filter((entry) => entry.kind === kind) as unknown as EntryOf<Kind>[]
}

/** Remarks that a moderator let through, in the order of their keys, which tells nothing. */
export function releasedRemarks(
  entries: readonly EditorialEntry[],
): (ReleasedQuote & { inReport: boolean })[] {
  return latest(entries, 'remark').flatMap(({ subject, value }) =>
    value.text === null
      ? []
      : [
          {
            id: subject,
            item: value.item,
            role: value.role,
            text: value.text,
            redacted: value.verdict === 'redact',
            inReport: value.inReport,
          },
        ],
  )
}

/**
 * The editorial that the entries add up to.
 *
 * @param nameOf How the report may name an organisation that reacted, as "wie ziet wat" promised.
 * @param quotes Whether free text may be printed at all.
 */
export function editorialFrom(
  entries: readonly EditorialEntry[],
  options: { words: EditorialWords; nameOf(organisationId: string): string; quotes: boolean },
): Editorial {
  const answers = new Map(latest(entries, 'answer').map(({ subject, value }) => [subject, value.text]))
  const edit = ({ authorName, at }: EditorialEntry) => ({ author: authorName, at })
  return {
    decisions: latest(entries, 'finding').map((entry) => {
      const { decision, machineText, finalText, scoreHash, reason } = entry.value
      return {
        finding: entry.subject,
        kind: decision,
        machineText,
        finalText,
        scoreHash,
        reason,
        ...edit(entry),
      }
    }),
    added: latest(entries, 'added')
      .filter(({ value }) => !value.removed)
      .map((entry) => {
        const { theme, side, text, source, reason } = entry.value
        return { id: entry.subject, theme, side, text, source, reason, ...edit(entry) }
      }),
    order: latest(entries, 'order')[0]?.value.ids ?? [],
    quotes: options.quotes
      ? releasedRemarks(entries).flatMap(({ inReport, ...quote }) => (inReport ? [quote] : []))
      : [],
    reactions: latest(entries, 'reaction').flatMap(({ subject, value }): FindingReaction[] => {
      if (value.kind === 'none') return []
      const { organisationId, finding } = reactionAbout(subject)
      const answer = answers.get(subject) ?? ''
      return [
        {
          finding,
          party: options.nameOf(organisationId),
          kind: value.kind,
          text: value.text,
          answer: answer === '' ? null : answer,
        },
      ]
    }),
    followUps: latest(entries, 'follow-up').map(({ subject, value }) => ({ finding: subject, ...value })),
    words: options.words,
  }
}
