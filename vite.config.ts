import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import purgecssModule from '@fullhuman/postcss-purgecss'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

/**
 * The component styles come whole from their packages; only classes that a component of ours writes stay.
 * Modifier classes that are put together at run time are named in the safelist.
 */
const purgecss = purgecssModule({
  content: ['app/**/*.tsx'],
  safelist: { standard: [/^utrecht-alert--/, /^rs-label--/, /^report/] },
  variables: true,
})

/** Puts beside every browser file one as small as Brotli can make it, which takes too long for every start. */
const brotli: Plugin = {
  name: 'brotli',
  apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/\.(css|js)$/.test(name)) continue
      const path = join(dir, name)
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
    }
  },
}

export default defineConfig(({ command, isSsrBuild }) => ({
  // vitest reads this file too; the Remix plugin would then start a server build of its own.
  plugins: [!process.env.VITEST && remix(remixConfig), brotli],
  css: { postcss: { plugins: command === 'build' ? [purgecss] : [] } },
  build: {
    target: 'es2022',
    // A picture or font inside a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // On a slow line every file costs headers: small shared pieces ride along with a bigger one.
    rollupOptions: isSsrBuild ? {} : { output: { experimentalMinChunkSize: 1_000 } },
  },
}))
