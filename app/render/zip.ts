/**
 * ZIP files, as far as Word and Excel files need them. Libraries that make those files stamp them with the moment of
 * making; packed again here, equal contents give equal bytes.
 */

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** 1 January 1980, the earliest day that a ZIP can name. */
const NO_DATE = 0x0021
const UTF8_NAMES = 0x0800
const DEFLATED = 8

/** The parts of a ZIP that this program made itself; throws on anything else. */
export function readZip(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || file.readUInt32LE(end) !== END) throw new Error('This is no ZIP file')
  const parts = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  for (let entry = file.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new Error('The list of this ZIP file is broken')
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const data = file.subarray(start, start + file.readUInt32LE(at + 20))
    const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28))
    parts.set(name, file.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(data) : Buffer.from(data))
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** Packs the parts in the order given, without any date. */
export function writeZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const path = Buffer.from(name, 'utf8')
    const packed = deflateRawSync(content, { level: 9 })
    // What both headers say of a part, from "version needed" to the length of its name.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(UTF8_NAMES, 2)
    facts.writeUInt16LE(DEFLATED, 4)
    facts.writeUInt16LE(NO_DATE, 8)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    list.push(signed(CENTRAL, Buffer.from([20, 0])), facts, rest, path)
    const file = [signed(LOCAL), facts, path, packed]
    files.push(...file)
    offset += file.reduce((sum, { length }) => sum + length, 0)
  }
  const listed = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, listed, signed(END), end])
}

function signed(signature: number, more: Buffer = Buffer.alloc(0)): Buffer {
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(signature)
  return Buffer.concat([mark, more])
}
