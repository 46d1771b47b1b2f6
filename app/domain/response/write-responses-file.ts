/** Responses as a responses file: the reverse of `parseResponsesFile`. */
import { allItems } from '../framework/framework.ts'
import type { Framework, Variant } from '../framework/framework.ts'
import { RESPONSE_COLUMNS } from '../framework/references.ts'
import type { QuestionnaireResponse } from './response.ts'

/**
 * CSV with `;` and CRLF: a row per response, in the given order, a column per item of the variant in the
 * framework's order, and a remark or evidence column only where someone wrote one.
 */
export function writeResponsesFile(
  framework: Framework,
  responses: readonly QuestionnaireResponse[],
  variant: Variant,
): string {
  const columns: { name: string; cell: (response: QuestionnaireResponse) => string | undefined }[] = []
  for (const name of RESPONSE_COLUMNS) {
    columns.push({
      name,
      cell: (response) => (name === 'routes' ? response.routes.join('|') : (response[name] ?? '')),
    })
  }
  for (const item of allItems(framework)) {
    const { id } = item
    if (variant === 'core' && item.variant === 'full') continue
    columns.push({ name: id, cell: ({ answers, texts }) => answers[id]?.join('|') ?? texts[id] })
    for (const [name, field] of [
      [`${id}.remark`, 'remarks'],
      [`${id}.evidence`, 'evidence'],
    ] as const) {
      if (responses.some((response) => response[field][id])) {
        columns.push({ name, cell: (response) => response[field][id] })
      }
    }
  }
  const lines = [
    columns.map(({ name }) => name),
    ...responses.map((response) => columns.map(({ cell }) => cell(response) ?? '')),
  ]
  return lines.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('')
}

function quoted(cell: string): string {
  return /[";,\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
