import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readZip, writeZip } from '../app/render/zip.ts'
import { readTable } from '../app/table-file.server.ts'

const LIMITS = { rows: 1_000, columns: 20 }
const LIST = [
  ['Naam', 'E-mail', 'Organisatie'],
  ['Zoë Müller', 'zoe@example.nl', 'De Linde; noord'],
]
const utf8 = (text: string) => new TextEncoder().encode(text)
const QUOTED = 'Naam;E-mail;Organisatie\r\nZoë Müller;zoe@example.nl;"De Linde; noord"\r\n'

test.each([
  ['semicolons', utf8(QUOTED)],
  ['a byte order mark', utf8(`\uFEFF${QUOTED}`)],
  ['commas', utf8('Naam,E-mail,Organisatie\nZoë Müller,zoe@example.nl,De Linde; noord\n\n\n')],
  [
    'tabs, as copied from Excel',
    utf8('Naam\tE-mail\tOrganisatie\nZoë Müller\tzoe@example.nl\tDe Linde; noord'),
  ],
  ['the separator in its first line', utf8(`sep=;\r\n${QUOTED}`)],
  ['windows-1252', Uint8Array.from(Buffer.from(QUOTED, 'latin1'))],
  ['UTF-16', Uint8Array.from(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(QUOTED, 'utf16le')]))],
])('a CSV with %s is read', async (_, bytes) => {
  expect(await readTable(bytes, LIMITS)).toEqual({ ok: true, rows: LIST })
})

test('the first sheet of a workbook is read, whatever the file is called', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Lijst', rows: LIST },
      { name: 'Anders', rows: [['x']] },
    ],
  })
  expect(await readTable(bytes, LIMITS)).toEqual({ ok: true, rows: LIST })
})

test('a workbook that unpacks to far more than a list is refused, also when it lies about its sizes', async () => {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
  expect(packed.length).toBeLessThan(100_000)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(10, 22)
  header.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(10, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(header.length + name.length + packed.length, 16)
  const bomb = Buffer.concat([header, name, packed, central, name, end])
  expect(await readTable(Uint8Array.from(bomb), LIMITS)).toEqual({ ok: false, problem: 'too-large' })
})

test('a workbook that shows one list of parts for weighing and another for reading (ZIP64) is refused', async () => {
  const hidden = Buffer.from(await writeXlsx({ sheets: [{ name: 'Verstopt', rows: LIST }] }))
  const end = hidden.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const parts = hidden.subarray(0, end)
  const small = Buffer.from(writeZip(new Map([['x', Buffer.from('x')]])))
  const smallEnd = small.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const list = Buffer.from(small.subarray(small.readUInt32LE(smallEnd + 16), smallEnd))
  list.writeUInt32LE(parts.length, 42)
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(BigInt(hidden.readUInt16LE(end + 10)), 32)
  record.writeBigUInt64LE(BigInt(hidden.readUInt32LE(end + 16)), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  const before = Buffer.concat([parts, small.subarray(0, small.readUInt32LE(smallEnd + 16)), list])
  locator.writeBigUInt64LE(BigInt(before.length), 8)
  const shown = Buffer.alloc(22)
  shown.writeUInt32LE(0x06054b50, 0)
  shown.writeUInt16LE(1, 8)
  shown.writeUInt16LE(1, 10)
  shown.writeUInt32LE(0xffffffff, 12)
  shown.writeUInt32LE(before.length - list.length, 16)
  const file = Uint8Array.from(Buffer.concat([before, record, locator, shown]))
  expect(await readTable(file, LIMITS)).toEqual({ ok: false, problem: 'unreadable' })
})

test('a cell in the last column of every row costs no memory for the columns before it', async () => {
  const rows = Array.from(
    { length: 1_001 },
    (_, row) =>
      `<row r="${row + 1}"><c r="A${row + 1}"><v>${row}</v></c><c r="XFD${row + 1}"><v>1</v></c></row>`,
  )
  const parts = await sheetOf(rows.join(''))
  const before = process.resourceUsage().maxRSS
  const read = await readTable(writeZip(parts), LIMITS)
  expect(read.ok && read.rows.length).toBe(1_001)
  expect(read.ok && read.rows[1]?.[0]).toBe('1')
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(150_000)
})

/** The parts of a real workbook with these rows in its sheet. */
async function sheetOf(rows: string): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>(
    readZip(await writeXlsx({ sheets: [{ name: 'Lijst', rows: LIST }] })),
  )
  const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  return parts.set('xl/worksheets/sheet1.xml', utf8(sheet))
}

test('what is no list is refused with what is the matter', async () => {
  const problem = async (bytes: Uint8Array) => {
    const read = await readTable(bytes, { rows: 2, columns: 20 })
    return read.ok ? null : read.problem
  }
  expect(await problem(utf8(''))).toBe('empty')
  expect(await problem(utf8('Naam;E-mail\n\n'))).toBe('empty')
  expect(await problem(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('old-excel')
  expect(await problem(utf8('PK\u0003\u0004 no workbook'))).toBe('unreadable')
  expect(await problem(utf8('Naam\na\nb\nc'))).toBe('too-many-rows')
})
