import type { GoneRelease, ReleaseEntry } from '../../snapshot/card.ts'
import { holdsSubject, notImportedProblem } from '../../snapshot/known/known-sources.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { decodeCursor } from '../../vocabulary/cursor.ts'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import { inQuotes, said, type TextName, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { namesMeant, nearest, Problem } from '../../vocabulary/problem.ts'
import { outsideRetention } from '../../vocabulary/release/outside-retention.ts'
import { answering, releaseName } from '../question/choose.ts'
import type { Question } from '../question/question.ts'
import { type CompareQuestion, compareIdentity, putToEach } from './question.ts'

/** One published table of one source, and the question for it. */
export interface SeriesQuestion {
  source: string
  series: string
  title: LocalText
  question: Question
  /** Why the series is not queried. */
  not_asked?: Problem
  /** The series was absent, or could not answer, when the first page was made. */
  too_late?: boolean
}

/** The series that a question is put to, by source and series, and the releases that may answer it. */
export interface Round {
  asked: SeriesQuestion[]
  releases: ReleaseEntry[]
  /** All releases, including those that answer only when they are named. */
  all: ReleaseEntry[]
  /** The keys of the row after which the page begins. */
  after?: string[]
}

/**
 * Every series that has the subject and a current release that is not synthetic. Of named sources, also those that
 * answer only when they are named. Throws unknown-code, release-not-found, invalid-cursor or outside-retention.
 */
export function roundOf(
  set: Pick<ReleaseSet, 'releases' | 'known' | 'gone'>,
  question: CompareQuestion
): Round {
  const { releases: all } = set
  for (const name of question.source ?? []) {
    const problem = notImportedProblem(set, name)
    if (problem) throw problem
  }
  checkNames(set, question)
  const isNamed = question.source !== undefined
  const named = all.filter(
    ({ source, series }) =>
      (question.source?.includes(source) ?? true) && (question.series?.includes(series) ?? true)
  )
  const answersUnnamed = (release: ReleaseEntry): boolean =>
    isAnyones(release) && (question.series !== undefined || !seriesOf(release)?.only_when_named)
  const releases = named.filter(release => isNamed || answersUnnamed(release))
  const walk = walkOf(releases, all, question)
  if (!walk) checkLabels({ releases, ...(set.gone && { gone: set.gone }) }, question)
  const tells = (release: ReleaseEntry): boolean => answering(question.subject, release) !== undefined
  const asked = groupsOf(releases).flatMap(group => {
    const answersNow = isPinned(question, walk) || group.some(({ status }) => status === 'current')
    return isNamed || (group.some(tells) && answersNow) ? [askedOf(group, question, walk?.ids)] : []
  })
  const unnamed = isNamed
    ? []
    : named.filter(release => !answersUnnamed(release) && release.status === 'current')
  const others = groupsOf(unnamed.filter(tells)).map(group => onlyWhenNamed(group, question))
  return { asked: [...asked, ...others], releases, all, ...(walk ? { after: walk.after } : {}) }
}

/** Synthetic releases, and single cases reported by the press, answer only when they are named. */
const isAnyones = ({ synthetic, about }: ReleaseEntry): boolean => !synthetic && !about.only_when_named

const seriesOf = ({ about, series }: ReleaseEntry) => about.series.find(({ id }) => id === series)

