/**
 * A pdfmake definition, with the extra keys of `layout.ts`, to a tagged PDF. Reads font files and nothing else.
 */

import { UaPdfDocument, type FontFamilies, type Metadata } from './document.ts'
import { SVGMeasure, tableLayouts } from './internals.ts'
import { TaggedLayoutBuilder } from './layout.ts'
import { TaggedRenderer } from './renderer.ts'

export type TaggedDefinition = {
  metadata: Metadata
  fonts: FontFamilies
  pageSize: { width: number; height: number }
  pageMargins: { left: number; top: number; right: number; bottom: number }
  styles: Record<string, object>
  defaultStyle: object
  header: (page: number, pages: number) => object | null
  footer: (page: number, pages: number) => object
  /** pdfmake content. Used up by printing: make a new definition for each file. */
  content: object[]
}

/** The bytes of the PDF. Equal definitions give equal bytes. */
export function printTagged(definition: TaggedDefinition): Uint8Array {
  const { pageSize, pageMargins } = definition
  const document = new UaPdfDocument(definition.fonts, pageSize, definition.metadata)
  const builder = new TaggedLayoutBuilder({ ...pageSize }, pageMargins, new SVGMeasure())
  builder.registerTableLayouts(tableLayouts)
  const pages = builder.layoutDocument(
    definition.content,
    document,
    definition.styles,
    definition.defaultStyle,
    null,
    definition.header,
    definition.footer,
  )
  new TaggedRenderer(document, builder.tree).renderPages(pages)
  document._root.data.StructTreeRoot = builder.tree.write(document)
  return document.bytes()
}
