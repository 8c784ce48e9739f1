import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { TableBox } from '../../parts/table-box.tsx'

type Release = AnswerOf<'/v1/sources/{id}/releases'>['data'][number]

/** The editions of a source that were imported: what became of their rows, and where each can be had whole. */
export function Releases({ source, releases }: { source: string; releases: readonly Release[] }) {
  const { say, number } = useHere()
  if (releases.length === 0) return null
  return (
    <>
      <h2>{say('editions_heading')}</h2>
      <TableBox name={say('editions_heading')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('edition_column')}</th>
              <th scope="col">{say('series_column')}</th>
              <th scope="col">{say('standing_column')}</th>
              <th scope="col">{say('retrieved_column')}</th>
              <th scope="col" class="n">
                {say('rows_read')}
              </th>
              <th scope="col" class="n">
                {say('rows_loaded')}
              </th>
              <th scope="col" class="n">
                {say('rows_rejected')}
              </th>
            </tr>
          </thead>
          <tbody>
            {releases.map(each => (
              <tr key={`${each.series} ${each.release}`}>
                <th scope="row">
                  <a href={each.url}>{each.release}</a>
                  {each.starter && <small>{say('starter')}</small>}
                </th>
                <td>{each.series}</td>
                <td>
                  {say(`standing_${each.status}`)}
                  {each.status_reason !== null && <small>{each.status_reason}</small>}
                </td>
                <td>{each.retrieved_on ?? say('not_stated')}</td>
                <td class="n">{number(each.rows_read)}</td>
                <td class="n">{number(each.rows_loaded)}</td>
                <td class="n">{number(each.rows_rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <ul class="ways">
        <li>
          <a href={`/v1/sources/${source}/downloads`}>{say('to_downloads')}</a>
        </li>
        <li>
          <a href={`/v1/sources/${source}/fields`}>{say('to_fields')}</a>
        </li>
      </ul>
    </>
  )
}
