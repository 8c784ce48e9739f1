import type { Query, Statistics } from '../../../asking/answers.ts'
import type { Ask } from '../../../asking/ask.ts'
import { useHere } from '../../../here.ts'
import type { Asked } from '../asked.ts'
import { askTwoEditions, type NotCompared, type TwoEditions } from './changed-figures.ts'

/** A newer edition than the one that the page is pinned to. */
export interface NewerEdition {
  read: string
  current: string
}

/** Whether a page that is pinned to an edition has a newer one: undefined where it is current, or not pinned. */
export async function askEdition(
  ask: Ask,
  { query }: Asked,
  { meta }: Statistics
): Promise<NewerEdition | undefined> {
  const [note] = meta.sources
  if (query.release === undefined || note === undefined) return undefined
  const { data } = await ask.item('/v1/sources/{id}/releases', { id: note.source })
  const current = data.find(({ series, status }) => series === note.series && status === 'current')
  if (current === undefined || current.release === note.release) return undefined
  const read = data.find(({ release }) => release === note.release)
  // Of a series of releases by spans of days several are current, and none of them is newer than another.
  return read?.status === 'current' ? undefined : { read: note.release, current: current.release }
}

/** What a page that is pinned tells of a newer edition: which it is, and what it changes of the answer. */
export interface NewerFigures {
  edition: NewerEdition
  compared: TwoEditions | NotCompared
}

/** Asks the newer edition the question of a page that is pinned. Undefined where there is none. */
export async function askNewerFigures(
  ask: Ask,
  asked: Asked,
  main: Statistics
): Promise<NewerFigures | undefined> {
  const edition = await askEdition(ask, asked, main)
  if (edition === undefined) return undefined
  const { read: before, current: after } = edition
  return { edition, compared: await askTwoEditions(ask, asked.path, main, { before, after }) }
}

/** Says that there is a newer edition, and leads to the same `page` in it. */
export function NewerEditionLine({
  edition: { read, current },
  page
}: {
  edition: NewerEdition
  page: { path: string; query: Query }
}) {
  const { say, link } = useHere()
  return (
    <p class="care">
      {say('newer_edition', { release: read })}{' '}
      <a href={link(page.path, { ...page.query, release: current })}>
        {say('same_in_edition', { release: current })}
      </a>
    </p>
  )
}

/** Says how many figures of a page that is pinned a newer edition changed, and leads to both side by side. */
export function NewerFiguresLine({ newer: { edition, compared } }: { newer: NewerFigures }) {
  const { say, link, own, number } = useHere()
  if (!('changed' in compared)) return null
  const [n, total] = [compared.changed.length, compared.changed.length + compared.unchanged.length]
  const { release: _, since: __, ...query } = own.query
  return (
    <p class="whose">
      {say('since_changed', { n: number(n), total: number(total) })}{' '}
      <a href={link(own.path, { ...query, release: edition.current, since: edition.read })}>
        {say('since_side_by_side')}
      </a>
    </p>
  )
}
