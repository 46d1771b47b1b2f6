import { create } from 'qrcode'

/** A QR code as one SVG path on a grid of `size` by `size` squares, quiet zone included. */
export type QrCode = { size: number; path: string }

/** Empty squares around the code: readers need four. */
const QUIET = 4

/** The QR code of a text, with error correction M (15 %). */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const parts: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) parts.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    }
  }
  return { size: modules.size + 2 * QUIET, path: parts.join('') }
}
