import { capitalised } from '../../../formats/wording/phrases.ts'
import { labelOf, unitLabel } from '../../../vocabulary/labels/labels.ts'
import type { StatisticsRow } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../../parts/figure.tsx'
import { byEffect } from '../../parts/outcome-order.ts'
import { listIn, numberIn, rowKey, rowsAlike, wordIn } from './cells.ts'
import { partTexts, partWords } from './part-name.ts'
import type { AnsweredQuestion } from './questions.ts'
import { RateLine } from './rate-line.tsx'

/** The most parts of an answer, such as stages, that are shown one by one above the table. */
const mostParts = 6

/** The outcomes of what is asked, and the rate that they make: once for each part that is never added to another. */
export function Outcomes({ answer: { outcomes, rates } }: { answer: AnsweredQuestion }) {
  const { lang, say } = useHere()
  if (outcomes === undefined) return null
  const { unit } = outcomes.meta
  const splitBy = listIn(outcomes.meta.query, 'split_by')
  const parts = rowsAlike(outcomes.data, splitBy)
  if (unit === null || parts.length > mostParts) return null
  return (
    <section aria-label={say('by_outcome')}>
      {parts.map(rows => {
        const [first] = rows
        const rate = rates?.whole.data.find(row => rowKey(row, splitBy) === rowKey(first, splitBy))
        return (
          <div key={rowKey(first, splitBy)}>
            {parts.length > 1 && (
              <h2>{partTexts(partWords(first, outcomes.data, splitBy), lang).join(', ')}</h2>
            )}
            <Tiles rows={rows} unit={unit} />
            {rates && rate && (
              <RateLine rates={rates} row={rate} outcomes={rows} unit={unit} id={rowKey(first, splitBy)} />
            )}
          </div>
        )
      })}
    </section>
  )
}

function Tiles({ rows, unit }: { rows: readonly StatisticsRow[]; unit: string }) {
  const { lang } = useHere()
  const groups = byEffect(
    'outcome_group',
    rows.map(row => wordIn(row, 'outcome_group'))
  )
  return (
    <dl class="tiles">
      {groups.map(group => {
        const row = rows.find(each => wordIn(each, 'outcome_group') === group)
        const value = numberIn(row, unit)
        return (
          <div key={group} class={typeof value === 'number' ? undefined : 'none'}>
            <dt>{capitalised(labelOf('outcome_group', group, lang), lang)}</dt>
            <dd>
              <FigureTold value={value} flags={row?.flags[unit]} />{' '}
              <small>{unitLabel(unit, value ?? 2, lang)}</small>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
