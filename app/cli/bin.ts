import { main } from './main.ts'

// A reader that has seen enough (`… | head`) closes the pipe; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const io = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  cwd: process.cwd(),
}
// exitCode rather than exit(): a pipe that still drains must get all of the output.
process.exitCode = await main(process.argv.slice(2), io)
