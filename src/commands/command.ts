import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { nearest } from '../vocabulary/problem.ts'

/** Where a command writes: its result to `out`, messages and progress to `tell`. */
export interface Terminal {
  out(text: string): void
  tell(text: string): void
  /** Whether `tell` writes to a terminal, on which a line can be overwritten. */
  isScreen: boolean
}

export interface Option {
  type: 'string' | 'boolean'
  /** What stands for the value in the help. */
  value?: string
  description: string
}

/** What a command was given. */
export interface Input {
  words: string[]
  options: Record<string, string | boolean | undefined>
}

/** A command of `asylum-outcomes`. */
export interface Command {
  summary: string
  /** What stands after the command's name. */
  arguments: string
  /** How many words it takes, at least and at most. */
  words: readonly [least: number, most: number]
  options: Record<string, Option>
  /** Notes at the end of its help. */
  notes?: string
  /** Returns the exit code. */
  run(input: Input, config: Config, terminal: Terminal): Promise<number>
}

/** A command line that was not understood. The message may suggest what was meant. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Reads the words and options of a command. Throws UsageError. */
export function readInput(name: string, command: Command, args: string[]): Input {
  const { words, options } = parsed(name, command, args)
  const [least, most] = command.words
  if (words.length < least || words.length > most)
    throw new UsageError(
      `${words.length < least ? 'Something is missing' : `"${words[most]}" is one word too many`}. ` +
        `It is used like this: ${usage(name, command)}`
    )
  return { words, options }
}

/** How a command is called. */
export const usage = (name: string, command: Command): string =>
  ['asylum-outcomes', name, command.arguments, ...Object.entries(command.options).map(bracketed)]
    .filter(part => part !== '')
    .join(' ')

/** An option as it is written. */
export const optionText = (name: string, { value }: Option): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`

const bracketed = ([name, option]: [string, Option]): string => `[${optionText(name, option)}]`

/** `, did you mean …?` for a misspelled word; nothing where no name is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const near = nearest(word, names)
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
}

function parsed(name: string, command: Command, args: string[]): Input {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, help: { type: 'boolean' as const } }).map(([key, { type }]) => [
      key,
      { type }
    ])
  ) satisfies ParseArgsConfig['options']
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { words: positionals, options: values as Input['options'] }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const unknown = /Unknown option '(-{1,2}[^']*)'/.exec(message)?.[1]
    if (unknown === undefined)
      throw new UsageError(`${message.split('\n')[0]} See: asylum-outcomes ${name} --help`)
    const names = Object.keys(options).map(each => `--${each}`)
    throw new UsageError(
      `There is no option ${unknown}.${didYouMean(unknown, names)} See: asylum-outcomes ${name} --help`
    )
  }
}
