import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest'])

type StaticFile = { type: string; plain: Buffer; br: Buffer | null; gzip: Buffer | null; cache: string }

/**
 * The built browser files, read once and held compressed: they are small, few and change only with a build.
 * Files under `assets/` carry a hash in their name and never change; the others are asked for again after an hour.
 */
export function staticFiles(folder: string): RequestHandler {
  const files = new Map<string, StaticFile>()
  for (const path of listFiles(folder)) {
    const extension = extname(path)
    const type = TYPES[extension]
    if (!type) continue
    const plain = readFileSync(path)
    const address = '/' + relative(folder, path).split(sep).join('/')
    const compress = COMPRESSIBLE.has(extension) && plain.length > 500
    files.set(address, {
      type,
      plain,
      br: compress ? brotliOf(path, plain) : null,
      gzip: compress ? gzipSync(plain, { level: 9 }) : null,
      cache: address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    })
  }
  return (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path) : undefined
    if (!file) return next()
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const [encoding, body] =
      file.br && /\bbr\b/.test(accepted)
        ? ['br', file.br]
        : file.gzip && /\bgzip\b/.test(accepted)
          ? ['gzip', file.gzip]
          : [null, file.plain]
    response.set({
      'Content-Type': file.type,
      'Cache-Control': file.cache,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    })
    if (encoding) response.set('Content-Encoding', encoding)
    response.set('Content-Length', String(body.length))
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

/** As the build left it, else made here at a level that does not hold up the start. */
function brotliOf(path: string, plain: Buffer): Buffer {
  if (existsSync(`${path}.br`)) return readFileSync(`${path}.br`)
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
}

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? listFiles(path) : [path]
  })
}
