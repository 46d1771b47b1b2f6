import { afterEach, expect, test } from 'vitest'
import { createPdfPool, type PdfPool, type PdfPoolOptions } from '../../app/render/pdf-pool.server.ts'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { sampleDocument } from '../make/report-document.ts'

const open: PdfPool[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()))
})

function pool(options: PdfPoolOptions = {}): PdfPool {
  const made = createPdfPool({ threads: 1, ...options })
  open.push(made)
  return made
}

/** A pool of workers that die, hang, fail, wait or answer, as the report's title says. */
const odd = (options: PdfPoolOptions = {}) =>
  pool({ worker: new URL('../make/dying-worker.mjs', import.meta.url), ...options })

const titled = (title: string) => sampleDocument({ title })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('a report from the pool is the same file as one made without it', async () => {
  const result = await pool().render(sampleDocument())
  expect(result).toMatchObject({ ok: true })
  if (result.ok) expect(Buffer.from(result.bytes).equals(await renderPdf(sampleDocument()))).toBe(true)
})

test('when too many reports wait, the next is refused at once and the others are made', async () => {
  const small = odd({ queue: 1 })
  const [first, second, third] = [titled('wait'), titled('one'), titled('two')].map((each) =>
    small.render(each),
  )
  expect(await third).toEqual({ ok: false, reason: 'busy' })
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject({ ok: true })
  expect(await small.render(titled('two'))).toMatchObject({ ok: true })
})

test('the same report asked for many times at once is made once', async () => {
  const small = odd({ queue: 0 })
  const results = await Promise.all(Array.from({ length: 5 }, () => small.render(titled('wait'))))
  expect(results.every((result) => result.ok && text(result.bytes) === 'wait')).toBe(true)
})

test('a report that takes too long is given up, and the next one is made', async () => {
  const patient = odd({ timeoutMs: 400 })
  expect(await patient.render(titled('hang'))).toEqual({ ok: false, reason: 'timeout' })
  const next = await patient.render(titled('one'))
  expect(next.ok && text(next.bytes)).toBe('one')
})

test('a worker that dies is replaced', async () => {
  const faults: unknown[] = []
  const mortal = odd({ timeoutMs: 5_000, onFault: (error) => faults.push(error) })
  await mortal.render(titled('die')).then(
    (result) => expect(result.ok).toBe(false),
    (error: unknown) => expect(error).toBeInstanceOf(Error),
  )
  const next = await mortal.render(titled('one'))
  expect(next.ok && text(next.bytes)).toBe('one')
})

test('a fault in drawing is thrown, and the pool goes on', async () => {
  const sound = odd()
  await expect(sound.render(titled('fail'))).rejects.toThrow('this report cannot be drawn')
  expect(await sound.render(titled('one'))).toMatchObject({ ok: true })
})

test('a closed pool refuses', async () => {
  const closed = odd()
  await closed.close()
  expect(await closed.render(titled('one'))).toEqual({ ok: false, reason: 'busy' })
})
