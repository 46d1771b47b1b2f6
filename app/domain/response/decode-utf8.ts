/** Strict decoding of a text file, with the place of the first byte that is wrong. */

/** The text without its byte order mark, or where it stops being UTF-8 (CSV row and field from 1). */
export type Decoded = { ok: true; value: string } | { ok: false; row: number; column: number; what: string }

export function decodeUtf8(bytes: Uint8Array): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { ok: false, row: 1, column: 1, what: 'this file is UTF-16, not UTF-8' }
  }
  // Text without a mark still shows what it is: its first character is half empty.
  if (bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0)) {
    return { ok: false, row: 1, column: 1, what: 'this file is UTF-16, not UTF-8' }
  }
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    // In stream mode the decoder holds back an unfinished character: the byte that began it is the wrong one.
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(0, validUntil(bytes)),
      {
        stream: true,
      },
    )
    const end = new TextEncoder().encode(before).length
    const place = placeAt(before)
    const byte = (bytes[end] ?? 0).toString(16).padStart(2, '0')
    return { ok: false, ...place, what: `this file is not UTF-8: byte ${byte} cannot stand here` }
  }
}

/** How many bytes from the start are whole UTF-8 characters. Only reached for a file that is wrong. */
function validUntil(bytes: Uint8Array): number {
  let valid = 0
  let wrong = bytes.length
  // In stream mode an unfinished character at the end is no error, so validity ends only once.
  while (valid + 1 < wrong) {
    const middle = (valid + wrong) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      valid = middle
    } catch {
      wrong = middle
    }
  }
  return valid
}

/** Row and field at the end of a piece of CSV; line ends and separators between quotes do not count. */
function placeAt(text: string): { row: number; column: number } {
  let row = 1
  let column = 1
  let quoted = false
  const separator = (/[^\r\n]+/.exec(text)?.[0] ?? '').includes(';') ? ';' : ','
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) {
      row += 1
      column = 1
    } else if (character === separator) column += 1
  }
  return { row, column }
}
