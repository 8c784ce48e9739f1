import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { decodeCursor, otherRelease } from '../../vocabulary/cursor.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import type { Subject } from '../kinds/subject.ts'
import { type Lack, lacks } from './abilities.ts'
import { isUnit } from './check-question.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { setClock } from './clock.ts'
import { withoutDoubles } from './of-several.ts'
import { ownUnits } from './own-units.ts'
import { addressOf, identityOf, type Question, subjectOf } from './question.ts'
import { reachOf } from './reach.ts'

/** The text of a release in a cursor. */
export const releaseName = ({ source, release }: Pick<ReleaseEntry, 'source' | 'release'>): string =>
  `${source}:${release}`

/**
 * Chooses the release that answers (docs/rules/api.md §3.5): the pinned one, or the current one of the named source, or
 * of the only source that can answer the whole question. Throws source-required, unsupported-combination,
 * release-not-found, unknown-code, outside-retention or invalid-cursor. `identity` is the text that its cursors are
 * bound to.
 */
export function choose(
  set: Pick<ReleaseSet, 'releases'>,
  question: Question,
  identity = identityOf(question)
): Chosen {
  const named = question.source !== undefined || question.series !== undefined
  const subject = subjectOf(question)
  const all = set.releases.flatMap(release => answering(subject, release) ?? [])
  checkNames(all, set.releases, question)
  const pool = byCursor(all, question, identity) ?? byPin(all, question) ?? byDefault(all, question)
  const judged = pool.map(chosen => judge(question, chosen, named || chosen.pinned, pool.length === 1))
  const having = judged.filter(({ lacked }) => lacked.length === 0).map(({ chosen }) => chosen)
  const able = withoutDoubles(covering(having, question), question)
  if (able.length > 1) throw severalCouldAnswer(able, question)
  if (able[0]) return able[0]
  throw noneCanAnswer(judged, question)
}

interface Judged {
  chosen: Chosen
  lacked: Lack[]
}

function judge(question: Question, chosen: Chosen, named: boolean, isAlone: boolean): Judged {
  const lacked = lacks(question, chosen, named)
  if (lacked.length > 0) return { chosen, lacked }
  try {
    setClock(question, chosen)
    return { chosen, lacked }
  } catch (error) {
    // Text that is no period is invalid for every table and is thrown. A clock that this table cannot keep excludes
    // this table only.
    if (!(error instanceof Problem) || isAlone || error.type !== 'unsupported-combination') throw error
    return { chosen, lacked: [{ parameter: error.errors[0]?.parameter ?? 'source', reason: error.message }] }
  }
}

/**
 * Of several tables that have all that is asked, those that cover any of it: another one would answer with no row. All
 * of them where none does, since each would then answer that it does not cover the question.
 */
function covering(having: readonly Chosen[], question: Question): readonly Chosen[] {
  if (having.length < 2) return having
  const found = having.filter(
    chosen => reachOf(question, setClock(question, chosen), chosen).inside !== 'outside'
  )
  return found.length > 0 ? found : having
}

/** The table of a release that has the subject: its records, else published figures; undefined where it has neither. */
export function answering(subject: Subject, release: ReleaseEntry): Chosen | undefined {
  const series = release.about.series.find(({ id }) => id === release.series)
  if (!series) return undefined
  const found = (table: Chosen['table']): Chosen | undefined => {
    const card = release.tables[table]
    return card && card.rows > 0 ? { subject, release, series, table, card, pinned: false } : undefined
  }
  const figures = found('published_counts')
  return found(subject.table) ?? (figures && subject.figures?.tells(figures.card) ? figures : undefined)
}

function checkNames(all: readonly Chosen[], releases: readonly ReleaseEntry[], question: Question): void {
  const { source, series } = question
  const sources = [...new Set(releases.map(release => release.source))].sort()
  if (source !== undefined && !sources.includes(source)) throw unknownName('source', source, sources)
  const ofSource = all.filter(({ release }) => source === undefined || release.source === source)
  const known = [...new Set(ofSource.map(({ release }) => release.series))].sort()
  if (series !== undefined && known.length > 0 && !known.includes(series))
    throw unknownName('series', series, known)
}

function unknownName(parameter: string, value: string, names: string[]): Problem {
  return new Problem(
    'unknown-code',
    `There is no ${parameter} ${JSON.stringify(value)}. There are: ${names.join(', ')}.`,
    [{ parameter, code: 'unknown-code', did_you_mean: nearest(value, names) }]
  )
}

const matches = ({ release }: Chosen, { source, series }: Question): boolean =>
  (source === undefined || release.source === source) && (series === undefined || release.series === series)

/**
 * Whether a release answers when its source is not named. Synthetic releases, and single cases reported by the press,
 * do not.
 */
const answersUnnamed = ({ release }: Chosen): boolean => !release.synthetic && !release.about.only_when_named

const visible = (chosen: Chosen, question: Question): boolean =>
  matches(chosen, question) && (question.source !== undefined || answersUnnamed(chosen))

