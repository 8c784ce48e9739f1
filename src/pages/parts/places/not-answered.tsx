import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { SourceLink } from '../source-link.tsx'

type Silent = AnswerOf<'/v1/countries-of-return'>['meta']['not_answered'][number]

/** Who does not tell it, and why, or what would have to be loaded. Nothing where everybody answers. */
export function NotAnsweredReasons({ silent }: { silent: readonly Silent[] }) {
  const { say, sources } = useHere()
  if (silent.length === 0) return null
  return (
    <ul class="not reasons">
      {silent.map(({ source, series, return_status, plain, other_series }) => (
        <li key={`${source} ${series} ${return_status}`}>
          <SourceLink source={source} series={series} />
          {say('colon')} {plain}
          {other_series.length > 0 && (
            <small>
              {' '}
              (
              {say('also_series', {
                series: other_series.map(each => sources.tableOf(source, each) ?? each).join(', ')
              })}
              )
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}
