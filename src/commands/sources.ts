import { sourceRegistry } from '../sources/registry.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { inWords, readWatchNote } from './fetch/watching/watch-note.ts'
import { textTable } from './table.ts'

/** `sources`: what can be imported, and what a watch from here saw last. Needs no database. */
export const sourcesCommand: Command = {
  summary: 'List the sources that can be imported, and what their files are',
  arguments: '',
  words: [0, 0],
  options: {},
  async run(_input, config, terminal) {
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
    const notes = await Promise.all(
      sourceRegistry.map(({ about }) => readWatchNote(config.dataDir, about.id))
    )
    const looks = notes.flatMap(note => (note ? [[note.looked_at, inWords(note)]] : []))
    if (looks.length > 0) terminal.out(`\n${textTable([['watched at', 'what came of it'], ...looks])}`)
    return exitCodes.ok.code
  }
}
