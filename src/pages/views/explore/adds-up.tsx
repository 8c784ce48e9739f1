import { leftOutTexts } from '../../../formats/wording/left-out.ts'
import { untoldText } from '../../../formats/wording/missing.ts'
import { capitalised } from '../../../formats/wording/phrases.ts'
import { unitLabel } from '../../../vocabulary/labels/labels.ts'
import type { Statistics } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'

/** Whether the cells and what is left out make up all that is in scope, in one line, and what the edition does not tell. */
export function AddsUp({ main: { meta } }: { main: Statistics }) {
  const { lang, say, number } = useHere()
  const { reconciliation, missing, breaks, rounding, period } = meta
  const sums = Object.entries(reconciliation)
  if (sums.length === 0) return null
  const filters = Object.fromEntries(
    Object.entries(meta.query).filter((each): each is [string, string[]] => Array.isArray(each[1]))
  )
  return (
    <section aria-labelledby="adds-up">
      <h2 id="adds-up">{say('adds_up')}</h2>
      {sums.map(([measure, sum]) => {
        const { in_scope, sum_of_cells, suppressed_cells, left_out } = sum
        const counted = (n: number) => `${number(n)} ${unitLabel(measure, n, lang)}`
        const units = sum.not_added.map(({ unit }) => unit)
        const others = leftOutTexts({ left_out, not_added: units }, lang)
        return (
          <p key={measure} class="whose">
            {in_scope === null || sum_of_cells === null
              ? say('adds_up_unknown')
              : say('adds_up_whole', { in_scope: counted(in_scope), cells: number(sum_of_cells) })}{' '}
            {left_out.length === 0 && in_scope !== null && say('nothing_left_out')}
            {others.map(text => `${capitalised(text, lang)}.`).join(' ')}{' '}
            {suppressed_cells === 0
              ? say('withheld_none')
              : say('withheld_cells', { n: number(suppressed_cells) })}
          </p>
        )
      })}
      {rounding && (
        <p class="whose">
          {say('rounded_figures', { to: number(rounding.to), out: number(rounding.out_by_at_most) })}
        </p>
      )}
      {missing.length > 0 && (
        <p class="whose">
          {say('not_told_by_edition', {
            what: untoldText(missing, lang, { figures: { ...period, filters } })
          })}
        </p>
      )}
      {breaks.map(({ date, note }) => (
        <p key={`${date} ${note}`} class="whose">
          {note}
        </p>
      ))}
    </section>
  )
}
