/** A worker for the pool that dies, hangs, fails or answers, as the document's title says. */
export async function drawPdf(document) {
  switch (document.meta.title) {
    case 'die':
      process.exit(3)
      break
    case 'hang':
      for (;;);
    case 'fail':
      throw new Error('this report cannot be drawn')
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return new TextEncoder().encode(document.meta.title)
}
