import { capitalised, periodLabel } from '../../../../formats/wording/phrases.ts'
import { dimensionLabel, labelOf, yearBasisLabel } from '../../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../../vocabulary/labels/language.ts'
import { periodDimensions } from '../../../../vocabulary/measures/subject.ts'
import type { Statistics, StatisticsRow } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { wordIn } from '../cells.ts'

const isPeriod = (name: string): boolean => (periodDimensions as readonly string[]).includes(name)

const wordOf = (row: StatisticsRow, name: string, lang: Language): string =>
  isPeriod(name)
    ? periodLabel(wordIn(row, name), lang)
    : capitalised(labelOf(name, wordIn(row, name), lang), lang)

/** The heads of the columns that say what a line is about. */
export function HeadNames({ heads, meta }: { heads: readonly string[]; meta: Statistics['meta'] }) {
  const { lang } = useHere()
  const { year_basis } = meta.period
  // A fiscal year has no sign of its own in all languages.
  const basis = year_basis === 'calendar' ? '' : `, ${yearBasisLabel(year_basis, lang)}`
  return (
    <>
      {heads.map(name => (
        <th key={name} scope="col">
          {capitalised(dimensionLabel(name, lang), lang)}
          {isPeriod(name) && basis}
        </th>
      ))}
    </>
  )
}

/** What a line is about. */
export function LineHeads({ heads, row }: { heads: readonly string[]; row: StatisticsRow }) {
  const { lang } = useHere()
  const [first, ...others] = heads
  return (
    <>
      {first !== undefined && <th scope="row">{wordOf(row, first, lang)}</th>}
      {others.map(name => (
        <td key={name} data-label={capitalised(dimensionLabel(name, lang), lang)}>
          {wordOf(row, name, lang)}
        </td>
      ))}
    </>
  )
}
