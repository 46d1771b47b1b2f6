/** Text that only this installation can read back: AES-256-GCM with a key made from its secret, one per purpose. */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from './domain/response/vault.ts'

/** Seals a text. `purpose` must be the same when it is opened: what was sealed for one use opens for no other. */
export function seal(secret: string, purpose: string, text: string): string {
  return close(keyOf(secret, purpose), randomBytes(12), Buffer.from(text, 'utf8'))
}

/** The text that was sealed; null when this is no such text, or was changed, or sealed with another secret. */
export function unseal(secret: string, purpose: string, sealed: string): string | null {
  return open(keyOf(secret, purpose), sealed)?.toString('utf8') ?? null
}

/** The vault of the installation's answers that are not admitted yet. */
export function vaultOf(secret: string): Vault {
  const key = keyOf(secret, 'answers')
  const labelKey = keyOf(secret, 'labels of answers')
  return {
    close: (text) => close(key, randomBytes(12), padded(text)),
    // The nonce follows from the text, as in AES-SIV: equal nonces mean equal texts, of which nothing more is told.
    label: (owner, text) =>
      close(
        key,
        createHmac('sha256', labelKey).update(`${owner}\n${text}`).digest().subarray(0, 12),
        padded(text),
      ),
    open: (closed) => {
      const bytes = open(key, closed)
      return bytes && bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('utf8')
    },
  }
}

const SHORT = 32
const STEP = 512

/** The text behind its length, filled up: codes all weigh the same, texts differ by steps. */
function padded(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const size = bytes.length + 4 <= SHORT ? SHORT : Math.ceil((bytes.length + 4) / STEP) * STEP
  const room = Buffer.alloc(size)
  room.writeUInt32BE(bytes.length, 0)
  bytes.copy(room, 4)
  return room
}

function close(key: Buffer, nonce: Buffer, bytes: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

function open(key: Buffer, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}

function keyOf(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `regiospiegel\n${purpose}`, 32))
}
