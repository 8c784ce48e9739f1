import { figureSubjectsOf, type ReleaseEntry, type SnapshotTable } from '../../snapshot/card.ts'
import type { FigureSubject } from '../../vocabulary/closed-lists.ts'
import { countryByCode } from '../../vocabulary/countries/country.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import { inEach, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { ChangeKind } from '../../vocabulary/release/change.ts'
import type { ChangedSince } from '../releases/differences.ts'
import type { StoredChange } from './told.ts'

/** The addresses that answer from the records of a table. */
const ofRecords: Record<SnapshotTable, readonly string[]> = {
  cases: [
    '/v1/cases',
    '/v1/statistics/cases',
    '/v1/statistics/pending',
    '/v1/statistics/durations',
    '/v1/statistics/pathways'
  ],
  decisions: ['/v1/decisions', '/v1/statistics/decisions'],
  returns: ['/v1/returns', '/v1/statistics/returns', '/v1/countries-of-return'],
  events: ['/v1/events'],
  published_counts: ['/v1/published-counts']
}

/** The addresses that answer from published figures about something. */
const ofFigures: Record<FigureSubject, readonly string[]> = {
  decisions: ['/v1/statistics/decisions'],
  returns: ['/v1/statistics/returns', '/v1/countries-of-return'],
  applications: ['/v1/statistics/applications'],
  pending: ['/v1/statistics/pending']
}

/** Whether a change touches answers that name no release: always, or where the release answers by default. */
const touchesAnswers: Record<ChangeKind, 'always' | 'where_current'> = {
  vanished: 'where_current',
  removed: 'always',
  withdrawn: 'always',
  erased: 'always',
  corrected: 'where_current',
  schema_changed: 'where_current',
  published: 'where_current',
  made_current: 'always',
  superseded: 'always',
  first_data: 'where_current'
}

/** An address and what is there. */
interface TouchedAddress {
  what: Translated
  url: string
}

interface Known {
  /** The releases that answer which the change is about: its own, else those of its series, or of its source. */
  cards: readonly ReleaseEntry[]
  /** What it and the release before differ in, where that is kept. */
  made: ChangedSince | undefined
}

/** The addresses that a change touches. */
export function touchedBy(change: StoredChange, { cards, made }: Known): TouchedAddress[] {
  const { source, release, kind, status, status_now } = change
  const at = `/v1/sources/${source}`
  const named = (name: 'difference' | 'records' | 'changed' | 'fields' | 'downloads', url: string) => ({
    what: said(`touched_${name}`),
    url
  })
  const answers = touchesAnswers[kind] === 'always' || status !== 'beside'
  return [
    ...(release === null ? [] : [{ what: said('touched_release'), url: `${at}/releases/${release}` }]),
    ...(made ? [named('difference', made.url)] : []),
    ...(made?.is_listed && kind === 'vanished'
      ? [named('records', `${made.url}/records?difference=vanished`)]
      : []),
    ...(made?.is_listed && kind === 'corrected'
      ? [named('changed', `${made.url}/records?difference=changed`)]
      : []),
    ...(kind === 'schema_changed' && status_now !== 'withdrawn'
      ? [named('fields', `${at}/fields?release=${release}`)]
      : []),
    named('downloads', `${at}/downloads`),
    ...(answers ? answersOf(change, cards) : []),
    ...(answers && made ? splitsOf(source, made) : [])
  ]
}

function answersOf({ source, facts }: StoredChange, cards: readonly ReleaseEntry[]): TouchedAddress[] {
  const held = (table: SnapshotTable): boolean =>
    facts === null ? cards.some(({ tables }) => tables[table]) : (facts[table] ?? 0) > 0
  const tables = (Object.keys(ofRecords) as SnapshotTable[]).filter(held)
  const figures = cards.flatMap(({ tables: { published_counts } }) => published_counts ?? [])
  const paths = [
    ...tables.flatMap(table => ofRecords[table]),
    ...figures.flatMap(figureSubjectsOf).flatMap(subject => ofFigures[subject])
  ]
  return [...new Set(paths)].map(path => ({
    what: said('touched_answers'),
    url: `${path}?source=${source}`
  }))
}

/** Special values and groups of countries have no page of their own. */
const isCountryCode = (code: string): boolean =>
  !['special', 'aggregate', undefined].includes(countryByCode(code)?.status)

/** The stages and countries of return of the records that differ. */
function splitsOf(source: string, { touched }: ChangedSince): TouchedAddress[] {
  const label = (dimension: string, word: string) => inEach(lang => labelOf(dimension, word, lang))
  return [
    ...(touched.decision_stage ?? []).map(stage => ({
      what: said('touched_stage', { stage: label('decision_stage', stage) }),
      url: `/v1/decision-stages/${stage}`
    })),
    ...(touched.country_of_return ?? []).filter(isCountryCode).map(country => ({
      what: said('touched_country', { country: label('country_of_return', country) }),
      url: `/v1/countries-of-return/${country}?source=${source}`
    }))
  ]
}
