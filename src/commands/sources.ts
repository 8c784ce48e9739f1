import { sourceRegistry } from '../sources/registry.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { textTable } from './table.ts'

/** `sources`: what can be imported. Needs no database. */
export const sourcesCommand: Command = {
  summary: 'List the sources that can be imported, and what their files are',
  arguments: '',
  words: [0, 0],
  options: {},
  async run(_input, _config, terminal) {
    const rows = sourceRegistry.flatMap(({ about, layouts }) =>
      layouts
        .filter(({ starter, synthetic }) => !starter && !synthetic)
        .map(({ series, title }) => [about.id, series, title])
    )
    terminal.out(textTable([['source', 'series', 'what is read'], ...rows]))
    terminal.out('\n')
    terminal.out(
      textTable([['source', 'published at'], ...sourceRegistry.map(({ about }) => [about.id, about.url])])
    )
    return exitCodes.ok.code
  }
}
