import { labelOf, unitLabel } from '../../../vocabulary/labels/labels.ts'
import { queryOf } from '../../asking/addresses.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { whyNoRow } from '../caveats.tsx'
import { FigureTold } from '../figure.tsx'
import { spanOfDays } from '../places/span-of-days.ts'
import { rowsBy } from '../rows-by.ts'
import { TableBox } from '../table-box.tsx'

type Summary = AnswerOf<'/v1/countries-of-return/{country}'>['data']['own_nationals'][number]

/** What was decided on the nationals of a destination, a table a source and unit; where one tells nothing, why. */
export function DecidedOnNationals({
  summaries,
  nationality
}: {
  summaries: readonly Summary[]
  nationality: string
}) {
  const { say, link, sources } = useHere()
  if (summaries.length === 0) return null
  const told = summaries.filter(({ rows }) => rows.length > 0)
  const silent = summaries.filter(({ rows }) => rows.length === 0)
  return (
    <section>
      <h2>{say('decided_on_nationals')}</h2>
      <p class="whose">
        {say('decided_note')} <a href={link(`/nationalities/${nationality}`)}>{say('more_on_nationals')}</a>
      </p>
      {told.map(summary => (
        <SummaryTable key={keyOf(summary)} summary={summary} />
      ))}
      {silent.length > 0 && (
        <details>
          <summary>{say('not_answered_heading')}</summary>
          <ul class="not">
            {silent.map(summary => (
              <li key={keyOf(summary)}>
                {sources.nameOf(summary.source, summary.series)}
                {say('colon')} {summary.not_answered ?? whyNoRow(summary.caveats) ?? say('no_row_here')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const keyOf = ({ source, series, unit }: Summary): string => `${source} ${series} ${unit}`

function SummaryTable({ summary }: { summary: Summary }) {
  const { say, lang, link, sources } = useHere()
  const { source, series, release, unit, rows, url } = summary
  const caption = [
    sources.nameOf(source, series),
    unitLabel(unit, 2, lang),
    spanOfDays(summary.period_from, summary.period_to, lang),
    say('edition', { release })
  ]
  const stages = rowsBy(rows, row =>
    (['decision_stage', 'screening_type', 'application_type', 'source_level'] as const)
      .flatMap(name => {
        const word = row[name]
        return word === null ? [] : labelOf(name, word, lang)
      })
      .join(', ')
  )
  return (
    <details>
      <summary>{caption.filter(Boolean).join(' · ')}</summary>
      <TableBox name={caption.filter(Boolean).join(' · ')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('column_stage')}</th>
              <th scope="col">{say('column_outcome')}</th>
              <th scope="col" class="n">
                {unitLabel(unit, 2, lang)}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...stages].flatMap(([stage, own]) =>
              own.map(({ outcome, value, flags }, at) => (
                <tr key={`${stage} ${outcome}`}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={own.length}>
                      {stage}
                    </th>
                  )}
                  <td>{labelOf('outcome', outcome, lang)}</td>
                  <td class="n">
                    <FigureTold value={value} flags={flags} />
                  </td>
                </tr>
              ))
            )}
          </tbody>
        </table>
      </TableBox>
      <p>
        <a href={link('/explore', { of: 'decisions', ...queryOf(url) })}>{say('ask_yourself')}</a>
      </p>
    </details>
  )
}
