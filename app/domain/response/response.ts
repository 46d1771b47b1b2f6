/**
 * One respondent's filled questionnaire, as values. Sent responses come from the database or from a
 * responses file; scoring reads nothing else about a person than what stands here.
 */
export type QuestionnaireResponse = {
  role: string
  /** Kind of organisation; null when not given. */
  party: string | null
  /** Name of the organisation; null for anonymous responses that do not carry it. */
  organisation: string | null
  profession: string | null
  /** The routes the respondent chose, for roles that have them. */
  routes: string[]
  /** Option codes per item of kind choice (exactly one) or multiple (one or more). */
  answers: Record<string, string[]>
  /** Text per open item. */
  texts: Record<string, string>
  /** Free remark per item. */
  remarks: Record<string, string>
  /** "Waar staat dat?" per item. */
  evidence: Record<string, string>
}
