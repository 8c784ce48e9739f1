import type { GoneRelease, ReleaseEntry } from '../../snapshot/card.ts'
import { shippedBehind } from '../../snapshot/known/shipped.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type Memberships, membershipsOf } from '../../vocabulary/countries/groups/memberships.ts'
import { decodeCursor, otherRelease } from '../../vocabulary/cursor.ts'
import { subjectIn } from '../../vocabulary/labels/meanings.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { outsideRetention, wasCurrent } from '../../vocabulary/release/outside-retention.ts'
import { type Subject, subjects } from '../kinds/subject.ts'
import { lacks } from './abilities.ts'
import { checkNames, type JudgedTable, noneCanAnswer, severalCouldAnswer } from './choosing/refuse-choice.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import { mayHaveRows, whyNoRows } from './may-have-rows.ts'
import { refusedAcross } from './not-across.ts'
import { withoutDoubles } from './of-several.ts'
import { identityOf, type Question, subjectOf } from './question.ts'

/** The text of a release in a cursor. */
export const releaseName = ({ source, release }: Pick<ReleaseEntry, 'source' | 'release'>): string =>
  `${source}:${release}`

/**
 * Chooses the release that answers (docs/rules/api.md §3.5): the pinned one, or the current one of the named source, or
 * of the only source that can answer the whole question and has rows of it. Throws source-required, unsupported-combination,
 * release-not-found, unknown-code, outside-retention or invalid-cursor. `identity` is the text that its cursors are
 * bound to.
 */
export function choose(
  set: Pick<ReleaseSet, 'releases' | 'known' | 'gone' | 'country_groups'>,
  question: Question,
  identity = identityOf(question)
): Chosen {
  const named = question.source !== undefined || question.series !== undefined
  const subject = subjectOf(question)
  const memberships = membershipsOf(set, question)
  const all = set.releases.flatMap(release => answering(subject, release) ?? [])
  checkNames(set, all, question)
  const pool = byCursor(all, question, identity) ?? byPin(set, all, question) ?? byDefault(all, question)
  const judged = pool.map(chosen => {
    const own = judge(question, chosen, named || chosen.pinned, pool.length === 1)
    return canAnswer(own, question, memberships)
      ? own
      : (fromShipped(all, own.chosen, { question, memberships, named }) ?? own)
  })
  const having = judged.filter(({ lacked }) => lacked.length === 0).map(({ chosen }) => chosen)
  const able = withoutDoubles(covering(having, question, memberships), question)
  if (able.length > 1) throw severalCouldAnswer(able, question)
  if (able[0]) return able[0]
  throw noneCanAnswer(
    set,
    all,
    judged.map(each => rowsLacked(each, question, memberships)),
    question,
    memberships,
    namedElsewhere(set, question)
  )
}

/** The statistics in which the source or series that a question names does answer. */
const namedElsewhere = ({ releases }: Pick<ReleaseSet, 'releases'>, question: Question): string[] =>
  question.source === undefined && question.series === undefined
    ? []
    : Object.values(subjects)
        .filter(subject =>
          releases.some(release => {
            const chosen = release.status === 'current' ? answering(subject, release) : undefined
            return chosen !== undefined && matches(chosen, question)
          })
        )
        .map(({ path }) => path)

function judge(question: Question, chosen: Chosen, named: boolean, isAlone: boolean): JudgedTable {
  const lacked = lacks(question, chosen, named)
  if (lacked.length > 0) return { chosen, lacked }
  try {
    return { chosen, lacked: refusedAcross(question, chosen, setClock(question, chosen)) }
  } catch (error) {
    // Text that is no period is invalid for every table and is thrown. A clock that this table cannot keep excludes
    // this table only.
    if (!(error instanceof Problem) || isAlone || error.type !== 'unsupported-combination') throw error
    return { chosen, lacked: [{ parameter: error.errors[0]?.parameter ?? 'source', reason: error.detail }] }
  }
}

const canAnswer = ({ lacked, chosen }: JudgedTable, question: Question, memberships: Memberships): boolean =>
  lacked.length === 0 && mayHaveRows(question, chosen, memberships)

/** The shipped table whose place a current release took, where it can answer. */
function fromShipped(
  all: readonly Chosen[],
  { release, pinned }: Chosen,
  { question, memberships, named }: { question: Question; memberships: Memberships; named: boolean }
): JudgedTable | undefined {
  if (pinned) return undefined
  const shipped = shippedBehind(
    all.map(each => each.release),
    release
  )
  const found = all.find(each => each.release === shipped)
  const judged = found && judge(question, { ...found, instead_of: release.release }, named, false)
  return judged && canAnswer(judged, question, memberships) ? judged : undefined
}

