import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { serve } from './serving/serve.ts'

/** Shown as `exitCodes.address`, because 3 means `refused` here. `serve` itself returns `exitCodes.address` now. */
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
