import { labelOf } from '../../../vocabulary/labels/labels.ts'
import { queryOf } from '../../asking/addresses.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import {
  type ComparedAnswer,
  figureOfRow,
  sameRow,
  splitOfRow,
  tableKey,
  unitOf,
  wordOfRow
} from '../places/compared.ts'
import { spanOfDays } from '../places/span-of-days.ts'
import { TableBox } from '../table-box.tsx'

interface Table {
  compared: ComparedAnswer
  dimension: 'decision_stage' | 'return_type'
  of: 'applications' | 'returns'
  label: string
}

/** How many rows stand in view; what follows is folded. */
const inView = 8

/** Rows of a comparison, a line each: what it is of, the count in its unit, and whose it is. */
export function ComparedTable(table: Table) {
  const { say, number } = useHere()
  const { data } = table.compared
  const more = data.slice(inView)
  if (data.length === 0) return null
  return (
    <>
      <Rows {...table} rows={data.slice(0, inView)} />
      {more.length > 0 && (
        <details>
          <summary>{say('rows_more', { n: number(more.length) })}</summary>
          <Rows {...table} rows={more} />
        </details>
      )}
    </>
  )
}

function Rows({ compared: { meta }, rows, dimension, of, label }: Table & { rows: ComparedAnswer['data'] }) {
  const { say, lang, link, sources } = useHere()
  return (
    <TableBox name={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(dimension === 'decision_stage' ? 'column_stage' : 'type_of_return')}</th>
            <th scope="col" class="n">
              {say('column_count')}
            </th>
            <th scope="col">{say('column_period')}</th>
            <th scope="col">{say('column_source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const answer = meta.answers.find(each => tableKey(each) === tableKey(row))
            const word = wordOfRow(row, dimension)
            const split = splitOfRow(row, [dimension], lang)
            return (
              <tr key={sameRow(row)}>
                <th scope="row">
                  {word === undefined ? '' : labelOf(dimension, word, lang)}
                  {split !== '' && <small>{split}</small>}
                </th>
                <td class="n">
                  <FigureTold {...figureOfRow(row)} />
                  <small>{unitOf(row.unit, lang)}</small>
                </td>
                <td>{answer && spanOfDays(answer.period.from, answer.period.to, lang)}</td>
                <td>
                  {answer ? (
                    <a href={link('/explore', { of, ...queryOf(answer.links.canonical) })}>{answer.title}</a>
                  ) : (
                    row.source
                  )}
                  <small>
                    {sources.titleOf(row.source)}, {say('edition', { release: row.release })}
                    {answer?.same_as && `, ${say('same_records_as', { series: answer.same_as })}`}
                  </small>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}
