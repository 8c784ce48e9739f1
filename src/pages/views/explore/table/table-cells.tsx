import { capitalised } from '../../../../formats/wording/phrases.ts'
import { labelOf, measureLabel, unitLabel } from '../../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../../vocabulary/labels/language.ts'
import { statusMeaning } from '../../../../vocabulary/labels/meanings.ts'
import { units } from '../../../../vocabulary/unit.ts'
import type { StatisticsRow } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { FigureTold } from '../../../parts/figure.tsx'
import { numberIn } from '../cells.ts'
import { isRateName } from '../rates.ts'
import type { SetTable } from './table-rows.ts'

/** A measure in words: what is counted, or the name of a rate. */
export const nameOfMeasure = (name: string, lang: Language): string =>
  units.some(unit => unit === name) ? unitLabel(name, 2, lang) : measureLabel(name, lang)

type OfColumn = { table: SetTable; column: string }

const headOf = ({ table: { across }, column }: OfColumn, lang: Language): string =>
  capitalised(across === undefined ? nameOfMeasure(column, lang) : labelOf(across, column, lang), lang)

/** The head of a column of figures. */
export function Heads({ table, column }: OfColumn) {
  const { lang } = useHere()
  if (table.across === undefined && isRateName(column)) return <RateHeads rate={column} />
  return (
    <th scope="col" class="n">
      {headOf({ table, column }, lang)}
    </th>
  )
}

/** The heads of a rate, and of what it is of. */
export function RateHeads({ rate }: { rate: string }) {
  const { lang, say } = useHere()
  return (
    <>
      <th scope="col" class="n">
        {capitalised(measureLabel(rate, lang), lang)}
      </th>
      <th scope="col" class="n">
        {say('rate_column_n')}
      </th>
    </>
  )
}

/** A figure; of a rate with what it is of. */
export function FigureCells({ table, column, row }: OfColumn & { row: StatisticsRow | undefined }) {
  const { lang } = useHere()
  const measure = table.across === undefined ? column : (table.measures[0] ?? '')
  if (isRateName(measure) && table.across === undefined) return <RateCells rate={measure} row={row} />
  return (
    <td class="n" data-label={headOf({ table, column }, lang)}>
      <FigureOfRow row={row} measure={measure} />
    </td>
  )
}

/** A figure of a row, or that an answer has no such row. */
export function FigureOfRow({ row, measure }: { row: StatisticsRow | undefined; measure: string }) {
  const { lang, say } = useHere()
  return row === undefined ? (
    <span class="no-number" title={statusMeaning('no_row', lang)}>
      {say('no_row')}
    </span>
  ) : (
    <FigureTold value={numberIn(row, measure)} flags={row.flags[measure]} isShare={isRateName(measure)} />
  )
}

/** A rate and what it is of. */
export function RateCells({ rate, row }: { rate: string; row: StatisticsRow | undefined }) {
  const { lang, say } = useHere()
  const n = numberIn(row, `${rate}_n`)
  // What there is no rate of is not known for the same reason.
  const whyNone = typeof n === 'number' ? [] : (row?.flags[rate] ?? ['not_applicable'])
  return (
    <>
      <td class="n" data-label={capitalised(measureLabel(rate, lang), lang)}>
        <FigureTold value={numberIn(row, rate)} flags={row?.flags[rate]} isShare />
      </td>
      <td class="n" data-label={say('rate_column_n')}>
        <FigureTold value={n} flags={row?.flags[`${rate}_n`] ?? whyNone} />
      </td>
    </>
  )
}
