import { largestPageSize } from '../../../../vocabulary/page-size.ts'
import type { AnswerOf, Statistics } from '../../../asking/answers.ts'
import type { Ask } from '../../../asking/ask.ts'
import { useHere } from '../../../here.ts'
import { CaveatList } from '../../../parts/caveats.tsx'
import type { Asked } from '../asked.ts'
import { askTwoEditions, type NotCompared, type TwoEditions } from './changed-figures.ts'
import { FigureTable } from './figure-table.tsx'

/** What is shown of an edition that the page names to compare with. */
export interface SinceEdition {
  /** The edition that was looked at before, as the page was asked. */
  since: string
  /** The edition that answers. */
  release: string
  compared: TwoEditions | NotCompared
  /** Editions that can be put beside it, where this one cannot. */
  others: readonly string[]
}

type Releases = AnswerOf<'/v1/sources/{id}/releases'>['data']

/** Puts the answer beside that of the edition in `since`. Undefined where the page does not name one. */
export async function askSince(
  ask: Ask,
  { path, since }: Asked,
  main: Statistics
): Promise<SinceEdition | undefined> {
  const [note] = main.meta.sources
  if (since === undefined || note === undefined) return undefined
  const { release, series, source } = note
  const compared = await askTwoEditions(ask, path, main, { before: since, after: release })
  const releases: Releases =
    'changed' in compared ? [] : (await ask.item('/v1/sources/{id}/releases', { id: source })).data
  const others = releases.filter(each => each.series === series).map(each => each.release)
  return { since, release, compared, others: others.filter(each => each !== since && each !== release) }
}

/** Two editions side by side: what changed, then what did not. */
export function SinceThen({ editions: { since, release, compared, others } }: { editions: SinceEdition }) {
  const { say } = useHere()
  if ('why' in compared && compared.why === 'same_edition')
    return <p class="care">{say('since_same_edition')}</p>
  return (
    <section class="since" aria-labelledby="since">
      <h2 id="since">{say('since_title', { before: since, after: release })}</h2>
      {'changed' in compared ? (
        <Compared editions={compared} since={since} />
      ) : (
        <>
          <WhyNot compared={compared} />
          <OtherEditions others={others} />
        </>
      )}
    </section>
  )
}

function Compared({ editions, since }: { editions: TwoEditions; since: string }) {
  const { say, number } = useHere()
  const { changed, unchanged, before, after } = editions
  const [n, total] = [changed.length, changed.length + unchanged.length].map(number)
  const known = new Set(after.meta.caveats.map(({ plain }) => plain))
  const caveats = before.meta.caveats.filter(({ plain }) => !known.has(plain))
  return (
    <>
      <p>
        <b>{say('since_changed', { n: n ?? '', total: total ?? '' })}</b> {say('since_what_changes')}
      </p>
      {changed.length > 0 && (
        <FigureTable figures={changed} editions={editions} title={say('since_changed_table')} isMarked />
      )}
      {unchanged.length > 0 && (
        <details class="more">
          <summary>{say('since_same_table')}</summary>
          <FigureTable figures={unchanged} editions={editions} title={say('since_same_table')} />
        </details>
      )}
      {caveats.length > 0 && (
        <>
          <p>{say('since_caveats', { release: since })}</p>
          <CaveatList caveats={caveats} />
        </>
      )}
    </>
  )
}

function WhyNot({ compared }: { compared: NotCompared }) {
  const { say, number } = useHere()
  if (compared.why === 'refused') return <p>{compared.detail}</p>
  return <p>{say(`since_${compared.why}`, { n: number(largestPageSize) })}</p>
}

function OtherEditions({ others }: { others: readonly string[] }) {
  const { say, link, own } = useHere()
  if (others.length === 0) return null
  return (
    <p>
      {say('since_others')}{' '}
      {others.map((release, at) => (
        <>
          {at > 0 && ', '}
          <a href={link(own.path, { ...own.query, since: release })}>{release}</a>
        </>
      ))}
    </p>
  )
}
