import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { TableBox } from '../table-box.tsx'
import type { DestinationBlock, ToldGap } from './blocks.ts'
import { periodInRow } from './times.ts'

/** How many gaps stand in view; older ones are folded. */
const inView = 10

type AnyGap = ToldGap | NonNullable<DestinationBlock['open_gap']>

/** The times in which a table has no return of a type, newest first: the one that goes on, then those that are over. */
export function GapTable({ block }: { block: DestinationBlock }) {
  const { say, lang, sources } = useHere()
  const gaps: AnyGap[] = [...(block.open_gap ? [block.open_gap] : []), ...block.gaps.toReversed()]
  if (gaps.length === 0) return null
  const caption = say('gaps_caption', {
    types: typeNoun(block, 2, lang),
    source: sources.titleOf(block.source)
  })
  const [shown, older] = [gaps.slice(0, inView), gaps.slice(inView)]
  return (
    <>
      <Rows gaps={shown} caption={caption} />
      {older.length > 0 && (
        <details>
          <summary>{say('older_gaps', { n: older.length })}</summary>
          <Rows gaps={older} caption={caption} />
        </details>
      )}
    </>
  )
}

function Rows({ gaps, caption }: { gaps: readonly AnyGap[]; caption: string }) {
  const { say } = useHere()
  return (
    <TableBox name={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('none_from')}</th>
            <th scope="col">{say('none_to')}</th>
            <th scope="col" class="n">
              {say('column_months')}
            </th>
            <th scope="col" class="n">
              {say('before_it')}
            </th>
            <th scope="col">{say('next_return')}</th>
            <th scope="col" class="n">
              {say('returns_then')}
            </th>
          </tr>
        </thead>
        <tbody>
          {gaps.map(gap => (
            <GapRow key={gap.from} gap={gap} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function GapRow({ gap }: { gap: AnyGap }) {
  const { say, lang, number } = useHere()
  const closed = 'next_in' in gap ? gap : undefined
  const last = periodInRow(gap.to, lang)
  return (
    <tr class={closed ? undefined : 'pause'}>
      <th scope="row">
        {periodInRow(gap.from, lang)}
        {gap.is_pause && <small>{say('called_pause')}</small>}
      </th>
      <td>{closed ? last : say('or_later', { period: last })}</td>
      <td class="n">
        {closed ? (
          <FigureTold value={gap.months} flags={gap.flags.filter(flag => flag !== 'partial')} />
        ) : (
          say('or_more', { n: number(gap.months) })
        )}
      </td>
      <td class="n">
        <FigureTold value={gap.usual_before} flags={gap.flags.filter(flag => flag === 'partial')} />
      </td>
      <td>
        {closed?.next_in ? periodInRow(closed.next_in, lang) : say('not_known_yet')}
        {closed?.is_resumed && closed.next_value !== null && (
          <small>{say('called_resumed', { n: number(closed.next_value) })}</small>
        )}
      </td>
      <td class="n">{closed && <FigureTold value={closed.next_value} />}</td>
    </tr>
  )
}
