/**
 * JSON Schema of the two files of a framework, generated from the schemas that parse them, so that an editor
 * completes and checks while someone writes.
 */

import { z } from 'zod'
import { frameworkFileSchema } from './framework-file.ts'
import { reportSkeletonSchema } from './report-skeleton.ts'

/** The text of framework.schema.json. */
export function frameworkJsonSchema(): string {
  return schemaText(frameworkFileSchema)
}

/** The text of report.schema.json. */
export function reportJsonSchema(): string {
  return schemaText(reportSkeletonSchema.meta({ title: 'Regiospiegel report of a framework' }))
}

function schemaText(schema: z.ZodType): string {
  // What a person writes is the input: keys with a default may be left out there.
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'ref' }), null, 2)}\n`
}
