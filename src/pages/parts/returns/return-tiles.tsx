import { capitalised, dateText } from '../../../formats/wording/phrases.ts'
import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { countAfter, countIn, type DestinationBlock, type DestinationTable, ofType } from './blocks.ts'
import { monthsLong, periodInRow } from './times.ts'

/** How many of each type, when the last was enforced, and how many were ordered: each apart. */
export function ReturnTiles({
  table,
  ordered
}: {
  table: DestinationTable
  ordered: readonly DestinationBlock[]
}) {
  const enforced = ofType(table, 'enforced')
  return (
    <dl class="tiles">
      {table.blocks.map(block => (
        <TotalTile key={block.return_type} block={block} />
      ))}
      {enforced && <LastTile block={enforced} />}
      <OrderedTile ordered={ordered} />
    </dl>
  )
}

const lastOf = ({ last_on, last_in }: DestinationBlock, lang: Language): string | undefined => {
  if (last_in !== null) return periodInRow(last_in, lang)
  if (last_on === null) return undefined
  return last_on.length === 10 ? dateText(last_on, lang) : periodInRow(last_on, lang)
}

function TotalTile({ block }: { block: DestinationBlock }) {
  const { say, lang } = useHere()
  const last = lastOf(block, lang)
  const type = capitalised(typeNoun(block, 2, lang), lang)
  return (
    <div>
      <dt>
        {say('tile_span', { type, from: block.coverage.from.slice(0, 4), to: block.coverage.to.slice(0, 4) })}
      </dt>
      <dd>
        <FigureTold value={block.value} flags={block.flags} />
        <small>{say(block.unit === 'persons' ? 'persons_told' : 'not_persons')}</small>
        {last && <small>{say('tile_last_type', { period: last })}</small>}
      </dd>
    </div>
  )
}

function LastTile({ block }: { block: DestinationBlock }) {
  const { say, lang } = useHere()
  const last = lastOf(block, lang)
  const gap = block.gaps.find(({ next_in }) => next_in === block.last_in)
  const after = gap && countAfter(block, gap, say, lang)
  const figure = block.series_by_period.find(({ period }) => period === block.last_in)
  const value = figure?.value
  return (
    <div>
      <dt>{say('tile_last')}</dt>
      <dd>
        {last ?? say('tile_no_last')}
        {gap && after ? (
          <small>{say('after_gap', { count: after.count, months: monthsLong(gap.months, lang) })}</small>
        ) : (
          figure && value && <small>{countIn(block, { value, flags: figure.flags }, say, lang)}</small>
        )}
      </dd>
    </div>
  )
}

function OrderedTile({ ordered }: { ordered: readonly DestinationBlock[] }) {
  const { say, sources } = useHere()
  if (ordered.length === 0)
    return (
      <div class="none">
        <dt>{say('tile_ordered')}</dt>
        <dd>
          {say('not_here')}
          <small>
            {say('none_loaded')} {say('no_zero')} <a href="#ordered">{say('would_tell')}</a>
          </small>
        </dd>
      </div>
    )
  return (
    <>
      {ordered.map(block => (
        <div key={`${block.source} ${block.series}`}>
          <dt>{say('tile_ordered')}</dt>
          <dd>
            <FigureTold value={block.value} flags={block.flags} />
            <small>{sources.titleOf(block.source)}</small>
          </dd>
        </div>
      ))}
    </>
  )
}
