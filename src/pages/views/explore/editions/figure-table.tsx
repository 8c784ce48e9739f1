import { capitalised } from '../../../../formats/wording/phrases.ts'
import type { Statistics } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { TableBox } from '../../../parts/table-box.tsx'
import { rowKey } from '../cells.ts'
import { HeadNames, LineHeads } from '../table/line-heads.tsx'
import { FigureOfRow, nameOfMeasure } from '../table/table-cells.tsx'
import type { FigureOfTwo, TwoEditions } from './changed-figures.ts'

interface FigureTableProps {
  figures: readonly FigureOfTwo[]
  editions: TwoEditions
  title: string
  /** Whether these are the figures that changed: the newer of the two is set off. */
  isMarked?: boolean
}

/** A line a figure: what it is about, and the number in each of two editions. */
export function FigureTable({ figures, editions, title, isMarked = false }: FigureTableProps) {
  const { say, lang } = useHere()
  const { before, after, heads } = editions
  const isOfSeveral = new Set(figures.map(({ measure }) => measure)).size > 1
  const editionOf = ({ meta }: Statistics) =>
    capitalised(say('edition', { release: meta.sources[0]?.release ?? '' }), lang)
  const Newer = isMarked ? 'mark' : 'span'
  return (
    <TableBox name={title}>
      <table class="stacked">
        <caption>{title}</caption>
        <thead>
          <tr>
            <HeadNames heads={heads} meta={after.meta} />
            {isOfSeveral && <th scope="col">{say('ask_what')}</th>}
            {[before, after].map(edition => (
              <th key={editionOf(edition)} scope="col" class="n">
                {editionOf(edition)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ measure, rows }) => {
            const about = rows.after ?? rows.before ?? { flags: {} }
            return (
              <tr key={rowKey(about, heads) + measure}>
                <LineHeads heads={heads} row={about} />
                {isOfSeveral && <td data-label={say('ask_what')}>{nameOfMeasure(measure, lang)}</td>}
                <td class="n" data-label={editionOf(before)}>
                  <FigureOfRow row={rows.before} measure={measure} />
                </td>
                <td class="n" data-label={editionOf(after)}>
                  <Newer>
                    <FigureOfRow row={rows.after} measure={measure} />
                  </Newer>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}
