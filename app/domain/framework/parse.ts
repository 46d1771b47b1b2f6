/**
 * From framework files to a Framework: the only door through which a framework enters. What comes out is
 * complete (defaults filled in, scales written out per item) and consistent (every reference resolves).
 */

import type { z } from 'zod'
import type { Parsed, Problem } from '../problem.ts'
import type { Framework, Item, Option } from './framework.ts'
import { frameworkFileSchema, type FrameworkFile, type ItemInFile } from './framework-file.ts'
import { frameworkHash } from './hash.ts'
import { referenceProblems } from './references.ts'
import { reportSkeletonSchema, type ReportSkeleton } from './report-skeleton.ts'
import { shapeProblems } from './shape-problems.ts'
import { readYaml, type SourceFile, type YamlSource } from './yaml-source.ts'

/** The two files of one version: what is asked, and what the report says about it. */
export type FrameworkFiles = { framework: SourceFile; report: SourceFile }

/** A framework together with the files it came from, for checks that must name a line. */
export type ParsedFramework = {
  framework: Framework
  file: FrameworkFile
  source: YamlSource
  reportSource: YamlSource
}

/** Reads a framework, or says everything that is wrong with its files. */
export function parseFramework(files: FrameworkFiles): Parsed<Framework> {
  const parsed = parseFrameworkFiles(files)
  return parsed.ok ? { ok: true, value: parsed.value.framework } : parsed
}

/** As `parseFramework`, but keeps the sources, so that later checks can point at lines. */
export function parseFrameworkFiles(files: FrameworkFiles): Parsed<ParsedFramework> {
  const source = readYaml(files.framework)
  const reportSource = readYaml(files.report)
  const file = shaped(source, frameworkFileSchema)
  const report = shaped(reportSource, reportSkeletonSchema)
  if (!file.ok || !report.ok) {
    return { ok: false, problems: [...problemsOf(file), ...problemsOf(report)] }
  }
  const problems = referenceProblems(source, file.value)
  if (problems.length > 0) return { ok: false, problems }
  const framework = normalise(file.value, report.value)
  return { ok: true, value: { framework, file: file.value, source, reportSource } }
}

function shaped<T>(source: YamlSource, schema: z.ZodType<T>): Parsed<T> {
  if (source.problems.length > 0) return { ok: false, problems: source.problems }
  const result = schema.safeParse(source.value)
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, problems: shapeProblems(source, result.error) }
}

function problemsOf(parsed: Parsed<unknown>): Problem[] {
  return parsed.ok ? [] : parsed.problems
}

function normalise(file: FrameworkFile, report: ReportSkeleton): Framework {
  const { nonScoring, scales, themes, items, ...rest } = file
  const itemOf = (item: ItemInFile) => normaliseItem(item, { nonScoring, scales })
  const content = {
    ...rest,
    themes: themes.map((theme) => ({
      ...theme,
      norms: theme.norms.map((norm) => ({
        ...norm,
        criteria: norm.criteria.map((criterion) => ({ ...criterion, items: criterion.items.map(itemOf) })),
      })),
    })),
    items: items.map(itemOf),
    report,
  }
  return { ...content, hash: frameworkHash(content) }
}

/**
 * Writes an item out: the options of its scale, worst first, then the answers that never score in a fixed
 * order ("weet ik niet" before "niet van toepassing"), whatever order the file names them in.
 */
function normaliseItem(item: ItemInFile, file: Pick<FrameworkFile, 'nonScoring' | 'scales'>): Item {
  const never = (kind: 'choice' | 'multiple', codes: readonly string[]): Option[] =>
    Object.entries(file.nonScoring)
      .filter(([code]) => codes.includes(code))
      .map(([code, label]) => ({
        code,
        label,
        value: null,
        positive: null,
        scoring: false,
        // Ticking "weet ik niet" beside a reason would contradict itself; a choice has one answer anyway.
        exclusive: kind === 'multiple',
        phrase: null,
      }))
  const { id, role, kind, variant, text, hint, routes, parties, speaksFor, evidence, sources } = item
  const shared = { id, role, kind, variant, text, hint, routes, parties, speaksFor, evidence, sources }
  switch (item.kind) {
    case 'choice':
      return {
        ...shared,
        options: [
          ...(file.scales[item.scale]?.options ?? []).map((option) => ({
            ...option,
            scoring: true,
            exclusive: false,
            phrase: null,
          })),
          ...never('choice', item.nonScoring),
        ],
        unknownIsSignal: item.unknownIsSignal,
        maxLength: null,
        slot: null,
        ...(item.predicts !== undefined && { predicts: item.predicts }),
      }
    case 'multiple':
      return {
        ...shared,
        options: [
          ...item.options.map((option) => ({ ...option, value: null, positive: null, scoring: false })),
          ...never('multiple', item.nonScoring),
        ],
        unknownIsSignal: false,
        maxLength: null,
        slot: item.slot,
      }
    case 'open':
      return { ...shared, options: [], unknownIsSignal: false, maxLength: item.maxLength, slot: null }
  }
}
