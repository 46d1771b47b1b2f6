import { expect, test } from 'vitest'
import { loader as report } from '../../app/routes/report.tsx'
import { loader as results } from '../../app/routes/round-results.tsx'
import { loader as round } from '../../app/routes/round.tsx'
import { pathForLog } from '../../app/server/plain-path.ts'
import { isStaffPath } from '../../app/server/staff-access.ts'

test('a staff address is one however it is spelled', () => {
  for (const path of [
    '/rondes/x',
    '/Rondes/x',
    '/%72ondes/x.data',
    '/%52ONDES/x',
    '//rondes/x',
    '/./rondes/x',
    '/vragenlijst/../rondes/x',
    '/vragenlijst/%2e%2e/rondes/x',
    '/\\rondes/x',
    '/Rapport/x.pdf',
    '/rappor%74/x',
  ]) {
    expect(isStaffPath(path), path).toBe(true)
  }
  for (const path of ['/', '/vragenlijst', '/rondeslot', '/privacy', '/%E0%A4%A']) {
    expect(isStaffPath(path), path).toBe(false)
  }
})

test('the loader of every staff page refuses whoever is not staff before anything is read', async () => {
  for (const loader of [round, results, report]) {
    const asked = loader({
      context: { staff: false },
      params: { roundId: 'x' },
      request: new Request('http://localhost/'),
    } as never)
    await expect(asked).rejects.toMatchObject({ init: { status: 403 } })
  }
})

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
