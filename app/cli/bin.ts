import { main } from './main.ts'

// A reader that has seen enough (`… | head`) closes the pipe; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(
    `The output could not be written (${error.code ?? error.message}); make room or send it elsewhere.\n`,
  )
  process.exit(1)
})

const io = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  // npm moves to the project first; paths are meant from where the user stands. Other programs that npm started pass
  // INIT_CWD on, so it only counts for this very command.
  cwd: (process.env.npm_lifecycle_event === 'regiospiegel' && process.env.INIT_CWD) || process.cwd(),
  root: process.cwd(),
}
// exitCode rather than exit(): a pipe that still drains must get all of the output.
process.exitCode = await main(process.argv.slice(2), io)
