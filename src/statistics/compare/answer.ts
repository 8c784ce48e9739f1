import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import { type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { type GroupInMeta, groupsOfAll } from '../../vocabulary/results/country-group-note.ts'
import type { ResultTable } from '../../vocabulary/results/result-table.ts'
import type { SubjectAnswer } from '../kinds/decisions/kind.ts'
import { releaseName } from '../question/choose.ts'
import { cellLimit, type Estimate } from '../rows/guard.ts'
import { inOrder, questionQuery, told } from '../table/meta.ts'
import { type Answered, addressesOf, askEach, type NotAnswered } from './ask-each.ts'
import { roundOf } from './asked.ts'
import { type Difference, differencesOf, seriesOf } from './differences.ts'
import { type CompareQuestion, checkCompared, putToEach } from './question.ts'
import { comparedPage } from './rows.ts'
import { splitBy } from './split-columns.ts'

/** What one series answered, beside its rows. */
export interface OneAnswer
  extends Pick<
    SubjectAnswer['meta'],
    | 'unit'
    | 'counting_rule'
    | 'period'
    | 'reconciliation'
    | 'rates'
    | 'missing'
    | 'breaks'
    | 'stand_ins'
    | 'rounding'
    | 'groups'
    | 'estimate'
  > {
  source: string
  series: string
  release: string
  synthetic: boolean
  title: LocalText
  /** Another series among the answers that holds the same records. */
  same_as: string | null
  split_by: string[]
  /** Its rows over all pages; null with dry_run. */
  cells: number | null
  caveats: CaveatNote[]
  links: { self: string; canonical: string }
}

export type ComparisonMeta = {
  total: number | null
  total_reason: LocalText | null
  query: Record<string, unknown>
  /** Columns that are equal in comparable rows of different series. */
  key: string[]
  answers: OneAnswer[]
  not_answered: NotAnswered[]
  differences: Difference[]
  /** The groups of countries that the question names: without figures is who no source has figures of. */
  groups?: GroupInMeta[]
  estimate?: Estimate
}

export interface Comparison {
  result: ResultTable
  releases: ReleaseEntry[]
  /** The parameters that pin the sources, series and releases that answered. */
  pins: Record<string, string[]>
  caveats: CaveatNote[]
  meta: ComparisonMeta
  next: string | null
}

/**
 * Puts one question to every series that can answer it, and lists the rows of all of them in one table. Nothing is
 * added, averaged or ranked across series; the differences between them are listed. Throws Problem where the question
 * itself is at fault.
 */
export async function compare(set: ReleaseSet, question: CompareQuestion): Promise<Comparison> {
  checkCompared(question)
  const round = roundOf(set, question)
  const { answered, not_answered } = await askEach(set, round)
  const { result, next } = comparedPage(answered, question, round.after)
  const releases = [...new Set(answered.map(({ release }) => release))]
  const estimate = question.dry_run ? sumOf(answered) : undefined
  return {
    result,
    releases,
    pins: pinsOf(releases),
    caveats: distinct(answered.flatMap(({ answer }) => answer.caveats)),
    meta: {
      total: estimate ? null : result.total,
      total_reason: estimate ? said('dry_run') : null,
      query: queryOf(question, result.dimensions),
      key: [...(question.group_by ?? [])],
      answers: answered.map(each => oneAnswer(each, answered)),
      not_answered,
      differences: differencesOf(answered),
      ...groupsAsked(answered),
      ...(estimate ? { estimate } : {})
    },
    next
  }
}

function groupsAsked(answered: readonly Answered[]): Pick<ComparisonMeta, 'groups'> {
  const groups = groupsOfAll(answered.map(({ answer }) => answer.meta.groups ?? []))
  return groups.length > 0 ? { groups } : {}
}

function oneAnswer(each: Answered, all: readonly Answered[]): OneAnswer {
  const { asked, release, answer } = each
  const { total, unit, counting_rule, period, reconciliation } = answer.meta
  const { rates, missing, breaks, stand_ins, rounding, groups, estimate } = answer.meta
  const same = seriesOf(release)?.same_as
  const isThere = all.some(other => other.release.source === release.source && other.release.series === same)
  return {
    source: release.source,
    series: release.series,
    release: release.release,
    synthetic: release.synthetic,
    title: asked.title,
    same_as: isThere ? (same ?? null) : null,
    unit,
    counting_rule,
    period,
    split_by: splitBy(each),
    cells: total,
    reconciliation,
    rates,
    missing,
    breaks,
    stand_ins,
    ...(rounding ? { rounding } : {}),
    ...(groups ? { groups } : {}),
    ...(estimate ? { estimate } : {}),
    caveats: answer.caveats,
    links: addressesOf(each)
  }
}

/** The cells of all answers together, against the one limit. */
function sumOf(answered: readonly Answered[]): Estimate {
  const estimates = answered.flatMap(({ answer }) => answer.meta.estimate ?? [])
  const cells = estimates.reduce((sum, each) => sum + each.cells, 0)
  const fits = cells <= cellLimit
  const help = estimates.flatMap(each => each.would_fit_with)
  return { cells, limit: cellLimit, fits, would_fit_with: fits ? [] : [...new Set(['source', ...help])] }
}

function pinsOf(releases: readonly ReleaseEntry[]): Record<string, string[]> {
  if (releases.length === 0) return {}
  const each = (name: 'source' | 'series') => [...new Set(releases.map(release => release[name]))].sort()
  return { source: each('source'), series: each('series'), release: releases.map(releaseName).sort() }
}

const distinct = (caveats: readonly CaveatNote[]): CaveatNote[] => [
  ...new Map(caveats.map(each => [JSON.stringify(each), each])).values()
]

/** The question, with every default that is the same for all sources: meta.query. */
function queryOf(question: CompareQuestion, columns: readonly string[]): Record<string, unknown> {
  const { of, subject: _, filters: __, dry_run: ___, ...given } = question
  const sort = question.sort?.length ? question.sort : [...columns, 'source', 'series']
  const put = putToEach(question)
  const values = { ...questionQuery(put), sort, limit: question.limit ?? null }
  // Parameters of the request stay in their own order.
  return told({ of, ...given, ...inOrder(options, values, put) })
}

const options = [
  'include_duplicates',
  'group_by',
  'filters',
  'include_unknown',
  'min_n',
  'intervals',
  'fill',
  'sort',
  'limit'
] as const
