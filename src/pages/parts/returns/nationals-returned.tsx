import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { TableBox } from '../table-box.tsx'

type Nationals = AnswerOf<'/v1/countries-of-return/{country}'>['data']['nationals_returned']

/** Where a country's own nationals were taken: to it, to another country, or not told. Nothing where no source has them. */
export function NationalsReturnedTable({ nationals }: { nationals: Nationals }) {
  const { say, sources } = useHere()
  if (nationals.length === 0) return null
  const heading = say('own_or_other')
  return (
    <>
      <h2>{heading}</h2>
      <TableBox name={heading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('column_source')}</th>
              {(
                ['column_returns', 'to_own_country', 'to_another_country', 'destination_unknown'] as const
              ).map(word => (
                <th key={word} scope="col" class="n">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nationals.map(each => (
              <tr key={`${each.source} ${each.series}`}>
                <th scope="row">
                  {sources.titleOf(each.source)}
                  <small>
                    {each.series}, {say('edition', { release: each.release })}
                  </small>
                </th>
                <td class="n">
                  <FigureTold value={each.value} flags={each.flags} />
                </td>
                {[each.same_country, each.other_country, each.same_country_unknown].map((value, at) => (
                  <td key={String(at)} class="n">
                    <FigureTold value={value} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}
