import type { VitePluginConfig } from '@remix-run/dev'

/** Types of remix.config.js, which stays JavaScript because Remix' own tools read it by that name. */
declare const remixConfig: VitePluginConfig
export default remixConfig
