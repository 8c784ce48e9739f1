import { createReadStream, existsSync } from 'node:fs'
import { readJson } from '../../reading/json.ts'
import { documentedFaults } from '../../sources/documented-cases/faults.ts'
import { largestFile } from '../../sources/documented-cases/file.ts'
import { itemsOf } from '../../sources/documented-cases/items.ts'
import type { DocumentedCasesFile } from '../../sources/documented-cases/schema.ts'
import { type Command, UsageError } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'

/** `check-cases FILE`: every fault of a file of documented cases, without a database. */
export const checkCasesCommand: Command = {
  summary: 'Check a file of documented cases and list all its faults, each with its place',
  arguments: '<file>',
  words: [1, 1],
  options: {},
  notes:
    'Nothing is imported, and no database is needed. The format is in src/sources/documented-cases/FORMAT.md; a template\n' +
    'and a made-up example are in docs/documented-cases/. The exit code is 0 for a file without faults, else 3.',
  async run({ words: [file = ''] }, _config, terminal) {
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
    const document = await readJson(createReadStream(file), largestFile, file)
    const faults = documentedFaults(document)
    if (faults.length > 0) {
      terminal.out(`${faults.join('\n')}\n`)
      terminal.tell(`${file}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`)
      return exitCodes.refused.code
    }
    terminal.out(`${file}: no faults; ${told(document as DocumentedCasesFile)}.\n`)
    return exitCodes.ok.code
  }
}

/** What a file holds, in numbers. */
function told(file: DocumentedCasesFile): string {
  const { cases, groups = [], statements = [], reported_figures = [] } = file
  const events = itemsOf(file).filter(({ where }) => where.includes('/events/'))
  return [
    `cases ${cases.length}`,
    `events ${events.length}`,
    `groups ${groups.length}`,
    `statements ${statements.length}`,
    `figures ${reported_figures.length}`
  ].join(', ')
}
