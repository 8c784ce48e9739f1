import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import type { ImportContext } from '../../src/import/job.ts'
import { readJson } from '../../src/reading/json.ts'
import type { Expectations, Layout, Mapped, RawRow, Source } from '../../src/sources/source.ts'
import type { About } from '../../src/vocabulary/about.ts'
import type { CountFact } from '../../src/vocabulary/fact.ts'

/** Everything here is made up: no figure and no case of it exists. */

interface MadeUpLayout
  extends Partial<Pick<Layout, 'coverage' | 'starter' | 'synthetic' | 'whole_from_rows'>> {
  id: string
  series?: string
}

export interface MadeUpOptions {
  id?: string
  layouts?: MadeUpLayout[]
  /** Ids of series that give way. */
  givingWay?: string[]
  expectations?: Partial<Expectations>
}

interface MadeUpFile {
  rows: Mapped[]
}

/** A source whose files say themselves what their rows become. */
export function madeUpSource(options: MadeUpOptions = {}): Source {
  const { id = 'made-up', layouts = [{ id: 'whole' }], givingWay = [] } = options
  const series = [...new Set(layouts.map(layout => layout.series ?? 'main'))]
  return {
    about: aboutOf(id, series, givingWay),
    code_lists: [],
    layouts: layouts.map(layout => layoutOf(id, layout)),
    expectations: {
      rejected_at_most: 0,
      rows_shrink_at_most: 0,
      unknown_codes_at_most: 0,
      ...options.expectations
    }
  }
}

function layoutOf(source: string, layout: MadeUpLayout): Layout {
  const marker = JSON.stringify({ made_up: `${source}.${layout.id}` }).slice(0, -1)
  return {
    title: `Made-up ${layout.id} of ${source}`,
    series: 'main',
    coverage: {},
    starter: false,
    synthetic: false,
    ...layout,
    matches: head => head.startsWith(marker),
    async *rows(stream, name): AsyncIterable<RawRow> {
      const { rows } = (await readJson(stream, 10_000_000, name)) as MadeUpFile
      for (const [i, record] of rows.entries())
        yield { source_table: name, line: i + 1, record, raw: JSON.stringify(record) }
    },
    map: row => row.record as Mapped
  }
}

function aboutOf(id: string, series: string[], givingWay: string[]): About {
  return {
    ...{ id, title: 'Made up', publisher: 'Nobody', description: 'Made up for tests.' },
    ...{
      licence: 'none',
      licence_url: null,
      attribution: 'Nobody',
      cadence: 'never',
      url: 'https://example.org/'
    },
    ...{ citation: 'Made up, {release}, {retrieved_on}.', counting_rule: 'made-up.v1', id_prefix: 'made-up' },
    ...{ ids_hold: 'across_releases', only_when_named: false, disclosure: { policy: 'public', note: '' } },
    series: series.map(each => ({
      ...{ id: each, title: each, definition: 'Made up.', grain: 'count', addable: true },
      ...{ gives_way: givingWay.includes(each), year_basis: 'calendar', totals_beside: [], rates: {} }
    })),
    caveats: []
  }
}

/** A published number; every key is one of its own. */
export function count(count_key: string, fields: Partial<CountFact> = {}): CountFact {
  return {
    ...{ grain: 'count', count_key, source_table: 'made-up.json', line: 1 },
    ...{
      period: '2024',
      period_from: '2024-01-01',
      period_to: '2024-12-31',
      decision_stage: 'first_instance'
    },
    ...{ nationality: 'RUS', country_of_asylum: 'DEU', outcome: 'rejected', unit: 'persons', value: 7 },
    ...{ status: 'ok', source_code: 'R' },
    ...fields
  }
}

/** One row a fact. */
export const rowsOf = (...facts: CountFact[]): Mapped[] => facts.map(fact => ({ facts: [fact] }))

/** Writes a file of a made-up layout and returns its path. */
export async function madeUpFile(
  t: Test,
  marker: string,
  rows: Mapped[],
  name = 'made-up.json'
): Promise<string> {
  const file = path.join(await folder(t), name)
  await writeFile(file, JSON.stringify({ made_up: marker, rows }))
  return file
}

/** A folder of the test's own. Not below the project: its path may be long or read-only. */
export async function folder(t: Test): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'asylum-outcomes-test-'))
  t.teardown(() => rm(made, { recursive: true, force: true }))
  return made
}

/** What an import works with, on a day that does not change. */
export async function contextOf(t: Test, database: Database, ...sources: Source[]): Promise<ImportContext> {
  return { database, sources, dataDir: await folder(t), today: '2026-08-31' }
}
