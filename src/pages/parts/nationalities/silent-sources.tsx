import { queryOf } from '../../asking/addresses.ts'
import { useHere } from '../../here.ts'
import { whyNoRow } from '../caveats.tsx'
import { Linked } from '../linked.tsx'
import { type ComparedAnswer, type OneTable, tableKey } from '../places/compared.ts'
import { rowsBy } from '../rows-by.ts'
import { SourceLink } from '../source-link.tsx'

/** Who was asked and has no figure, and who cannot answer, each with the reason. Nothing where everybody answers. */
export function SilentSources({
  answers,
  silent,
  of = 'decisions'
}: {
  answers: readonly OneTable[]
  silent: ComparedAnswer['meta']['not_answered']
  of?: string
}) {
  const { say, link, sources } = useHere()
  const empty = answers.filter(({ cells }) => cells === 0)
  if (empty.length + silent.length === 0) return null
  const byReason = rowsBy(silent, ({ source, reason }) => `${source} ${reason}`)
  return (
    <details>
      <summary>{say('not_answered_heading')}</summary>
      <p>{say('no_zero')}</p>
      <ul class="not reasons">
        {empty.map(each => (
          <li key={tableKey(each)}>
            <SourceLink source={each.source} series={each.series} />
            {say('colon')} {whyNoRow(each.caveats) ?? say('no_row_here')}
          </li>
        ))}
        {[...byReason.values()].flatMap(same => {
          const [first] = same
          return first === undefined
            ? []
            : [
                <li key={`${first.source} ${first.series}`}>
                  <SourceLink source={first.source} />
                  {same
                    .map(({ series }) => sources.tableOf(first.source, series))
                    .filter(table => table !== undefined)
                    .map(table => `, ${table}`)}
                  {say('colon')} <Linked text={first.reason} />{' '}
                  {first.url !== null && (
                    <a href={link('/explore', { of, ...queryOf(first.url) })}>{say('nearest_told')}</a>
                  )}
                </li>
              ]
        })}
      </ul>
    </details>
  )
}
