import { queryOf } from '../../../asking/addresses.ts'
import { useHere } from '../../../here.ts'
import { TableBox } from '../../../parts/table-box.tsx'
import { listIn, rowKey } from '../cells.ts'
import { partTexts } from '../part-name.ts'
import type { AnsweredQuestion } from '../questions.ts'
import { HeadNames, LineHeads } from './line-heads.tsx'
import { FigureCells, Heads, nameOfMeasure, RateCells, RateHeads } from './table-cells.tsx'
import { type SetTable, setTables } from './table-rows.ts'

/** The figures of an answer: one table for each part that is never added to another, and the way to the rows that follow. */
export function AnswerTables({ answer, title }: { answer: AnsweredQuestion; title: string }) {
  const { lang, say, number, link, own } = useHere()
  const { main, next } = answer
  return (
    <>
      {setTables(answer).map(table => {
        const named = [title, ...partTexts(table.part, lang)].join(', ')
        return <OneTable key={named} {...{ answer, table, title: named }} />
      })}
      {next !== null && (
        <p class="whose">
          {say('more_rows')}{' '}
          <a href={link(own.path, { ...own.query, ...queryOf(next) })}>{say('next_rows')}</a>.{' '}
          {main.meta.total !== null && say('rows_in_all', { n: number(main.meta.total) })}
        </p>
      )}
    </>
  )
}

/** A line for each period or place, outcomes across in the order of their effect, and the rate with what it is of. */
function OneTable({
  answer: { main, rates },
  table,
  title
}: {
  answer: AnsweredQuestion
  table: SetTable
  title: string
}) {
  const { lang } = useHere()
  const counted = table.measures.map(name => nameOfMeasure(name, lang)).join(', ')
  const keys = [...listIn(main.meta.query, 'split_by'), ...table.heads]
  const rated = table.lines.map(({ first }) =>
    rates?.by_row.find(row => rowKey(row, keys) === rowKey(first, keys))
  )
  // A part of the answer, such as a stage, may have no such rate.
  const rate = rated.some(row => row && !row.flags[rates?.rate ?? '']?.includes('not_applicable'))
    ? rates?.rate
    : undefined
  return (
    <TableBox name={title}>
      <table class="stacked">
        <caption>
          {title} ({counted})
        </caption>
        <thead>
          <tr>
            <HeadNames heads={table.heads} meta={main.meta} />
            {table.columns.map(column => (
              <Heads key={column} {...{ table, column }} />
            ))}
            {rate && <RateHeads rate={rate} />}
          </tr>
        </thead>
        <tbody>
          {table.lines.map(({ first, cell }, at) => (
            <tr key={rowKey(first, table.heads)}>
              <LineHeads heads={table.heads} row={first} />
              {table.columns.map(column => (
                <FigureCells key={column} {...{ table, column, row: cell(column) }} />
              ))}
              {rate && <RateCells rate={rate} row={rated[at]} />}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
