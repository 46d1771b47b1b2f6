/**
 * Serves the built product: for hosts that installed and built it before (`npm start` does all three).
 * With `--dev` the pages come from Vite, which reloads what changes. Ends when it is told to, or with its npm.
 */
import { existsSync } from 'node:fs'
import { register } from 'tsx/esm/api'
import { root, stopWithNpm } from './run.mjs'

// Folders in settings are seen from the project, wherever this is called from.
process.chdir(root)

// What the environment already says wins.
if (existsSync('.env')) process.loadEnvFile('.env')

// React and Remix choose their build by it, so it must stand before they are loaded.
process.env.NODE_ENV ||= process.argv.includes('--dev') ? 'development' : 'production'

// The server handles SIGTERM itself: it finishes what it is answering and closes the database.
stopWithNpm(() => process.kill(process.pid, 'SIGTERM'))

register()
await import('../app/server/main.ts')
