import { membersWithin } from '../../vocabulary/countries/groups/country-group.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { daysOfRow, type YearNamed } from '../../vocabulary/results/row-days.ts'
import { numberText, phrase } from './phrases.ts'

/** The name of a group with the number of its members on the last day of the figures. */
export function groupText(
  figures: YearNamed & Pick<ResultTable, 'country_groups'>,
  row: ResultRow | undefined,
  { name, id }: { name: string; id: string },
  lang: Language
): string {
  const note = figures.country_groups?.find(each => each.parameter === name && each.id === id)
  if (note === undefined) return labelOf(name, id, lang)
  const { to } = (row && daysOfRow(figures, row)) ?? figures
  const n = new Set(membersWithin(note, { from: to, to }).map(({ country }) => country)).size
  return phrase(n === 1 ? 'group_of_one' : 'group_of', lang, {
    name: note.names[lang],
    n: numberText(n, lang)
  })
}
