import { type Catalogued, holdsSubject, notImportedProblem } from '../../../snapshot/known/known-sources.ts'
import type { Memberships } from '../../../vocabulary/countries/groups/memberships.ts'
import { subjectIn } from '../../../vocabulary/labels/meanings.ts'
import { inEach, inOneText, inQuotes, said, type Translated } from '../../../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../../../vocabulary/problem.ts'
import { type Lack, lacks } from '../abilities.ts'
import { isUnit } from '../check-question.ts'
import { type Chosen, isRecords } from '../chosen.ts'
import { whyNoRows } from '../may-have-rows.ts'
import { ownUnits } from '../own-units.ts'
import { addressOf, type Question, subjectOf } from '../question.ts'
import { notHere } from './not-here.ts'

/** A table, and what it lacks to answer. */
export interface JudgedTable {
  chosen: Chosen
  lacked: Lack[]
}

/** Throws where a source or series is named that has no release here. One that is known is told to be imported. */
export function checkNames(set: Catalogued, all: readonly Chosen[], question: Question): void {
  const { source, series } = question
  const sources = [...new Set(set.releases.map(release => release.source))].sort()
  if (source !== undefined && !sources.includes(source))
    throw (
      notImportedProblem(set, source) ??
      unknownName('source', source, sources, answeringFirst(set, all, question))
    )
  const ofSource = all.filter(({ release }) => source === undefined || release.source === source)
  const known = [...new Set(ofSource.map(({ release }) => release.series))].sort()
  if (series === undefined || known.includes(series)) return
  const publishers = source === undefined ? (set.known ?? []).map(({ id }) => id) : [source]
  const [problem] = publishers.flatMap(name => notImportedProblem(set, name, series) ?? [])
  if (problem) throw problem
  if (known.length > 0) throw unknownName('series', series, known, { names: known, others: [] })
}

/** Names of sources to propose: those that have what is asked for, imported or not, and all others. */
function answeringFirst({ releases, known = [] }: Catalogued, all: readonly Chosen[], question: Question) {
  const subject = subjectOf(question)
  const could = known.filter(({ series }) => series.some(each => holdsSubject(each, subject)))
  return {
    names: [...all.map(({ release }) => release.source), ...could.map(({ id }) => id)],
    others: [...releases.map(each => each.source), ...known.map(({ id }) => id)]
  }
}

function unknownName(
  parameter: string,
  value: string,
  names: string[],
  meant: { names: string[]; others: string[] }
): Problem {
  return new Problem(
    'unknown-code',
    said('not_named_here', { parameter, name: inQuotes([value]), names: names.join(', ') }),
    [{ parameter, code: 'unknown-code', did_you_mean: namesMeant(value, meant.names, meant.others) }]
  )
}

const byName = (a: Chosen, b: Chosen): number =>
  a.release.source < b.release.source ||
  (a.release.source === b.release.source && a.release.series < b.release.series)
    ? -1
    : 1

/** Several tables have all that is asked: each with its address. */
export function severalCouldAnswer(able: readonly Chosen[], question: Question): Problem {
  const sources = able.toSorted(byName).flatMap(chosen =>
    unitsToName(chosen, question).map(unit => ({
      source: chosen.release.source,
      series: chosen.release.series,
      release: chosen.release.release,
      title: said('series_titled', { source: chosen.release.about.title, series: chosen.series.title }),
      ...(unit ? { unit } : {}),
      url: addressOf(narrowed(question, chosen, unit))
    }))
  )
  return new Problem(
    'source-required',
    said('several_tables', { n: able.length }),
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

/** Tables that answer only when they are named, each with its address. */
const whenNamed = (all: readonly Chosen[], question: Question, memberships: Memberships) =>
  all
    .filter(({ release }) => release.status === 'current')
    .filter(
      ({ release, series }) => release.synthetic || release.about.only_when_named || series.only_when_named
    )
    .filter(chosen => lacks(question, chosen, true).length === 0)
    .map(chosen => {
      const named = { source: chosen.release.source, series: chosen.series.id }
      const why = whyNoRows(question, chosen, memberships)
      return why
        ? { ...named, reasons: [why.reason] }
        : {
            ...{ ...named, reasons: [said('only_where_named')] },
            url: addressOf(narrowed(question, chosen, undefined))
          }
    })

/** Why no table answers: what each lacks, which answer where they are named, and which are not imported. */
export function noneCanAnswer(
  set: Catalogued,
  all: readonly Chosen[],
  judged: readonly JudgedTable[],
  question: Question,
  memberships: Memberships,
  elsewhere: readonly string[]
): Problem {
  const isOpen = question.source === undefined && question.series === undefined
  const isPinned = question.release !== undefined || question.as_of !== undefined
  const { counted } = subjectIn(subjectOf(question).title)
  const lacking = judged.map(({ chosen: { release, series }, lacked }) => ({
    source: release.source,
    series: series.id,
    reasons: lacked.map(({ reason }) => reason)
  }))
  const others =
    isOpen && !isPinned ? [...whenNamed(all, question, memberships), ...notHere(set, question)] : []
  const name = question.source ?? question.series ?? ''
  const head = isOpen
    ? said('none_unnamed', { counted })
    : elsewhere.length > 0
      ? said('named_answers_elsewhere', { name, counted, paths: elsewhere.join(', ') })
      : said('named_without_answer', { name, counted })
  const sources = [...lacking, ...others]
  const detail = [
    ...(lacking.length === 0 ? [head] : []),
    ...sources.map(({ source, series, reasons }) => ended(whyNotOf(source, series, reasons)))
  ]
  // With several tables the fault is the choice among them (source). What each table lacks is listed in `sources`.
  const parameters = judged.length === 1 ? judged.flatMap(({ lacked }) => lacked) : [{ parameter: 'source' }]
  const names = [
    ...new Set((parameters.length > 0 ? parameters : [{ parameter: 'source' }]).map(each => each.parameter))
  ]
  return new Problem(
    'unsupported-combination',
    inOneText(detail),
    names.map(parameter => ({ parameter, code: 'unsupported-combination' })),
    { sources }
  )
}

/** Why a table does not answer: `uk-asylum (decisions): it has no row of what is asked`. */
export const whyNotOf = (source: string, series: string, reasons: readonly Translated[]): Translated =>
  said('of_series', { source, series, reason: inOneText(reasons, '; ') })

const ended = (text: Translated): Translated =>
  inEach(lang => (text[lang].endsWith('.') ? text[lang] : `${text[lang]}.`))
