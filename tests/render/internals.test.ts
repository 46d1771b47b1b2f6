import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import {
  LayoutBuilder,
  LineConstructor,
  PDFDocument,
  Renderer,
  tableLayouts,
  type Inline,
} from '../../app/render/pdf/internals.ts'

const require = createRequire(import.meta.url)

// The tagged layer overrides methods that pdfmake does not promise to keep. After an upgrade these say what changed.
test('pdfmake and pdfkit are the versions that the tagged layer was written for', () => {
  const version = (name: string) => (require(`${name}/package.json`) as { version: string }).version
  expect(version('pdfmake')).toMatch(/^0\.3\./u)
  const pdfkit = require.resolve('pdfkit', { paths: [require.resolve('pdfmake/package.json')] })
  expect(pdfkit).toContain('pdfkit')
})

test('pdfmake still lays out with the methods that are overridden', () => {
  for (const method of [
    'tryLayoutDocument',
    'processNode',
    'processLeaf',
    'processList',
    'processRow',
    'processColumns',
    'buildNextLine',
    'addBackground',
    'addDynamicRepeatable',
  ]) {
    expect(LayoutBuilder.prototype, method).toHaveProperty(method, expect.any(Function))
  }
  for (const method of ['renderPages', 'renderVector', 'renderSVG', 'renderImage']) {
    expect(Renderer.prototype, method).toHaveProperty(method, expect.any(Function))
  }
  for (const method of [
    'provideFont',
    'getFontType',
    '_write',
    'endMarkings',
    'endMetadata',
    'addNamedDestination',
  ]) {
    expect(PDFDocument.prototype, method).toHaveProperty(method, expect.any(Function))
  }
  expect(tableLayouts).toHaveProperty('noBorders')
})

test('a line takes its stamps along when pdfmake copies it into another page', () => {
  const line = new LineConstructor(100) as unknown as {
    clone(): Record<string, unknown>
    addInline(inline: Partial<Inline>): void
    _element: string
  }
  line._element = 'stamp'
  line.addInline({ text: 'woord', width: 20, height: 10 })
  expect(line.clone()).toHaveProperty('_element', 'stamp')
})
