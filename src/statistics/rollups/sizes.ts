import type { ReleaseCard, TableCard } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { statementOf } from '../../snapshot/sql/sql.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import { isAggregate } from '../../vocabulary/countries/aggregate.ts'
import { countryCodes } from '../../vocabulary/countries/country.ts'
import { type Dimension, emptyValue } from '../../vocabulary/measures/dimension.ts'
import { type Subject, subjects } from '../kinds/subject.ts'
import type { Chosen } from '../question/chosen.ts'

const name = 'published_sizes'
const columns = ['measure', 'dimensions', 'unit', 'number'] as const

/** Dimensions of published figures with many words. Without nationality no combination of them has many. */
const many = ['outcome', 'country_of_asylum', 'country_of_return', 'year'] as const satisfies Dimension[]
const sized = ['nationality', ...many] as const satisfies Dimension[]

/** What the figures of a release say of the sizes of answers. */
export interface PublishedSize {
  /** `cells`: the distinct words of these dimensions in rows that are no totals. `rows`: most rows with one word of it. */
  measure: 'cells' | 'rows'
  dimensions: Dimension[]
  /** null for rows of all units. */
  unit: string | null
  number: number
}

/** The rollup of the sizes of answers: so many rows as there are combinations, whatever the size of the release. */
export const rollupOfSizes = ({ release_id, tables }: ReleaseCard): Rollup[] =>
  tables.published_counts === undefined
    ? []
    : [{ name, text: sizesSql(`r${release_id}.published_counts`, tables.published_counts), values: [] }]

function sizesSql(table: string, card: TableCard): string {
  const words = sized.map(each =>
    each === 'year'
      ? 'year(period_from) as year'
      : `coalesce(cast(${each} as varchar), '${emptyValue(each)}') as ${each}`
  )
  const aggregates = countryCodes.filter(isAggregate).map(code => `'${code}'`)
  const cells = combinations.map(
    names => `select 'cells' as measure, '${names.join(',')}' as dimensions, unit, cast(count(*) as int) as number
from (select distinct unit, ${names.join(', ')} from told) group by unit`
  )
  const rows = sized.map(
    each => `select 'rows', '${each}', null, cast(max(n) as int)
from (select count(*) as n from worded group by ${each})`
  )
  return `with worded as materialized (
  select ${words.join(', ')}, cast(unit as varchar) as unit, total_over = '' and (${rowsOf(card)}) as is_own from ${table}
), told as materialized (
  select distinct ${sized.join(', ')}, unit from worded
  where is_own${aggregates.length > 0 ? ` and country_of_asylum not in (${aggregates.join(', ')})` : ''}
)
${[...cells, ...rows].join('\nunion all ')}`
}

/** Every combination with nationality. */
const combinations: readonly (readonly Dimension[])[] = Array.from(
  { length: 2 ** many.length },
  (_, bits) => ['nationality', ...many.filter((_each, i) => (bits & (2 ** i)) > 0)]
)

/** The condition of the figures that are about the subjects of a table. */
function rowsOf(card: TableCard): string {
  const told = (Object.values(subjects) as Subject[]).flatMap(({ figures }) =>
    figures?.tells(card) ? [statementOf(figures.rows).text] : []
  )
  return told.length > 0 ? told.join(' or ') : 'false'
}

/** The sizes of a release's figures; none where it lacks the rollup. */
export async function publishedSizes(
  set: Pick<ReleaseSet, 'query'>,
  { release, table }: Pick<Chosen, 'release' | 'table'>
): Promise<PublishedSize[]> {
  if (table !== 'published_counts' || !hasRollup(release.stored, name, columns)) return []
  const found = await set.query(`select ${columns.join(', ')} from r${release.release_id}.${name}`)
  const [measure, names, unit, number] = found.columns as [
    PublishedSize['measure'][],
    string[],
    (string | null)[],
    number[]
  ]
  return measure.map((each, i) => ({
    measure: each,
    dimensions: (names[i] as string).split(',') as Dimension[],
    unit: unit[i] ?? null,
    number: number[i] ?? 0
  }))
}
