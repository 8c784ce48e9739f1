import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { column, raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { eachMembership } from '../../vocabulary/countries/groups/memberships.ts'
import type { CountryGroupNote } from '../../vocabulary/results/country-group-note.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { askedOfRecords } from '../rows/merged.ts'
import { inCell, selectionSql } from '../rows/selection.ts'

/** Countries with rows in the cells of an answer, by the parameter that names their groups. */
export async function countriesWithRows(
  set: Pick<ReleaseSet, 'query'>,
  { question, frame, unit }: Plan
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>()
  for (const { name, of } of eachMembership(frame.memberships)) {
    const ofUnit = frame.chosen.table === 'published_counts' ? sql`unit = ${unit}` : raw('true')
    const { text, values } = statementOf(
      selectionSql(
        askedOfRecords(question, frame.chosen),
        frame,
        'count',
        sql`select distinct cast(${column(of)} as varchar) from selected where ${inCell} and ${ofUnit}`
      )
    )
    const { columns } = await set.query(text, values)
    found.set(name, new Set((columns[0] ?? []) as string[]))
  }
  return found
}

/** Notes with the members that have no row in the answer. */
export const withoutFigures = (
  notes: readonly CountryGroupNote[],
  rows: ReadonlyMap<string, ReadonlySet<string>>
): CountryGroupNote[] =>
  notes.map(note => ({
    ...note,
    without_figures: [...new Set(note.members.map(({ country }) => country))].filter(
      code => !rows.get(note.parameter)?.has(code)
    )
  }))
