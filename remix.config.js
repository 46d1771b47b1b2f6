/**
 * Remix' own options, read by vite.config.ts. All v3 flags are on, so that a later move to React Router 7
 * changes imports and nothing else.
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
const remixConfig = {
  appDirectory: 'app',
  buildDirectory: 'build',
  // Routes are written out in app/routes.ts: file names stay English, addresses are Dutch.
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    v3_routeConfig: true,
  },
}

export default remixConfig
