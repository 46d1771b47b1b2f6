import purgecssModule from '@fullhuman/postcss-purgecss'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
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
  variables: false,
})

export default defineConfig(({ command, isSsrBuild }) => ({
  // vitest reads this file too; the Remix plugin would then start a server build of its own.
  plugins: [!process.env.VITEST && remix(remixConfig)],
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
