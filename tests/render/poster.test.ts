import { expect, test } from 'vitest'
import { qrCode } from '../../app/qr-code.server.ts'
import { posterPdf } from '../../app/render/poster.server.ts'
import type { Poster } from '../../app/render/poster.server.ts'
import { openPdf, pageTexts } from '../make/read-pdf.ts'

function aPoster(changes: Partial<Poster> = {}): Poster {
  const address = 'https://spiegel.example.nl/v/h7kd-p2mx-9tqr'
  return {
    title: 'Vult u de vragenlijst in?',
    lead: 'Meting 2026: voor professionals van Huisartsenpraktijk De Linde in Voorbeeldregio',
    qr: { ...qrCode(address), alt: `QR-code die leidt naar ${address}` },
    address: address.replace('https://', ''),
    steps: ['Scan de code.', 'Druk op ‘Begin’.', 'Vul de vragenlijst in.'],
    facts: [
      { title: 'Wie ziet wat u antwoordt?', text: 'Alleen uitkomsten van een groep zijn te zien.' },
      { title: 'Tot wanneer?', text: 'Tot en met 31 maart 2026.' },
    ],
    foot: 'Deze vragenlijst is van de regio.',
    invented: null,
    date: '2026-03-10',
    ...changes,
  }
}

type Tree = { role?: string; alt?: string; children?: Tree[] }

function roles(tree: Tree): string[] {
  return [...(tree.role ? [tree.role] : []), ...(tree.children ?? []).flatMap(roles)]
}
function alts(tree: Tree): string[] {
  return [...(tree.alt ? [tree.alt] : []), ...(tree.children ?? []).flatMap(alts)]
}

test('a poster is one page that says in order what to do, with the code described in words', async () => {
  const bytes = posterPdf(aPoster())
  const [page, ...more] = await pageTexts(bytes)
  expect(more).toEqual([])
  const text = page?.pieces.map((piece) => piece.text).join(' ') ?? ''
  expect(text).toContain('spiegel.example.nl/v/h7kd-p2mx-9tqr')
  expect(text.indexOf('Scan de code')).toBeLessThan(text.indexOf('Druk op'))
  const pdf = await openPdf(bytes)
  const tree = (await (await pdf.getPage(1)).getStructTree()) as Tree
  expect(roles(tree)).toEqual(expect.arrayContaining(['H1', 'P', 'Figure', 'L', 'LI', 'H2']))
  expect(alts(tree)).toEqual(['QR-code die leidt naar https://spiegel.example.nl/v/h7kd-p2mx-9tqr'])
  expect((await pdf.getMetadata()).info).toMatchObject({ Language: 'nl-NL' })
})

test('a poster stays one page with the longest names and address', async () => {
  const address = `https://${'vragenlijsten.'.repeat(4)}example.nl/v/h7kd-p2mx-9tqr`
  const bytes = posterPdf(
    aPoster({
      lead: `Regionale meting leefstijlbegeleiding 2026: voor professionals van ${'Samenwerkingsverband Eerstelijnszorg '.repeat(3)}in Regio Noordoost`,
      qr: { ...qrCode(address), alt: 'QR-code' },
      address: address.replace('https://', ''),
      invented: 'Voorbeeld: deze regio is verzonnen.',
    }),
  )
  expect(await pageTexts(bytes)).toHaveLength(1)
})

test('equal posters are equal files', () => {
  expect(Buffer.from(posterPdf(aPoster())).equals(Buffer.from(posterPdf(aPoster())))).toBe(true)
})
