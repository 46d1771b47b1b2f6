/** A round as a coordinator sets it up: its basics, who is asked, and the rules per role. */

import { fieldProblem, problemsOf, requiredLine, wholeNumber } from '../field.ts'
import type { FieldProblem, Fields } from '../field.ts'
import type { Framework, Variant, Weighting } from '../framework/framework.ts'
import { isDay } from './planning.ts'
import type { Headcount, RoundRole } from './round.ts'

export type RoundBasics = {
  title: string
  askedBy: string
  /** Id of the framework, newest version or `id@version`. */
  framework: string
  variant: Variant
  closingDay: string
  meetingDay: string | null
}

const TITLE_LENGTH = 80
const ASKED_BY_LENGTH = 120
const MOST_INVITED = 100_000
const MOST_K = 100
const WEIGHTINGS: readonly Weighting[] = ['person', 'organisation', 'party']

/** Reads the first step. `today` is the ISO date in the Netherlands. */
export function basicsFrom(
  posted: Record<keyof RoundBasics, string | null>,
  frameworks: { find(ref: string): Framework | undefined },
  today: string,
): Fields<RoundBasics> {
  const title = requiredLine('title', posted.title, TITLE_LENGTH)
  const askedBy = requiredLine('askedBy', posted.askedBy, ASKED_BY_LENGTH)
  const framework = posted.framework ?? ''
  const variant = posted.variant === 'core' || posted.variant === 'full' ? posted.variant : null
  const closingDay = dayFrom('closingDay', posted.closingDay, today)
  const meetingDay: Fields<string | null> = posted.meetingDay
    ? dayFrom('meetingDay', posted.meetingDay, today)
    : { ok: true, value: null }
  const problems = problemsOf([title, askedBy])
  if (!frameworks.find(framework)) problems.push(fieldProblem('framework', framework ? 'unknown' : 'missing'))
  if (variant === null) problems.push(fieldProblem('variant', 'missing'))
  problems.push(...problemsOf([closingDay, meetingDay]))
  if (closingDay.ok && meetingDay.ok && meetingDay.value !== null && meetingDay.value <= closingDay.value) {
    problems.push(fieldProblem('meetingDay', 'before-closing'))
  }
  if (problems.length > 0 || !title.ok || !askedBy.ok || !closingDay.ok || !meetingDay.ok || !variant) {
    return { ok: false, problems }
  }
  return {
    ok: true,
    value: {
      title: title.value,
      askedBy: askedBy.value,
      framework,
      variant,
      closingDay: closingDay.value,
      meetingDay: meetingDay.value,
    },
  }
}

function dayFrom(field: string, text: string | null, today: string): Fields<string> {
  if (!text) return { ok: false, problems: [fieldProblem(field, 'missing')] }
  if (!isDay(text)) return { ok: false, problems: [fieldProblem(field, 'not-a-day')] }
  if (text < today) return { ok: false, problems: [fieldProblem(field, 'in-the-past')] }
  return { ok: true, value: text }
}

/** Name of the field that asks how many of a role are asked at an organisation. */
export function invitedField(role: string, organisationId: string): string {
  return `${role}.${organisationId}`
}

/** Name of the box that says that number is an estimate. */
export function aboutField(role: string, organisationId: string): string {
  return `${invitedField(role, organisationId)}.about`
}

export type ParticipantFields = { organisationId: string; role: string; invited: Headcount }

/**
 * Who is asked: of a named role a box per organisation (its board answers once), of any other a number with a box
 * "estimate". Empty or 0 is nobody.
 */
export function participantsFrom(
  posted: ReadonlyMap<string, string>,
  framework: Framework,
  organisations: readonly { id: string; party: string }[],
): Fields<ParticipantFields[]> {
  const problems: FieldProblem[] = []
  const found: ParticipantFields[] = []
  for (const role of framework.roles) {
    for (const { id } of organisations) {
      const name = invitedField(role.id, id)
      const text = posted.get(name)?.trim() ?? ''
      if (role.anonymity === 'named') {
        if (text !== '') found.push({ organisationId: id, role: role.id, invited: 1 })
        continue
      }
      if (text === '') continue
      const number = wholeNumber(name, text, 0, MOST_INVITED)
      if (!number.ok) problems.push(...number.problems)
      else if (number.value > 0) {
        const about = posted.has(aboutField(role.id, id))
        const invited = about ? { about: number.value } : number.value
        found.push({ organisationId: id, role: role.id, invited })
      }
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found }
}

export const minimumField = (role: string) => `${role}.minimum`
export const weightingField = (role: string) => `${role}.weighting`

export type RuleFields = Pick<RoundRole, 'role' | 'minimumGroup' | 'weighting'>

/** k and weighting per role. k may be raised above the framework's and never lowered (scoring §4). */
export function rulesFrom(posted: ReadonlyMap<string, string>, framework: Framework): Fields<RuleFields[]> {
  const problems: FieldProblem[] = []
  const found: RuleFields[] = []
  for (const role of framework.roles) {
    const name = minimumField(role.id)
    const minimum = wholeNumber(name, posted.get(name) ?? '', role.minimumGroup, MOST_K)
    if (!minimum.ok) problems.push(...minimum.problems)
    const weighting = WEIGHTINGS.find((one) => one === posted.get(weightingField(role.id)))
    if (!weighting) problems.push(fieldProblem(weightingField(role.id), 'missing'))
    // The promise to an anonymous role says what is kept beside an answer; weighting by organisation would keep more.
    else if (role.anonymity === 'anonymous' && weighting !== role.weighting) {
      problems.push(fieldProblem(weightingField(role.id), 'unknown'))
    }
    if (minimum.ok && weighting) {
      found.push({ role: role.id, minimumGroup: minimum.value, weighting })
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found }
}

/** "2026" becomes "2027"; a title without a year gets the new one behind it. */
export function nextTitle(title: string, year: number): string {
  const renamed = title.replace(/\b20\d\d\b/, String(year))
  return renamed === title && !title.includes(String(year)) ? `${title} ${year}` : renamed
}
