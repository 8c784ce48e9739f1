#!/usr/bin/env node
import { dispatch } from './commands/dispatch.ts'
import { readConfig } from './config.ts'

const screen = process.stderr.isTTY === true
// `asylum-outcomes releases | head` closes the pipe, which is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', error => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error
  })

const args = process.argv.slice(2)
const code = await dispatch(args, () => readConfig(), {
  out: text => process.stdout.write(text),
  tell: text => process.stderr.write(screen && text.startsWith('\r') ? text : `${text}\n`),
  isScreen: screen
})
process.exitCode = code
// `serve` keeps running. Every other command exits when its output is written, even where handles are still open.
if (args[0] !== 'serve') process.stdout.write('', () => process.exit(code))
