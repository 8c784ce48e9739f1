import type { Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import type { Source } from '../../src/sources/source.ts'
import { returnTypes } from '../../src/vocabulary/closed-lists.ts'
import type { CountFact } from '../../src/vocabulary/fact.ts'
import type { ReportingRule } from '../../src/vocabulary/measures/reporting.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { parsePeriod } from '../../src/vocabulary/time/period.ts'
import { count, madeUpFile, madeUpSource, rowsOf } from '../import/made-up.ts'
import { type Service, service } from '../service.ts'

/** Made-up tables of returns, shaped as those that the United Kingdom and Eurostat publish. */

let key = 0
/** A published number of returns in one of its source's own periods. */
/** As the Home Office does: a row that is not there is a zero. */
const reporting: ReportingRule = {
  absent_row: 'zero',
  reason: 'made up',
  unit: ['quarter'],
  reporters: 'own',
  parts: {}
}

export function returned(period: string, value: number | null, fields: Partial<CountFact> = {}): CountFact {
  const { from, to } = parsePeriod(period, 'calendar') as { from: string; to: string }
  const { decision_stage, nationality, country_of_asylum, ...rest } = count(`k${key++}`, {
    ...{ period, period_from: from, period_to: to, outcome: 'not_split', unit: 'returns', value },
    ...(value === null ? { status: 'suppressed' as const } : {})
  })
  return { ...rest, country_of_asylum: 'GBR', return_type: 'enforced', ...fields }
}

export const quarters = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => [1, 2, 3, 4].map(q => `${first + i}-Q${q}`)).flat()

export interface Published {
  source: Source
  layout: string
  facts: CountFact[]
}

/** A source with a table a layout; people turned away at the border are left out unless asked for. */
export function tablesOf(
  id: string,
  layouts: readonly { id: string; coverage?: Partial<Coverage> }[]
): Source {
  const source = madeUpSource({ id, layouts: layouts.map(each => ({ ...each, series: each.id })) })
  const usually = {
    rows: {},
    dimension: 'return_type',
    values: returnTypes.filter(type => type !== 'refused_entry'),
    reason: 'refused_entry'
  }
  return {
    ...source,
    about: {
      ...source.about,
      series: source.about.series.map(each => ({ ...each, usually: [usually], reporting }))
    }
  }
}

/** The service over these tables, each a release. */
export const publishing = (t: Test, tables: readonly Published[]): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    for (const { source, layout, facts } of tables) {
      const { id } = source.about
      const paths = [await madeUpFile(t, `${id}.${layout}`, rowsOf(...facts))]
      await importRelease(
        { database, dataDir, sources: [source] },
        { source: id, paths, release: `${layout}-1`, makeCurrent: true, force: true }
      )
    }
  })
