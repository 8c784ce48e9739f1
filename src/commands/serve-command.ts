import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { serve } from './serving/serve.ts'

/** What `serve` returns where the port is taken; among the commands that number means something else. */
const portTaken = 3

/** `serve`: the service, in this process, until it is stopped. */
export const serveCommand: Command = {
  summary: 'Serve the API (the same as npm start)',
  arguments: '',
  words: [0, 0],
  options: {},
  async run(_input, config) {
    const code = await serve(config)
    return code === portTaken ? exitCodes.address.code : code
  }
}
