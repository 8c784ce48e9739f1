import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { Linked } from '../linked.tsx'
import { rowsBy } from '../rows-by.ts'
import type { DestinationBlock } from './blocks.ts'

type People = AnswerOf<'/v1/countries-of-return/{country}/nationalities'>['data']

/** The largest nationalities that are shown of a source. */
const inView = 6

/** Who was returned to a destination, by nationality and source; where no table tells it, why, and what is told instead. */
export function PeopleReturned({
  people,
  blocks,
  destination
}: {
  people: People
  blocks: readonly DestinationBlock[]
  destination: string
}) {
  const { say, link, number, sources } = useHere()
  const rows = people.flatMap(({ nationality, name, executed }) =>
    executed.map(figure => ({ nationality, name, figure }))
  )
  const bySource = rowsBy(rows, ({ figure }) => sources.nameOf(figure.source, figure.series))
  const reasons = new Set(blocks.flatMap(({ same_country_not_told }) => same_country_not_told ?? []))
  const others = blocks.filter(({ other_country }) => other_country)
  return (
    <>
      {rows.length === 0 && <p class="empty">{say('nobody_can_say')}</p>}
      {[...reasons].map(reason => (
        <p key={reason}>
          <Linked text={reason} />
        </p>
      ))}
      {[...bySource].map(([source, own]) => (
        <table key={source}>
          <caption>{source}</caption>
          <tbody>
            {own
              .toSorted((a, b) => (b.figure.value ?? -1) - (a.figure.value ?? -1))
              .slice(0, inView)
              .map(({ nationality, name, figure }) => (
                <tr key={nationality}>
                  <th scope="row">
                    <a href={link(`/nationalities/${nationality}`)}>{name}</a>
                  </th>
                  <td class="n">
                    <FigureTold value={figure.value} flags={figure.flags} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
      {others.map(({ source, return_type, other_country }) => (
        <p key={`${source} ${return_type}`}>
          {say('of_another_nationality', { n: number(other_country ?? 0) })}{' '}
          <small>({sources.titleOf(source)})</small>
        </p>
      ))}
      <p>
        <a href={`${link(`/nationalities/${destination}`)}#returns`}>{say('returns_of_nationals')}</a>
      </p>
    </>
  )
}
