/** Reads a table out of a file that someone has: CSV in whatever form Excel writes it, or an XLSX workbook. */

import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { colToLetter, readXlsx } from 'hucre/xlsx'

/** Why a file cannot be read. */
export type TableProblem = 'empty' | 'unreadable' | 'too-large' | 'old-excel' | 'too-many-rows'

export type TableRead = { ok: true; rows: string[][] } | { ok: false; problem: TableProblem }

/** A workbook may not unpack to more than this: a list of people stays far below it. */
const MOST_UNPACKED = 6 * 1024 * 1024
const MOST_ENTRIES = 200
const MOST_CELL = 500
const ZIP64 = 0xffffffff

/** The first sheet or the whole CSV as texts. A file is known by its content, not by its name. */
export async function readTable(
  bytes: Uint8Array,
  limits: { rows: number; columns: number },
): Promise<TableRead> {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { ok: false, problem: 'old-excel' }
  const rows = startsWith(bytes, [0x50, 0x4b]) ? await workbookRows(bytes, limits) : csvRows(decode(bytes))
  if (!Array.isArray(rows)) return { ok: false, problem: rows }
  const filled = rows.map((row) => row.slice(0, limits.columns).map((cell) => cell.slice(0, MOST_CELL)))
  while (filled.length > 0 && filled.at(-1)?.every((cell) => cell.trim() === '')) filled.pop()
  if (filled.length < 2) return { ok: false, problem: 'empty' }
  if (filled.length > limits.rows + 1) return { ok: false, problem: 'too-many-rows' }
  return { ok: true, rows: filled }
}

/** UTF-8 where it is, else the code page in which Dutch Excel writes "CSV". UTF-16 by its mark. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function csvRows(text: string): string[][] | TableProblem {
  // Excel's own first line that names the separator.
  const named = /^sep=(.)\r?\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const heading = /[^\r\n]+/.exec(body)?.[0] ?? ''
  const delimiter =
    named?.[1] ??
    [';', '\t', ','].reduce((most, one) => (uses(heading, one) > uses(heading, most) ? one : most))
  try {
    return parse(body, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
  } catch {
    return 'unreadable'
  }
}

async function workbookRows(
  bytes: Uint8Array,
  limits: { rows: number; columns: number },
): Promise<string[][] | TableProblem> {
  const unpacked = unpackedProblem(Buffer.from(bytes))
  if (unpacked) return unpacked
  // One row past the limit tells that there are too many. A cell in the last column of Excel costs a row of 16,384.
  const range = `A1:${colToLetter(limits.columns - 1)}${limits.rows + 2}`
  try {
    const { sheets } = await readXlsx(bytes, { sheets: [0], range })
    return (sheets[0]?.rows ?? []).map((row) => Array.from(row, cellText))
  } catch {
    return 'unreadable'
  }
}

/**
 * Unpacks every part of the workbook within a limit, since the sizes that stand in a ZIP are whatever its maker wrote.
 */
function unpackedProblem(bytes: Buffer): TableProblem | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || end + 22 > bytes.length) return 'unreadable'
  // The mark of ZIP64: the library would then read another list of parts than the one that is weighed here.
  if (bytes.readUInt32LE(end + 12) === ZIP64 || bytes.readUInt32LE(end + 16) === ZIP64) return 'unreadable'
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) return 'too-large'
  let at = bytes.readUInt32LE(end + 16)
  let left = MOST_UNPACKED
  try {
    for (let entry = 0; entry < count; entry++) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) return 'unreadable'
      const method = bytes.readUInt16LE(at + 10)
      const packed = bytes.readUInt32LE(at + 20)
      const local = bytes.readUInt32LE(at + 42)
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const data = bytes.subarray(start, start + packed)
      if (method === 8) left -= inflateRawSync(data, { maxOutputLength: Math.max(left, 1) }).length
      else if (method === 0) left -= data.length
      else return 'unreadable'
      if (left <= 0) return 'too-large'
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return null
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too-large'
      : 'unreadable'
  }
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value instanceof Date ? value.toISOString().slice(0, 10) : ''
}

function uses(text: string, sign: string): number {
  return text.split(sign).length
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
