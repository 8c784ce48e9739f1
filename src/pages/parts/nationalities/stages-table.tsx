import { decisionStages } from '../../../vocabulary/decision-stage.ts'
import { labelOf, measureLabel, statusLabel } from '../../../vocabulary/labels/labels.ts'
import { rateNames } from '../../../vocabulary/measures/measure.ts'
import { queryOf } from '../../asking/addresses.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import {
  type ComparedRow,
  figureOfRow,
  type OneTable,
  sameRow,
  splitOfRow,
  tableKey,
  unitOf,
  wordOfRow
} from '../places/compared.ts'
import { spanOfDays } from '../places/span-of-days.ts'
import { TableBox } from '../table-box.tsx'

interface Stages {
  counts: readonly ComparedRow[]
  rates: readonly ComparedRow[]
  answers: readonly OneTable[]
}

/** The stages in their order, a column a source and unit: how many were decided, and each rate with what it is of. */
export function StagesTable({ counts, rates, answers }: Stages) {
  const { say, lang, sources } = useHere()
  const columns = answers.filter(({ cells }) => cells !== 0)
  const stages = decisionStages.filter(stage =>
    counts.some(row => wordOfRow(row, 'decision_stage') === stage)
  )
  if (stages.length === 0) return <p class="empty">{say('no_stage_told')}</p>
  return (
    <TableBox name={say('decided_by_stage')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('column_stage')}</th>
            {columns.map(answer => (
              <th key={tableKey(answer)} scope="col">
                {answer.title}
                <small>
                  {unitOf(answer.unit, lang)}, {spanOfDays(answer.period.from, answer.period.to, lang)}
                </small>
                <small>
                  {sources.titleOf(answer.source)}, {say('edition', { release: answer.release })}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stages.map(stage => (
            <tr key={stage}>
              <th scope="row">{labelOf('decision_stage', stage, lang)}</th>
              {columns.map(answer => (
                <td key={tableKey(answer)}>
                  <StageCell {...{ stage, answer, counts, rates }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function StageCell({
  stage,
  answer,
  counts,
  rates
}: Omit<Stages, 'answers'> & { stage: string; answer: OneTable }) {
  const { say, lang, link } = useHere()
  const isHere = (row: ComparedRow): boolean =>
    wordOfRow(row, 'decision_stage') === stage && tableKey(row) === tableKey(answer)
  const own = counts.filter(isHere)
  if (own.length === 0) return <span class="no-number">{say('no_figure')}</span>
  const ask = link('/explore', { of: 'decisions', ...queryOf(answer.links.canonical), decision_stage: stage })
  return (
    <>
      {own.map(row => (
        <div key={sameRow(row)} class="cell">
          <a href={ask}>
            <FigureTold {...figureOfRow(row)} />
          </a>
          <small>{splitOfRow(row, ['decision_stage', 'nationality'], lang)}</small>
          <Rates row={rates.find(each => sameRow(each) === sameRow(row))} said={figureOfRow(row).flags} />
        </div>
      ))}
    </>
  )
}

/**
 * The rates that a source has of a cell: no number where fewer were decided than its floor, said in words. `said`: what
 * the count above them says already.
 */
function Rates({ row, said }: { row: ComparedRow | undefined; said: readonly string[] }) {
  const { say, lang, number } = useHere()
  if (row === undefined) return null
  const told = rateNames.flatMap(name => {
    const { value, flags } = figureOfRow(row, name)
    const n = figureOfRow(row, `${name}_n`).value
    return flags.includes('not_applicable') || (value === null && n === null)
      ? []
      : [{ name, value, flags, n }]
  })
  return (
    <>
      {told.map(({ name, value, flags, n }) => (
        <small key={name}>
          {measureLabel(name, lang)}
          {say('colon')} <FigureTold value={value} flags={value === null ? flags : []} isShare />
          {n !== null && ` ${say('of_decided', { n: number(n) })}`}
          {value !== null && <OtherStates flags={flags.filter(flag => !said.includes(flag))} />}
        </small>
      ))}
    </>
  )
}

/** What stands behind a rate and not behind its count, in brackets. */
function OtherStates({ flags }: { flags: readonly string[] }) {
  const { lang } = useHere()
  const states = flags.filter(flag => flag !== 'ok').map(flag => statusLabel(flag, lang))
  return states.length === 0 ? null : <span class="warn"> ({states.join(', ')})</span>
}
