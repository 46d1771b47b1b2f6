/** How to launch a browser with playwright-core: `chromium.launch(options)`. Null when this machine has none. */
export function findBrowser(): Promise<{
  executablePath: string
  args: string[]
  env: Record<string, string>
} | null>
