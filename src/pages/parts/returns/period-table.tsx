import { capitalised, periodLabel } from '../../../formats/wording/phrases.ts'
import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { rowsBy } from '../rows-by.ts'
import { TableBox } from '../table-box.tsx'
import type { DestinationBlock } from './blocks.ts'

/** Every period of a block, a row a year: what the picture shows, in numbers. */
export function PeriodTable({ block }: { block: DestinationBlock }) {
  const { say, lang } = useHere()
  const figures = block.series_by_period
  if (figures.length === 0) return null
  const caption = say('all_periods', { types: typeNoun(block, 2, lang) })
  const parts = [...new Set(figures.map(({ period }) => partOf(period)))].sort()
  const years = rowsBy(figures, ({ period }) => yearOf(period))
  return (
    <details>
      <summary>{caption}</summary>
      <TableBox name={caption}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('column_year')}</th>
              {parts.map(part => (
                <th key={part} scope="col" class="n">
                  {part === '' ? say('whole_year') : partName(part, lang)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...years].toReversed().map(([year, own]) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                {parts.map(part => {
                  const figure = own.find(({ period }) => partOf(period) === part)
                  return (
                    <td key={part} class="n">
                      {figure && <FigureTold value={figure.value} flags={figure.flags} />}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

/** `2021-Q4` is `Q4` of `2021`; a whole year has no part. */
const partOf = (period: string): string => period.split('-')[1] ?? ''
const yearOf = (period: string): string => period.split('-')[0] ?? period

/** `Q4`, `November`: the part of a year without the year. */
const partName = (part: string, lang: Parameters<typeof periodLabel>[1]): string =>
  part.startsWith('Q')
    ? periodLabel(`2000-${part}`, lang).replace(/\s*2000$/, '')
    : capitalised(
        new Intl.DateTimeFormat(lang, { month: 'short', timeZone: 'UTC' }).format(
          Date.UTC(2000, Number(part) - 1)
        ),
        lang
      )
