import { periodLabel } from '../../../formats/wording/phrases.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { type ComparedRow, figureOfRow, wordOfRow } from '../places/compared.ts'
import { rowsBy } from '../rows-by.ts'
import { TableBox } from '../table-box.tsx'

type Destination = AnswerOf<'/v1/countries-of-return'>['data'][number]

/** What the answers say of all destinations. */
export interface Destinations {
  listed: readonly Destination[]
  /** One row a source, destination and type of return. */
  byType: readonly ComparedRow[]
  /** Enforced returns, a row a source, destination and year, newest first. */
  byYear: readonly ComparedRow[]
  /** The list is in the order that was asked for; else the newest enforced return comes first. */
  isByCode: boolean
}

/** Destinations, a row each: enforced and voluntary returns apart, a line a source where there are several. */
export function DestinationsTable({ figures }: { figures: Destinations }) {
  const { say, number } = useHere()
  const rows = inOrder(figures)
  if (rows.length === 0) return <p class="empty">{say('no_destinations')}</p>
  const caption = say('destinations_caption', { n: number(rows.length) })
  const hasOrders = rows.some(({ listed }) => listed.ordered.length > 0)
  const counted = [...(hasOrders ? (['column_ordered'] as const) : []), ...typeHeads]
  return (
    <>
      {!hasOrders && (
        <p class="empty">
          {say('column_ordered')}
          {say('colon')} {say('not_here')}. {say('none_loaded')} <b>{say('no_zero')}</b>
        </p>
      )}
      <OrderOfRows isByCode={figures.isByCode} />
      <TableBox name={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say('column_destination')}</th>
              {counted.map(word => (
                <th key={word} scope="col" class="n">
                  {say(word)}
                </th>
              ))}
              <th scope="col">{say('newest_enforced')}</th>
              <th scope="col">{say('whose_short')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <DestinationRow key={row.listed.country_of_return} row={row} hasOrders={hasOrders} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

const typeHeads = ['column_enforced', 'column_voluntary'] as const

interface RowOf {
  listed: Destination
  byType: readonly ComparedRow[]
  /** The newest year of each table with an enforced return. */
  newest: readonly ComparedRow[]
}

const keyOf = (row: ComparedRow): string => wordOfRow(row, 'country_of_return') ?? ''
const yearOf = (row: ComparedRow): string => wordOfRow(row, 'year') ?? ''
const tableOf = ({ source, series }: { source: string; series: string }): string => `${source}, ${series}`
const isTold = (row: ComparedRow): boolean => (figureOfRow(row).value ?? 0) > 0

function inOrder({ listed, byType, byYear, isByCode }: Destinations): RowOf[] {
  const types = rowsBy(byType, keyOf)
  const years = rowsBy(byYear.filter(isTold), keyOf)
  const rows = listed.map(each => {
    const own = years.get(each.country_of_return) ?? []
    const newest = [...rowsBy(own, tableOf).values()].flatMap(([first]) => first ?? [])
    return { listed: each, byType: types.get(each.country_of_return) ?? [], newest }
  })
  if (isByCode) return rows
  const newestOf = ({ newest }: RowOf): string =>
    newest
      .map(row => yearOf(row).replace('FY', ''))
      .sort()
      .at(-1) ?? ''
  return rows.toSorted(
    (a, b) => newestOf(b).localeCompare(newestOf(a)) || a.listed.name.localeCompare(b.listed.name)
  )
}

function DestinationRow({ row: { listed, byType, newest }, hasOrders }: { row: RowOf; hasOrders: boolean }) {
  const { say, lang, link, sources } = useHere()
  const ofType = (type: string) => byType.filter(row => wordOfRow(row, 'return_type') === type)
  const counted = new Set(byType.map(tableOf))
  const single = listed.executed.filter(each => !counted.has(tableOf(each)))
  const nameOf = (each: { source: string; series: string }) => sources.nameOf(each.source, each.series)
  const whose = new Set([...byType, ...listed.ordered].map(nameOf))
  return (
    <tr>
      <th scope="row">
        <a href={link(`/returns/${listed.country_of_return}`)}>{listed.name}</a>
      </th>
      {hasOrders && (
        <td class="n">
          {listed.ordered.length === 0 && <span class="no-number">{say('not_here')}</span>}
          {listed.ordered.map(each => (
            <div key={tableOf(each)}>
              <FigureTold value={each.value} flags={each.flags} />
            </div>
          ))}
        </td>
      )}
      {['enforced', 'voluntary'].map(type => (
        <td key={type} class="n">
          {ofType(type).length === 0 && <span class="no-number">{say('none_told')}</span>}
          {ofType(type).map(each => (
            <div key={tableOf(each)}>
              <FigureTold {...figureOfRow(each)} />
            </div>
          ))}
        </td>
      ))}
      <td>
        {newest.map(each => (
          <div key={tableOf(each)}>
            {periodLabel(yearOf(each), lang)}
            {say('colon')} <FigureTold {...figureOfRow(each)} />
          </div>
        ))}
      </td>
      <td>
        {[...whose].map(each => (
          <div key={each}>{each}</div>
        ))}
        {single.map(each => (
          <div key={tableOf(each)}>
            {nameOf(each)}{' '}
            <small>
              {say('single_returns_heading')}
              {say('colon')} <FigureTold value={each.value} flags={each.flags} />
            </small>
          </div>
        ))}
      </td>
    </tr>
  )
}

function OrderOfRows({ isByCode }: { isByCode: boolean }) {
  const { say, own, link } = useHere()
  const { sort: _, ...query } = own.query
  const ways = [
    { word: 'by_newest', to: query, isNow: !isByCode },
    { word: 'by_name', to: { ...query, sort: 'country_of_return' }, isNow: isByCode }
  ] as const
  return (
    <nav aria-label={say('order_of_rows')}>
      <ul class="ways">
        {ways.map(({ word, to, isNow }) => (
          <li key={word}>
            <a href={link(own.path, to)} aria-current={isNow ? 'true' : undefined}>
              {say(word)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
