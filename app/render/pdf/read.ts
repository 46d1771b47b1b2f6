/**
 * A small reader of PDF files, for checking what was written: objects, structure tree and the text behind it.
 * It shares nothing with the writer. It reads files with a plain cross-reference table and Flate streams, which is
 * what this project writes; anything else is an error.
 */

import { inflateSync } from 'node:zlib'

export type PdfName = { name: string }
export type PdfRef = { ref: number }
export type PdfText = { bytes: string }
export type PdfDictionary = { [key: string]: PdfValue }
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfText | PdfValue[] | PdfDictionary

export class PdfReadError extends Error {}

const isRecord = (value: PdfValue | Keyword): value is PdfName | PdfRef | PdfText | PdfDictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** Dictionaries read from a file never have these keys: PDF names begin with a capital there. */
const isRef = (value: PdfValue): value is PdfRef =>
  isRecord(value) && 'ref' in value && typeof value.ref === 'number'
const isName = (value: PdfValue): value is PdfName =>
  isRecord(value) && 'name' in value && typeof value.name === 'string'
const isText = (value: PdfValue): value is PdfText =>
  isRecord(value) && 'bytes' in value && typeof value.bytes === 'string'

/** An opened file. Values are looked through: references are followed wherever a method takes or gives a value. */
export class PdfFile {
  private readonly source: string
  private readonly offsets = new Map<number, number>()
  private readonly objects = new Map<
    number,
    { value: PdfValue; stream: { start: number; length: number } | null }
  >()
  readonly trailer: PdfDictionary

  constructor(bytes: Uint8Array) {
    this.source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(this.source)?.[1] ?? NaN)
    if (!this.source.startsWith('%PDF-') || !this.source.startsWith('xref', start)) {
      throw new PdfReadError('Not a PDF with a plain cross-reference table')
    }
    this.trailer = this.readTable(start)
  }

  get version(): string {
    return this.source.slice(5, 8)
  }

  get catalog(): PdfDictionary {
    return this.dictionary(this.trailer.Root) ?? {}
  }

  /** Follows references. */
  value(value: PdfValue | undefined): PdfValue {
    let current: PdfValue = value ?? null
    while (isRef(current)) current = this.object(current.ref).value
    return current
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | null {
    const found = this.value(value)
    return isRecord(found) && !isName(found) && !isText(found) && !isRef(found) ? found : null
  }

  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.value(value)
    return Array.isArray(found) ? found : []
  }

  name(value: PdfValue | undefined): string | null {
    const found = this.value(value)
    return isName(found) ? found.name : null
  }

  /** A text string (ISO 32000-1 §7.9.2.2). */
  text(value: PdfValue | undefined): string | null {
    const found = this.value(value)
    return isText(found) ? decodeText(found.bytes) : null
  }

  number(value: PdfValue | undefined): number | null {
    const found = this.value(value)
    return typeof found === 'number' ? found : null
  }

  /** Contents of a stream, decompressed, as one character a byte. */
  stream(value: PdfValue | undefined): string {
    if (value === undefined || !isRef(value)) throw new PdfReadError('A stream is always an object')
    const { value: dictionary, stream } = this.object(value.ref)
    if (!stream) return ''
    const raw = this.source.slice(stream.start, stream.start + stream.length)
    const filter = this.dictionary(dictionary)?.Filter
    const filters = Array.isArray(this.value(filter))
      ? this.array(filter)
      : filter === undefined
        ? []
        : [filter]
    if (filters.length === 0) return raw
    if (filters.length > 1 || this.name(filters[0]) !== 'FlateDecode')
      throw new PdfReadError('Only Flate streams are read')
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
  }

  pages(): { ref: number; dictionary: PdfDictionary }[] {
    const found: { ref: number; dictionary: PdfDictionary }[] = []
    const walk = (value: PdfValue) => {
      const dictionary = this.dictionary(value)
      if (!dictionary || !isRef(value)) return
      if (this.name(dictionary.Type) === 'Pages') this.array(dictionary.Kids).forEach(walk)
      else found.push({ ref: value.ref, dictionary })
    }
    walk(this.catalog.Pages ?? null)
    return found
  }

  private readTable(start: number): PdfDictionary {
    const lexer = new Lexer(this.source, start + 4)
    for (;;) {
      const first = lexer.next()
      if (first === TRAILER) break
      const count = lexer.next()
      if (typeof first !== 'number' || typeof count !== 'number')
        throw new PdfReadError('Broken cross-reference table')
      for (let index = 0; index < count; index++) {
        const offset = lexer.next()
        lexer.next()
        if (lexer.next() === IN_USE) this.offsets.set(first + index, offset as number)
      }
    }
    return lexer.value() as PdfDictionary
  }

  private object(number: number) {
    const known = this.objects.get(number)
    if (known) return known
    const offset = this.offsets.get(number)
    if (offset === undefined) throw new PdfReadError(`Object ${number} is missing`)
    const lexer = new Lexer(this.source, offset)
    if (lexer.next() !== number) throw new PdfReadError(`Object ${number} is not where the table says`)
    lexer.next()
    lexer.next()
    const value = lexer.value() as PdfValue
    let stream = null
    const mark = /\s*stream\r?\n/uy
    mark.lastIndex = lexer.position
    if (mark.test(this.source)) {
      const length = this.number((value as PdfDictionary).Length)
      if (length === null) throw new PdfReadError(`Stream ${number} has no length`)
      stream = { start: mark.lastIndex, length }
    }
    const object = { value, stream }
    this.objects.set(number, object)
    return object
  }
}

