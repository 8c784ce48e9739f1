import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { caseFile } from '../../cases/importing.ts'
import { database } from '../../helper.ts'

/** What somebody or a program does to a table, and the words in which the refusal tells how to undo it. */
const damages: Record<string, [damage: (text: string) => string | Buffer, advice: RegExp]> = {
  'blank lines first': [text => `\n\n${text}`, /names of its columns stand in line 3: delete the lines/],
  'a title first': [text => `Decisions on asylum\n\n${text}`, /names of its columns stand in line 3/],
  'a separator line': [text => `sep=,\n${text}`, /names of its columns stand in line 2/],
  pipes: [text => text.replaceAll(',', '|'), /separated by \|: save it with commas/],
  'carriage returns': [text => text.replace(/\r?\n/g, '\r'), /carriage return alone/],
  'a column more': [text => text.replace(/\r?\n/g, ',x\n').replace(',x', ',note'), /has a column note/],
  'UTF-16 without a mark': [
    text => Buffer.from(text, 'utf16le').swap16(),
    /UTF-16 without a byte order mark: save it as UTF-8/
  ]
}
const capitals = (text: string): string => text.replace(/^[^\r\n]+/, header => header.toUpperCase())

t.test(
  'a file that differs in one thing is refused with that thing, in every table with columns',
  async t => {
    const opened = await database(t)
    const folder = t.testdir({})
    const refusal = async (source: string, name: string, content: string | Buffer) => {
      const file = path.join(folder, name, 'asylum.csv')
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, content)
      try {
        const { loaded } = await importRelease(
          { database: opened, dataDir: folder, sources: sourceRegistry, today: '2026-11-29' },
          { source, paths: [file], release: 'r', dryRun: true }
        )
        return `read ${loaded}`
      } catch (error) {
        return (error as Error).message
      }
    }
    const tables = {
      'unhcr-asylum-decisions': 'layouts/unhcr-base.csv',
      'gb-asylum-decisions': 'layouts/gb-base.csv',
      'ca-irb': 'dates/irb-cut-year.csv'
    }
    for (const [source, table] of Object.entries(tables)) {
      const text = readFileSync(caseFile(table), 'utf8').replace(/^\uFEFF/, '')
      const sound = await refusal(source, `${source} sound`, text)
      t.match(sound, /^read [1-9]/, table)
      for (const [name, [damage, advice]] of Object.entries(damages)) {
        const said = await refusal(source, `${source} ${name}`, damage(text))
        // Tables whose layouts allow lines before the header, or more columns, are read with all of their rows.
        if (source !== 'unhcr-asylum-decisions' && said === sound) continue
        t.match(said, advice, `${source}: ${name}`)
        t.match(said, /^asylum\.csv(:| is not as)/, `${source}: ${name}`)
      }
    }
    const unhcr = readFileSync(caseFile(tables['unhcr-asylum-decisions']), 'utf8')
    t.match(await refusal('unhcr-asylum-decisions', 'capitals', capitals(unhcr)), /columns are in capitals/)
    t.match(await refusal('unhcr-asylum-decisions', 'nothing', 'some,other\ntable,1\n'), /is not a file that/)
  }
)
