/**
 * A table of texts as CSV for Dutch Excel and Word: UTF-8 with BOM, semicolons. A text that a spreadsheet would take
 * for a formula is made a text; a negative number is none.
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(cell).join(';'))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function cell(value: string): string {
  const text = /^[=+\-@\t\r]/u.test(value) && !/^-?\d+(,\d+)?(e-?\d+)?$/u.test(value) ? `'${value}` : value
  return /[;"\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