/** All pages of an answer come from the release of its first page. */
function byCursor(all: readonly Chosen[], question: Question, identity: string): Chosen[] | undefined {
  if (question.cursor === undefined) return undefined
  const { release } = decodeCursor(question.cursor, { query: identity })
  const found = all.find(each => releaseName(each.release) === release)
  if (!found)
    throw new Problem(
      'outside-retention',
      `The walk began in ${release}, which is no longer kept. Start again.`,
      [{ parameter: 'cursor', code: 'outside-retention' }]
    )
  if (!matches(found, question) || !(question.release?.includes(found.release.release) ?? true))
    throw otherRelease()
  return [{ ...found, pinned: true }]
}

function byPin(all: readonly Chosen[], question: Question): Chosen[] | undefined {
  const { release: labels, as_of } = question
  if (!labels?.length && as_of === undefined) return undefined
  const visibleOnes = all.filter(each => visible(each, question))
  const found = visibleOnes.filter(({ release }) =>
    labels?.length ? labels.includes(release.release) : wasCurrent(release, as_of as string)
  )
  if (found.length === 0) {
    const parameter = labels?.length ? 'release' : 'as_of'
    const known = visibleOnes.map(({ release }) => releaseName(release)).sort()
    throw new Problem(
      'release-not-found',
      `No release of ${subjectOf(question).title.toLowerCase()} answers to ${parameter}=${labels?.length ? labels.join(',') : as_of}. There are: ${known.join(', ') || 'none'}.`,
      [{ parameter, code: 'release-not-found' }]
    )
  }
  return found.map(each => ({ ...each, pinned: true }))
}

/** Current on that day: published by its end, and not yet replaced. */
function wasCurrent({ published_at, superseded_at, status }: ReleaseEntry, day: string): boolean {
  if ((status !== 'current' && status !== 'superseded') || published_at.slice(0, 10) > day) return false
  return superseded_at === null || superseded_at.slice(0, 10) > day
}

function byDefault(all: readonly Chosen[], question: Question): Chosen[] {
  const visibleOnes = all.filter(each => visible(each, question))
  const current = visibleOnes.filter(({ release }) => release.status === 'current')
  const named = question.source !== undefined || question.series !== undefined
  if (current.length > 0 || !named) return current
  const beside = visibleOnes.filter(({ release }) => release.status === 'beside')
  const newest = new Map<string, Chosen>()
  for (const each of beside.sort((a, b) => (a.release.published_at < b.release.published_at ? -1 : 1)))
    newest.set(`${each.release.source}/${each.release.series}`, each)
  return [...newest.values()]
}

const byName = (a: Chosen, b: Chosen): number =>
  a.release.source < b.release.source ||
  (a.release.source === b.release.source && a.release.series < b.release.series)
    ? -1
    : 1

function severalCouldAnswer(able: readonly Chosen[], question: Question): Problem {
  const sources = able.toSorted(byName).flatMap(chosen =>
    unitsToName(chosen, question).map(unit => ({
      source: chosen.release.source,
      series: chosen.release.series,
      release: chosen.release.release,
      title: `${chosen.release.about.title}: ${chosen.series.title}`,
      ...(unit ? { unit } : {}),
      url: addressOf(narrowed(question, chosen, unit))
    }))
  )
  return new Problem(
    'source-required',
    `${able.length} tables have all that is asked, and they are never added: name one with source= (and series=).`,
    [
      {
        parameter: 'source',
        code: 'source-required',
        did_you_mean: [...new Set(sources.map(({ source }) => source))]
      }
    ],
    { sources }
  )
}

/**
 * The units to offer for a table. A table in several units answers only with a unit, so each gets an address of its
 * own.
 */
function unitsToName(chosen: Chosen, question: Question): (Question['unit'] | undefined)[] {
  const isNamed = question.unit !== undefined || question.measures?.some(isUnit)
  const units = ownUnits(question, chosen)
  return isNamed || isRecords(chosen) || units.length < 2 ? [undefined] : units
}

/** The question narrowed to one table, so that its address is not refused. */
const narrowed = (question: Question, { release, pinned }: Chosen, unit: Question['unit']): Question => ({
  ...question,
  source: release.source,
  series: release.series,
  unit: unit ?? question.unit,
  release: pinned || release.status !== 'current' ? [release.release] : undefined,
  as_of: undefined,
  limit: undefined
})

function noneCanAnswer(judged: readonly Judged[], question: Question): Problem {
  const why = judged.map(({ chosen: { release, series }, lacked }) => ({
    source: release.source,
    series: series.id,
    reasons: lacked.map(({ reason }) => reason)
  }))
  const counted = subjectOf(question).title.toLowerCase()
  const detail =
    why.length === 0
      ? question.source === undefined
        ? `No source of ${counted} is loaded that answers without being named.`
        : `${question.source} has no release that answers statistics on ${counted}; a withdrawn release answers only by release=.`
      : why
          .map(({ source, series, reasons }) => `${source} (${series}): ${ended(reasons.join('; '))}`)
          .join(' ')
  // With several tables the fault is the choice among them (source). What each table lacks is listed in `sources`.
  const parameters = judged.length === 1 ? judged.flatMap(({ lacked }) => lacked) : [{ parameter: 'source' }]
  const names = [
    ...new Set((parameters.length > 0 ? parameters : [{ parameter: 'source' }]).map(each => each.parameter))
  ]
  return new Problem(
    'unsupported-combination',
    detail,
    names.map(parameter => ({ parameter, code: 'unsupported-combination' })),
    { sources: why }
  )
}

const ended = (text: string): string => (text.endsWith('.') ? text : `${text}.`)
