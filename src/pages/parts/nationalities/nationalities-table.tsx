import { labelOf } from '../../../vocabulary/labels/labels.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import {
  type ComparedRow,
  figureOfRow,
  type OneTable,
  tableKey,
  unitOf,
  wordOfRow
} from '../places/compared.ts'
import { spanOfDays } from '../places/span-of-days.ts'
import { rowsBy } from '../rows-by.ts'
import { TableBox } from '../table-box.tsx'

interface Shown {
  rows: readonly ComparedRow[]
  answers: readonly OneTable[]
  /** All of them are on this page, so that they can stand in the order of their names. */
  isWhole: boolean
}

/** Nationalities, a row each, and a column a table, stage and unit. */
export function NationalitiesTable({ rows, answers, isWhole }: Shown) {
  const { say, lang, link, number } = useHere()
  const byNationality = [...rowsBy(rows, row => wordOfRow(row, 'nationality') ?? '')]
    .map(([code, own]) => ({ code, own, name: labelOf('nationality', code, lang) }))
    .sort((a, b) => (isWhole ? a.name.localeCompare(b.name, lang) : 0))
  const columns = [...rowsBy(rows, columnOf)].flatMap(([key, [first]]) => (first ? [{ key, first }] : []))
  const caption = say('nationalities_caption', { n: number(byNationality.length) })
  if (rows.length === 0) return <p class="empty">{say('no_stage_told')}</p>
  return (
    <TableBox name={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('column_nationality')}</th>
            {columns.map(({ key, first }) => (
              <th key={key} scope="col" class="n">
                <ColumnHead row={first} answers={answers} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byNationality.map(({ code, own, name }) => (
            <tr key={code}>
              <th scope="row">
                <a href={link(`/nationalities/${code}`)}>{name}</a>
              </th>
              {columns.map(({ key }) => {
                const cell = own.find(row => columnOf(row) === key)
                return (
                  <td key={key} class="n">
                    {cell ? (
                      <FigureTold {...figureOfRow(cell)} />
                    ) : (
                      <span class="no-number">{say('no_figure')}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const columnOf = (row: ComparedRow): string =>
  `${tableKey(row)} ${wordOfRow(row, 'decision_stage')} ${wordOfRow(row, 'screening_type') ?? ''}`

function ColumnHead({ row, answers }: { row: ComparedRow; answers: readonly OneTable[] }) {
  const { lang, say, sources } = useHere()
  const answer = answers.find(each => tableKey(each) === tableKey(row))
  const period = answer ? spanOfDays(answer.period.from, answer.period.to, lang) : ''
  return (
    <>
      {sources.titleOf(row.source)}
      <small>
        {labelOf('decision_stage', wordOfRow(row, 'decision_stage') ?? '', lang)}, {unitOf(row.unit, lang)}
      </small>
      <small>
        {period}, {say('edition', { release: row.release })}
      </small>
    </>
  )
}
