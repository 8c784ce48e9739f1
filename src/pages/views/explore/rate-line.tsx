import { capitalised } from '../../../formats/wording/phrases.ts'
import { labelOf, measureLabel, rateDefinition } from '../../../vocabulary/labels/labels.ts'
import { rates as definitions } from '../../../vocabulary/measures/measure.ts'
import type { StatisticsRow } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { Definition } from '../../parts/definition.tsx'
import { FigureTold } from '../../parts/figure.tsx'
import { byEffect } from '../../parts/outcome-order.ts'
import { numberIn, wordIn } from './cells.ts'
import type { Rates } from './rates.ts'

interface RateProps {
  rates: Rates
  row: StatisticsRow
  /** The outcomes of the same part of the answer. */
  outcomes: readonly StatisticsRow[]
  unit: string
  /** Unique on the page. */
  id: string
}

/** A rate with what it is of, the range around it, and what stands on neither side of it. */
export function RateLine({ rates: { rate }, row, outcomes, unit, id }: RateProps) {
  const { lang, say, number, percent } = useHere()
  const [value, n, low, high] = [rate, `${rate}_n`, `${rate}_low`, `${rate}_high`].map(name =>
    numberIn(row, name)
  )
  if (row.flags[rate]?.includes('not_applicable')) return null
  const hasRange = typeof value === 'number' && typeof low === 'number' && typeof high === 'number'
  return (
    <>
      <h2>
        <Definition id={`${rate} ${id}`} text={capitalised(rateDefinition(rate, lang) ?? '', lang)}>
          {capitalised(measureLabel(rate, lang), lang)}
        </Definition>
        {lang === 'fr' ? '\u00a0: ' : ': '}
        <FigureTold value={value} flags={row.flags[rate]} isShare />
        {typeof n === 'number' && ` ${say('rate_of', { n: number(n) })}`}
      </h2>
      {hasRange && <RateBar {...{ value, low, high }} />}
      <p class="whose">
        {hasRange && say('rate_range', { low: percent(low), high: percent(high) })}{' '}
        <OnNeitherSide rate={rate} outcomes={outcomes} unit={unit} />
      </p>
    </>
  )
}

/** A share of one as a bar, with its range: what the text beside it says. */
function RateBar({ value, low, high }: { value: number; low: number; high: number }) {
  const at = (share: number) => (share * 400).toFixed(1)
  return (
    <svg class="rate" viewBox="0 0 402 30" width="402" height="30" aria-hidden="true" focusable="false">
      <rect class="frame" x="1" y="5" width="400" height="18" />
      <rect class="part" x="1" y="5" width={at(value)} height="18" />
      <path class="range" d={`M${at(low)} 1V27M${at(high)} 1V27`} />
    </svg>
  )
}

function OnNeitherSide({ rate, outcomes, unit }: Pick<RateProps, 'outcomes' | 'unit'> & Pick<Rates, 'rate'>) {
  const { lang, say } = useHere()
  const { numerator, denominator }: { numerator: readonly string[]; denominator: readonly string[] | 'all' } =
    definitions[rate]
  if (denominator === 'all') return null
  const out = outcomes.filter(row => ![...numerator, ...denominator].includes(wordIn(row, 'outcome_group')))
  if (out.length === 0) return null
  const groups = byEffect(
    'outcome_group',
    out.map(row => wordIn(row, 'outcome_group'))
  )
  return (
    <>
      {say('on_neither_side')}{' '}
      {groups.map((group, index) => {
        const row = out.find(each => wordIn(each, 'outcome_group') === group)
        return (
          <span key={group}>
            {index > 0 && ', '}
            {labelOf('outcome_group', group, lang)}{' '}
            <FigureTold value={numberIn(row, unit)} flags={row?.flags[unit]} />
          </span>
        )
      })}
      .
    </>
  )
}