/** Of several tables that have all that is asked, those that may have a row of it. One alone says itself that it has none. */
const covering = (
  having: readonly Chosen[],
  question: Question,
  memberships: Memberships
): readonly Chosen[] =>
  having.length < 2 ? having : having.filter(chosen => mayHaveRows(question, chosen, memberships))

/** The same table, with why it has no row of what is asked where nothing else is lacking. */
function rowsLacked(judged: JudgedTable, question: Question, memberships: Memberships): JudgedTable {
  const { chosen, lacked } = judged
  const why = lacked.length === 0 ? whyNoRows(question, chosen, memberships) : undefined
  return why ? { chosen, lacked: [why] } : judged
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
  return (
    (subject.table && found(subject.table)) ??
    (figures && subject.figures?.tells(figures.card) ? figures : undefined)
  )
}

const matches = ({ release }: Chosen, { source, series }: Question): boolean =>
  (source === undefined || release.source === source) && (series === undefined || release.series === series)

/**
 * Whether a release answers when its source is not named. Synthetic releases, and single cases reported by the press,
 * do not.
 */
const answersUnnamed = ({ release }: Chosen): boolean => !release.synthetic && !release.about.only_when_named

/** Whether a series is asked for by name, by its own or by that of a release; most need not be. */
const isNamedEnough = ({ series }: Chosen, question: Question): boolean =>
  !series.only_when_named || question.series !== undefined || question.release !== undefined

const visible = (chosen: Chosen, question: Question): boolean =>
  matches(chosen, question) &&
  isNamedEnough(chosen, question) &&
  (question.source !== undefined || answersUnnamed(chosen))

/** All pages of an answer come from the release of its first page. */
function byCursor(all: readonly Chosen[], question: Question, identity: string): Chosen[] | undefined {
  if (question.cursor === undefined) return undefined
  const { release } = decodeCursor(question.cursor, { query: identity })
  const found = all.find(each => releaseName(each.release) === release)
  if (!found)
    throw new Problem('outside-retention', said('walk_release_gone', { release }), [
      { parameter: 'cursor', code: 'outside-retention' }
    ])
  if (!matches(found, question) || !(question.release?.includes(found.release.release) ?? true))
    throw otherRelease()
  return [{ ...found, pinned: true }]
}

function byPin(
  { releases, gone = [] }: Pick<ReleaseSet, 'releases' | 'gone'>,
  all: readonly Chosen[],
  question: Question
): Chosen[] | undefined {
  const { release: labels, as_of } = question
  if (!labels?.length && as_of === undefined) return undefined
  const visibleOnes = all.filter(each => visible(each, question))
  const found = visibleOnes.filter(({ release }) =>
    labels?.length ? labels.includes(release.release) : wasCurrent(release, as_of as string)
  )
  const parameter = labels?.length ? 'release' : 'as_of'
  const [former, ...more] = goneOf(gone, all, question)
  if (former && (found.length === 0 || question.source !== undefined))
    throw outsideRetention([former, ...more], releases, parameter)
  if (found.length === 0) {
    const known = visibleOnes.map(({ release }) => releaseName(release)).sort()
    throw new Problem(
      'release-not-found',
      said('no_release_answers', {
        ...subjectIn(subjectOf(question).title),
        parameter,
        value: labels?.length ? labels.join(',') : (as_of ?? ''),
        names: known.length > 0 ? known.join(', ') : said('none_there')
      }),
      [{ parameter, code: 'release-not-found' }]
    )
  }
  return found.map(each => ({ ...each, pinned: true }))
}

/** Releases that a question names, or that were current on its day, and that are kept no longer. */
const goneOf = (
  gone: readonly GoneRelease[],
  all: readonly Chosen[],
  { release: labels, as_of, source, series }: Question
): GoneRelease[] =>
  gone.filter(
    each =>
      (source === undefined || each.source === source) &&
      (series === undefined || each.series === series) &&
      all.some(({ release }) => release.source === each.source && release.series === each.series) &&
      (labels?.length
        ? labels.includes(each.release) && each.status !== 'withdrawn'
        : wasCurrent(each, as_of ?? ''))
  )

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
