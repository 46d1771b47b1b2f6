import { expect, test } from 'vitest'
import { pathForLog } from '../../app/server/plain-path.ts'

test('no spelling of a link leaves its token in the log; ids of rounds stay readable', () => {
  const token = 'lSRLH_C0gGCo4y1WSdvcSB'
  for (const path of [
    `/v/${token}`,
    `/V/${token}`,
    `/%76/${token}`,
    `//v/${token}`,
    `/v/${token}/verder`,
    `/${token}`,
    `/vragenlijst/${token}.`,
    `/v%2F${token}`,
  ]) {
    expect(pathForLog(path), path).not.toContain('lSRLH')
  }
  expect(pathForLog('/rondes/90c8008a-e55e-4f3e-bccd-4a2f64f0339c/resultaten')).toBe(
    '/rondes/90c8008a-e55e-4f3e-bccd-4a2f64f0339c/resultaten',
  )
})