/** The releases of each series, by source and series. */
function groupsOf(releases: readonly ReleaseEntry[]): [ReleaseEntry, ...ReleaseEntry[]][] {
  const groups = new Map<string, [ReleaseEntry, ...ReleaseEntry[]]>()
  for (const release of releases) {
    const name = `${release.source}/${release.series}`
    const group = groups.get(name)
    if (group) group.push(release)
    else groups.set(name, [release])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

interface Walk {
  ids: number[]
  after: string[]
}

const isPinned = ({ release, as_of }: CompareQuestion, walk: Walk | undefined): boolean =>
  walk !== undefined || release !== undefined || as_of !== undefined

function checkNames(
  { releases: all, known: catalogue = [] }: Pick<ReleaseSet, 'releases' | 'known'>,
  { source = [], series = [], subject }: CompareQuestion
): void {
  const could = catalogue.filter(about => about.series.some(each => holdsSubject(each, subject)))
  const check = (parameter: 'source' | 'series', asked: readonly string[], of: readonly ReleaseEntry[]) => {
    const known = [...new Set(of.map(release => release[parameter]))].sort()
    const telling = of.filter(release => answering(subject, release) !== undefined)
    const ids = (abouts: typeof catalogue) => (parameter === 'source' ? abouts.map(({ id }) => id) : [])
    const names = [...telling.map(release => release[parameter]), ...ids(could)]
    const others = [...known, ...ids(catalogue)]
    const unknown = asked.filter(name => !known.includes(name))
    if (unknown.length > 0)
      throw new Problem(
        'unknown-code',
        said('not_named_here', { parameter, name: inQuotes(unknown), names: known.join(', ') }),
        unknown.map(name => ({
          ...{ parameter, code: 'unknown-code' },
          did_you_mean: namesMeant(name, names, others)
        }))
      )
  }
  check('source', source, all)
  check('series', series, source.length > 0 ? all.filter(release => source.includes(release.source)) : all)
}

/** A label pins the release of every source that has it; `source:label` that of one source. */
const isNamedBy = (labels: readonly string[], release: Pick<ReleaseEntry, 'source' | 'release'>): boolean =>
  labels.includes(release.release) || labels.includes(releaseName(release))

function checkLabels(
  { releases, gone = [] }: Pick<ReleaseSet, 'releases' | 'gone'>,
  { release: labels = [], source: sources }: CompareQuestion
): void {
  const unknown = labels.filter(label => !releases.some(release => isNamedBy([label], release)))
  if (unknown.length === 0) return
  const isAsked = ({ source }: GoneRelease): boolean => sources?.includes(source) ?? true
  const [former, ...more] = gone.filter(each => isAsked(each) && isNamedBy(unknown, each))
  if (former) throw outsideRetention([former, ...more], releases, 'release')
  const known = releases.map(releaseName).sort()
  throw new Problem(
    'release-not-found',
    said('no_release_of_asked', {
      labels: unknown.join(', '),
      names: known.length > 0 ? known.join(', ') : said('none_there')
    }),
    unknown.map(label => ({
      parameter: 'release',
      code: 'release-not-found',
      did_you_mean: nearest(label, known)
    }))
  )
}

/** The releases of the first page, and the row after which the next page begins. */
function walkOf(
  releases: readonly ReleaseEntry[],
  all: readonly ReleaseEntry[],
  question: CompareQuestion
): Walk | undefined {
  if (question.cursor === undefined) return undefined
  const cursor = decodeCursor(question.cursor, { query: compareIdentity(question) })
  const ids = cursor.release.split('.').map(Number)
  const isAmong = (list: readonly ReleaseEntry[]) => (id: number) =>
    list.some(({ release_id }) => release_id === id)
  if (ids.every(isAmong(all)) && !ids.every(isAmong(releases)))
    throw new Problem('invalid-cursor', said('cursor_of_other_sources'), [
      { parameter: 'cursor', code: 'invalid-cursor' }
    ])
  if (!ids.every(isAmong(all)))
    throw new Problem('outside-retention', said('walk_releases_gone'), [
      { parameter: 'cursor', code: 'outside-retention' }
    ])
  return { ids, after: cursor.after.map(String) }
}

/** The text of the releases of an answer in a cursor. */
export const walkName = (releases: readonly ReleaseEntry[]): string =>
  [...new Set(releases.map(({ release_id }) => release_id))].join('.')

function askedOf(
  group: readonly [ReleaseEntry, ...ReleaseEntry[]],
  question: CompareQuestion,
  ids?: readonly number[]
): SeriesQuestion {
  const { put, ...head } = headOf(group, question)
  const begun = group.find(({ release_id }) => ids?.includes(release_id))
  if (begun) return { ...head, question: { ...put, release: [begun.release] } }
  const { release: labels, as_of } = question
  const late = ids === undefined ? {} : { too_late: true }
  if (labels === undefined)
    return { ...head, ...late, question: as_of === undefined ? put : { ...put, as_of } }
  const named = group.filter(release => isNamedBy(labels, release))
  const [only, ...others] = named
  if (only === undefined) return { ...head, question: put, not_asked: notNamed(said('release_names_none')) }
  const names = named.map(releaseName).join(', ')
  return {
    ...head,
    ...late,
    question: { ...put, release: [only.release] },
    ...(others.length > 0 ? { not_asked: notNamed(said('release_names_several', { names })) } : {})
  }
}

function headOf([first]: readonly [ReleaseEntry, ...ReleaseEntry[]], question: CompareQuestion) {
  const { source, series, about } = first
  const { title: of = series } = about.series.find(({ id }) => id === series) ?? {}
  const title = said('series_titled', { source: about.title, series: of })
  return { source, series, title, put: { ...putToEach(question), source, series } as Question }
}

const notNamed = (reason: Translated): Problem => new Problem('release-not-found', reason)

function onlyWhenNamed(
  group: readonly [ReleaseEntry, ...ReleaseEntry[]],
  question: CompareQuestion
): SeriesQuestion {
  const { put, ...head } = headOf(group, question)
  const [{ synthetic }] = group
  const why: TextName = synthetic ? 'made_up_only_when_named' : 'no_whole_only_when_named'
  return {
    ...head,
    question: put,
    not_asked: new Problem('source-required', said(why))
  }
}
