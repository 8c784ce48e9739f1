import type { ComponentChildren } from 'preact'
import { capitalised } from '../../../formats/wording/phrases.ts'
import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { Sentences } from '../sentences.tsx'
import { WhoseFigures } from '../whose.tsx'
import { BeforeResumed } from './before-resumed.tsx'
import { type DestinationTable, destinationTablesOf } from './blocks.ts'
import { ReturnPictures } from './return-pictures.tsx'
import { ReturnTiles } from './return-tiles.tsx'
import { saidOfTable } from './said.ts'
import { endsOf } from './times.ts'

type Told = AnswerOf<'/v1/countries-of-return/{country}'>

/** Each table that has every return: what it says, whose it is, and when it has none. */
export function DestinationTables({
  told,
  publishers,
  children
}: {
  told: Told
  publishers: ReadonlyMap<string, string>
  /** What stands beneath whose figures the first table has: what one can do with the answer. */
  children: ComponentChildren
}) {
  const { say } = useHere()
  const tables = destinationTablesOf(told.data.executed.filter(({ coverage }) => coverage.complete))
  if (tables.length === 0)
    return (
      <p class="said">
        {say('no_returns_told')} {say('no_zero')}
      </p>
    )
  return (
    <>
      {tables.map((table, at) => (
        <OneTable
          key={`${table.source} ${table.series}`}
          {...{ table, told }}
          publisher={publishers.get(table.source) ?? table.source}
        >
          {at === 0 && children}
        </OneTable>
      ))}
    </>
  )
}

interface OneTableProps {
  table: DestinationTable
  told: Told
  publisher: string
  children: ComponentChildren
}

function OneTable({ table, told, publisher, children }: OneTableProps) {
  const { say, lang } = useHere()
  const { data, meta, links } = told
  const asked = { publisher, destination: data.country_of_return, least: data.pause_periods, say, lang }
  const said = saidOfTable(table, asked)
  return (
    <section>
      <p class="said">
        <Sentences sentences={said} />
      </p>
      <BeforeResumed table={table} rules={data} />
      <WhoseTable table={table} meta={meta} />
      {children}
      <ReturnTiles table={table} ordered={data.ordered} />
      <h2>{say('with_and_without')}</h2>
      {links.svg && <ReturnPictures table={table} svg={links.svg} alt={said} />}
    </section>
  )
}

function WhoseTable({ table, meta }: { table: DestinationTable; meta: Told['meta'] }) {
  const { say, lang } = useHere()
  const [block] = table.blocks
  return (
    <>
      <WhoseFigures
        sources={meta.sources.filter(
          ({ source, series, release }) =>
            source === table.source && series === table.series && release === table.release
        )}
      />
      {block && <p class="whose">{say('covers', endsOf(block.coverage, lang))}</p>}
    </>
  )
}

/** What sources tell that do not have every return: never a pause, and no part of the figures above. */
export function PartialTables({ told }: { told: Told }) {
  const { say, lang, number } = useHere()
  const tables = destinationTablesOf(told.data.executed.filter(({ coverage }) => !coverage.complete))
  if (tables.length === 0) return null
  return (
    <section>
      <h2>{say('single_returns_heading')}</h2>
      {tables.map(table => (
        <div key={`${table.source} ${table.series}`}>
          <ul class="plain">
            {table.blocks.map(block => (
              <li key={block.return_type}>
                {capitalised(typeNoun(block, 2, lang), lang)}
                {say('colon')} <FigureTold value={block.value} flags={block.flags} />
                {block.destination_inferred ? (
                  <small class="warn">
                    {say('inferred_destination', { n: number(block.destination_inferred) })}
                  </small>
                ) : null}
                {block.not_told !== null && <small>{block.not_told}</small>}
              </li>
            ))}
          </ul>
          <WhoseTable table={table} meta={told.meta} />
        </div>
      ))}
    </section>
  )
}
