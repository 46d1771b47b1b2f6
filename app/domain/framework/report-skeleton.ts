/**
 * Everything a report of this framework says, as data: headings, patterns, clauses per criterion, hedges.
 * The report stage fills the patterns; it knows none of their words.
 */
export type ReportSkeleton = Record<string, unknown>
