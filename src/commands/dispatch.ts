import type { Config } from '../config.ts'
import {
  type Command,
  didYouMean,
  optionText,
  readInput,
  type Terminal,
  UsageError,
  usage
} from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { codeOf, messageOf } from './serving/failure.ts'
import { textTable } from './table.ts'

/** Every command. Its module is loaded when it runs, so that an import does not load the web server. */
const commands = {
  import: async () => (await import('./import.ts')).importCommand,
  fetch: async () => (await import('./fetch.ts')).fetchCommand,
  watch: async () => (await import('./fetch/watching/watch.ts')).watchCommand,
  downloads: async () => (await import('./serving/downloads.ts')).downloadsCommand,
  sources: async () => (await import('./sources.ts')).sourcesCommand,
  releases: async () => (await import('./releases.ts')).releasesCommand,
  unresolved: async () => (await import('./checking/unresolved.ts')).unresolvedCommand,
  compare: async () => (await import('./checking/compare.ts')).compareCommand,
  'check-cases': async () => (await import('./checking/check-cases.ts')).checkCasesCommand,
  withdraw: async () => (await import('./taking-back/withdraw.ts')).withdrawCommand,
  'remove-case': async () => (await import('./taking-back/remove-case.ts')).removeCaseCommand,
  'make-current': async () => (await import('./make-current.ts')).makeCurrentCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'first-data': async () => (await import('./serving/first-data.ts')).firstDataCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
  openapi: async () => (await import('./openapi.ts')).openapiCommand
} as const satisfies Record<string, () => Promise<Command>>

/** Runs the command that the arguments name and returns its exit code. Writes an error as a message to `tell`. */
export async function dispatch(args: string[], settings: () => Config, terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      terminal.out(await help())
      return name === undefined ? exitCodes.usage.code : exitCodes.ok.code
    }
    const command = await commandNamed(name)
    if (rest.includes('--help')) {
      terminal.out(helpOf(name, command))
      return exitCodes.ok.code
    }
    return await command.run(readInput(name, command, rest), settings(), terminal)
  } catch (error) {
    terminal.tell(error instanceof Error ? messageOf(error) : String(error))
    return codeOf(error)
  }
}

async function commandNamed(name: string): Promise<Command> {
  if (Object.hasOwn(commands, name)) return commands[name as keyof typeof commands]()
  throw new UsageError(
    `There is no command ${name}.${didYouMean(name, Object.keys(commands))} See: asylum-outcomes --help`
  )
}

async function help(): Promise<string> {
  const list: string[][] = []
  for (const [name, load] of Object.entries(commands)) {
    const { arguments: words, summary } = await load()
    list.push([`  ${`${name} ${words}`.trim()}`, summary])
  }
  const codes = Object.values(exitCodes).map(({ code, meaning }) => [`  ${code}`, meaning])
  return (
    'asylum-outcomes <command> – what happened to people who asked for asylum, from public releases\n\n' +
    `Commands (each has --help):\n${textTable(list)}\n` +
    'Settings are read from the environment: DATABASE_URL, DATA_DIR and others, see README.md.\n\n' +
    `Exit codes:\n${textTable(codes)}`
  )
}

function helpOf(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, each]) => [
    `  ${optionText(option, each)}`,
    each.description
  ])
  const parts = [`${usage(name, command)}\n`, `${command.summary}.\n`]
  if (options.length > 0) parts.push(textTable(options))
  if (command.notes) parts.push(`${command.notes}\n`)
  return parts.join('\n')
}
