import type { Static } from 'typebox'
import type { OutcomeSummary } from '../../schemas/outcome-summary.ts'
import { labelOf, unitLabel } from '../../vocabulary/labels/labels.ts'
import { queryOf } from '../asking/addresses.ts'
import { useHere } from '../here.ts'
import { FigureTold } from './figure.tsx'
import { spanOfDays } from './places/span-of-days.ts'
import { SourceLink } from './source-link.tsx'
import { TableBox } from './table-box.tsx'

/** Dimensions by which a summary is split where its figures may not be added. */
const splits = ['decision_stage', 'source_level', 'application_type', 'screening_type'] as const

/** What one source tells of outcomes, each with its number: never added to another source, unit or stage. */
export function SummaryTable({
  block,
  without = []
}: {
  block: Static<typeof OutcomeSummary>
  /** Dimensions that the page says once for all rows. */
  without?: readonly (typeof splits)[number][]
}) {
  const { say, link, lang, sources } = useHere()
  const shown = splits.filter(
    split => !without.includes(split) && block.rows.some(row => row[split] !== null)
  )
  return (
    <>
      <TableBox name={`${sources.nameOf(block.source, block.series)}, ${unitLabel(block.unit, 2, lang)}`}>
        <table>
          <caption>
            <SourceLink source={block.source} series={block.series} />,{' '}
            {say('edition', { release: block.release })}
            {say('colon')} {unitLabel(block.unit, 2, lang)},{' '}
            {spanOfDays(block.period_from, block.period_to, lang)}
          </caption>
          <thead>
            <tr>
              {shown.map(split => (
                <th key={split} scope="col">
                  {say(`split_${split}`)}
                </th>
              ))}
              <th scope="col">{say('outcome')}</th>
              <th scope="col" class="n">
                {unitLabel(block.unit, 2, lang)}
              </th>
            </tr>
          </thead>
          <tbody>
            {block.rows.map(row => (
              <tr key={JSON.stringify(row)}>
                {shown.map(split => (
                  <td key={split}>{row[split] ? labelOf(split, String(row[split]), lang) : ''}</td>
                ))}
                <th scope="row">{labelOf('outcome', row.outcome, lang)}</th>
                <td class="n">
                  <FigureTold value={row.value} flags={row.flags} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p>
        <a href={link('/explore', { of: 'decisions', ...queryOf(block.url) })}>{say('ask_by_year')}</a>
      </p>
    </>
  )
}
