import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/root.ts'

/** Members of groups of countries as they are published, put side by side; it shares no code with the engine. */
interface Span {
  country: string
  from: string
  to: string
}
const published = (file: string) =>
  JSON.parse(readFileSync(join(projectRoot, 'src/vocabulary/countries/groups', file), 'utf8'))

const unions = published('unions.json') as { id: string; members: Partial<Span>[] }[]
const regions = published('un-regions.json') as { id: string; parent?: string; members?: string[] }[]

const inRegion = (id: string): string[] =>
  regions.flatMap(each =>
    each.id === id ? (each.members ?? []) : each.parent === id ? inRegion(each.id) : []
  )

function spansOf(id: string): Span[] {
  const union = unions.find(each => each.id === id)
  return union
    ? union.members.map(({ country = '', from = '', to = '9999' }) => ({ country, from, to }))
    : inRegion(id).map(country => ({ country, from: '', to: '9999' }))
}

const spans = new Map([...unions, ...regions].map(({ id }) => [id, spansOf(id)]))

/** Whether countries join or leave these groups. */
export const isDatedGroup = (ids: readonly string[]): boolean =>
  ids.some(id => spans.get(id)?.some(({ from, to }) => from !== '' || to !== '9999'))

/** All countries that are in one of the groups on any day. */
export const everIn = (ids: readonly string[]): string[] => [
  ...new Set(ids.flatMap(id => (spans.get(id) ?? []).map(({ country }) => country)))
]

/** The first of the groups that a country is in on a day; without a day, on any. */
export const groupOn = (ids: readonly string[], code: string, day: string | null): string | undefined =>
  ids.find(id =>
    spans
      .get(id)
      ?.some(({ country, from, to }) => country === code && (day === null || (from <= day && day <= to)))
  )