export type Operator = { operator: string; operands: PdfValue[] }

/** The operators of a content stream, in order. */
export function* contentOperators(content: string): Generator<Operator> {
  const lexer = new Lexer(content, 0)
  let operands: PdfValue[] = []
  for (;;) {
    const token = lexer.value(true)
    if (token === END) return
    if (token instanceof Keyword) {
      yield { operator: token.word, operands }
      operands = []
    } else operands.push(token)
  }
}

class Keyword {
  constructor(readonly word: string) {}
}

const END = new Keyword('')
const TRAILER = new Keyword('trailer')
const IN_USE = new Keyword('n')
const KEYWORDS = new Map([TRAILER, IN_USE].map((keyword) => [keyword.word, keyword]))
const OPEN_ARRAY = new Keyword('[')
const CLOSE_ARRAY = new Keyword(']')
const OPEN_DICTIONARY = new Keyword('<<')
const CLOSE_DICTIONARY = new Keyword('>>')

type Token = null | boolean | number | PdfName | PdfText | Keyword

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/uy
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/uy
const REFERENCE = /[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/uy
const HEX = /<([\da-fA-F\s]*)>/uy

class Lexer {
  constructor(
    private readonly source: string,
    public position: number,
  ) {}

  /** A whole value; in content streams also an operator, or END. */
  value(inContent = false): PdfValue | Keyword {
    const token = this.next()
    if (token === OPEN_ARRAY) {
      const items: PdfValue[] = []
      for (;;) {
        const item = this.value(inContent)
        if (item === CLOSE_ARRAY) return items
        if (item instanceof Keyword) throw new PdfReadError(`"${item.word}" in an array`)
        items.push(item)
      }
    }
    if (token === OPEN_DICTIONARY) {
      const entries: PdfDictionary = {}
      for (;;) {
        const key = this.next()
        if (key === CLOSE_DICTIONARY) return entries
        if (key instanceof Keyword || !isName(key)) throw new PdfReadError('A dictionary key is not a name')
        const value = this.value(inContent)
        if (value instanceof Keyword) throw new PdfReadError(`"${value.word}" in a dictionary`)
        entries[key.name] = value
      }
    }
    if (!inContent && typeof token === 'number') {
      REFERENCE.lastIndex = this.position
      if (REFERENCE.test(this.source)) {
        this.position = REFERENCE.lastIndex
        return { ref: token }
      }
    }
    return token
  }

  next(): Token {
    SPACE.lastIndex = this.position
    SPACE.test(this.source)
    this.position = SPACE.lastIndex
    const sign = this.source[this.position]
    if (sign === undefined) return END
    switch (sign) {
      case '[':
        return this.skip(1, OPEN_ARRAY)
      case ']':
        return this.skip(1, CLOSE_ARRAY)
      case '<': {
        if (this.source[this.position + 1] === '<') return this.skip(2, OPEN_DICTIONARY)
        HEX.lastIndex = this.position
        const hex = HEX.exec(this.source)
        if (!hex) throw new PdfReadError('Broken hexadecimal string')
        this.position = HEX.lastIndex
        return { bytes: Buffer.from(hex[1]!.replace(/\s/gu, ''), 'hex').toString('latin1') }
      }
      case '>':
        return this.skip(2, CLOSE_DICTIONARY)
      case '(':
        return this.literal()
      case '/': {
        this.position++
        const word = this.regular()
        return {
          name: word.replace(/#([\da-fA-F]{2})/gu, (_, hex: string) =>
            String.fromCharCode(parseInt(hex, 16)),
          ),
        }
      }
    }
    const word = this.regular()
    if (word === '') throw new PdfReadError(`Unexpected "${sign}" in the file`)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    const number = Number(word)
    return Number.isNaN(number) ? (KEYWORDS.get(word) ?? new Keyword(word)) : number
  }

  private skip<T>(length: number, token: T): T {
    this.position += length
    return token
  }

  private regular(): string {
    REGULAR.lastIndex = this.position
    const word = REGULAR.exec(this.source)?.[0] ?? ''
    this.position += word.length
    return word
  }

  private literal(): PdfText {
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
    let depth = 0
    let bytes = ''
    for (;;) {
      const sign = this.source[this.position++]
      if (sign === undefined) throw new PdfReadError('A string does not end')
      if (sign === '(' && depth++ === 0) continue
      if (sign === ')' && --depth === 0) return { bytes }
      if (sign !== '\\') {
        bytes += sign
        continue
      }
      const escaped = this.source[this.position++]!
      const octal = /^[0-7]{1,3}/u.exec(this.source.slice(this.position - 1, this.position + 2))?.[0]
      if (octal) {
        bytes += String.fromCharCode(parseInt(octal, 8) & 0xff)
        this.position += octal.length - 1
      } else bytes += escapes[escaped] ?? escaped
    }
  }
}

function decodeText(bytes: string): string {
  if (!bytes.startsWith('\xFE\xFF')) return bytes
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
}

/** Code to text of a composite font (two-byte codes), from its ToUnicode map. */
export function readToUnicode(cmap: string): Map<number, string> {
  const map = new Map<number, string>()
  const text = (hex: string) =>
    decodeText(`\xFE\xFF${Buffer.from(hex.replace(/\s/gu, ''), 'hex').toString('latin1')}`)
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/gu)) {
    for (const range of block!.matchAll(
      /<([\da-fA-F]+)>\s*<([\da-fA-F]+)>\s*(?:\[([^\]]*)\]|<([\da-fA-F\s]+)>)/gu,
    )) {
      const first = parseInt(range[1]!, 16)
      if (range[3] !== undefined) {
        Array.from(range[3].matchAll(/<([^>]*)>/gu)).forEach(([, hex], index) =>
          map.set(first + index, text(hex!)),
        )
      } else if (range[1] === range[2]) map.set(first, text(range[4]!))
      else throw new PdfReadError('A ToUnicode range without a list')
    }
  }
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/gu)) {
    for (const [, code, hex] of block!.matchAll(/<([\da-fA-F]+)>\s*<([\da-fA-F\s]+)>/gu))
      map.set(parseInt(code!, 16), text(hex!))
  }
  return map
}
