/** The shape of a change to an answer as it comes in from outside, before the rules of its item are applied. */

import * as z from 'zod/mini'

/** The outer shape of one change, whatever the item: what a save request must look like. */
export const answerChangeSchema = z.object({
  codes: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(200))),
  text: z.optional(z.string().check(z.maxLength(100_000))),
  remark: z.optional(z.string().check(z.maxLength(100_000))),
  evidence: z.optional(z.string().check(z.maxLength(100_000))),
  evidenceDate: z.optional(z.string().check(z.maxLength(100_000))),
  evidenceLink: z.optional(z.string().check(z.maxLength(100_000))),
})
