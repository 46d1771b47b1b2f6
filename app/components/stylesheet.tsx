import { useServerPage } from './server-page.ts'

const ID = 'opmaak'

/** The style block that the server put into this page, read before anything can take it away; null without one. */
const inPage = typeof document === 'undefined' ? null : textOf(document.getElementById(ID))

/**
 * The style sheet: as a file, which stays in the browser's cache, or inside the page for whoever comes in from outside.
 * In the browser it renders what the server rendered.
 */
export function Stylesheet({ href }: { href: string }) {
  const page = useServerPage()
  const styles = page ? page.styles : inPage
  if (styles === null) return <link rel="stylesheet" href={href} />
  return (
    <style
      id={ID}
      nonce={page?.nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: styles }}
    />
  )
}

function textOf(element: HTMLElement | null): string | null {
  return element instanceof HTMLStyleElement ? element.textContent : null
}
