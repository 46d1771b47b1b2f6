/**
 * `npm start`: from a fresh clone to a running server, with nothing but Node. The server itself migrates the
 * database, fills an empty one with the demo and prints where to go.
 */
import { stopChildrenOnSignal, stopWithNpm } from './run.mjs'
import { buildProduct, installPackages } from './setup.mjs'

const stopSetup = stopChildrenOnSignal()
stopWithNpm(() => process.kill(process.pid, 'SIGTERM'))
try {
  await installPackages()
  await buildProduct()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
stopSetup()
await import('./serve.mjs')
