import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { DurationMeasure } from '../../vocabulary/case-statistics.ts'
import type { FigureColumn, FigureRow } from '../../vocabulary/figures.ts'
import { defaultMinN } from '../../vocabulary/measure.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { type CaseFrame, caseCaveats, openCases } from '../case-frame.ts'
import type { CaveatNote } from '../caveats.ts'
import {
  type Columns,
  checkColumns,
  constantsOf,
  figuresOfRows,
  flatTable,
  type ListedAnswer,
  pageOfRows,
  rowOf
} from '../listing.ts'
import { hasFilingDates } from './branches.ts'
import { countDurations, type DurationCell } from './count.ts'
import { metaOf } from './meta.ts'
import { type DurationQuestion, durationQuestion, isOfTheFiled } from './question.ts'

/**
 * Days from filing to decision, of applications, appeals and cases, with those that are not decided yet. Throws
 * Problem where it cannot be answered.
 */
export async function answerDurations(
  set: Pick<ReleaseSet, 'releases' | 'query'>,
  query: Readonly<Record<string, unknown>>
): Promise<ListedAnswer> {
  const asked = durationQuestion(query)
  const { question } = asked
  const open = await openCases(set, question, asked.identity)
  const split_by = splitBy(asked)
  const columns: Columns = {
    dimensions: [...asked.groups, ...split_by],
    numbers: ['n', 'n_pending', ...asked.measures]
  }
  checkColumns(question, columns)
  const { cells, states } =
    open.reach.inside === 'outside' ? { cells: [], states: [] } : await countDurations(set, open, asked)
  if (cells.length === 0 && !(await hasFilingDates(set, open.frame.chosen.release)))
    throw withoutFilingDates(open)
  const rows = cells.map(cell => listed(cell, asked, columns))
  const page = pageOfRows(rows, question, columns, open.frame.chosen, asked.identity)
  return {
    data: page.rows.map(row => rowOf(row, question, columns)),
    table: flatTable(page.rows, question, columns, constantsOf(open.frame)),
    releases: [open.frame.chosen.release],
    caveats: [...(await caseCaveats(set, open, rows.length === 0)), ...ownCaveats(asked, rows.length)],
    meta: metaOf(open, asked, split_by, cells, states),
    figures: figuresOfRows(
      page.rows,
      open,
      { dimensions: columns.dimensions, measures: columns.numbers.map(columnOf) },
      { total: rows.length, unit: null, constants: constantsOf(open.frame) }
    ),
    next: page.next
  }
}

const kinds: Record<string, FigureColumn['kind']> = { n: 'count', n_pending: 'count', share_pending: 'share' }
const columnOf = (name: string): FigureColumn => ({ name, kind: kinds[name] ?? 'days' })

const withoutFilingDates = ({ frame: { chosen } }: CaseFrame): Problem =>
  new Problem(
    'unsupported-combination',
    `${chosen.release.source} does not tell when anything was filed, so no time to a decision can be measured from its records.`,
    [{ parameter: 'source', code: 'unsupported-combination' }]
  )

/** Stages, and kinds of application, are never added. */
function splitBy({ groups, stages, application_types }: DurationQuestion): string[] {
  const several = {
    decision_stage: stages.length > 1,
    application_type: stages.includes('first_instance') && application_types?.length !== 1
  }
  return Object.entries(several).flatMap(([name, is]) => (is && !groups.includes(name) ? [name] : []))
}

/** What the figures of a stage do not tell apart. */
const ownCaveats = ({ stages }: DurationQuestion, rows: number): CaveatNote[] =>
  stages.includes('appeal') && rows > 0
    ? [
        {
          id: 'durations-of-all-appeals',
          source: null,
          text: 'Appeals of every type are measured together, motions and remands among them, since of an appeal that is not decided the type is not told. Of a case with several such appeals the oldest one counts.'
        }
      ]
    : []

const quantiles = {
  days_to_decision_p25: 'p25',
  days_to_decision_median: 'median',
  days_to_decision_p75: 'p75',
  days_to_decision_p90: 'p90'
} as const satisfies Partial<Record<DurationMeasure, keyof DurationCell>>

function listed(cell: DurationCell, { question, measures }: DurationQuestion, columns: Columns): FigureRow {
  const min_n = question.min_n ?? defaultMinN
  const isFiled = question.date_basis !== 'decided'
  const figures = measures.map(name => [name, figureOf(cell, name, isFiled, min_n)] as const)
  const told: (readonly [string, Told])[] = [
    ['n', { value: cell.n }],
    ['n_pending', isFiled ? { value: cell.n_pending } : notApplicable],
    ...figures
  ]
  return {
    words: Object.fromEntries(columns.dimensions.map(name => [name, cell.words[name] as string])),
    numbers: Object.fromEntries(told.map(([name, { value }]) => [name, value])),
    flags: Object.fromEntries(told.flatMap(([name, { flag }]) => (flag ? [[name, [flag]]] : [])))
  }
}

interface Told {
  value: number | null
  flag?: string
}
const notApplicable: Told = { value: null, flag: 'not_applicable' }

/** A figure of few observations says nothing, and could say it of one person (domain.md §6): null, low_n. */
function figureOf(cell: DurationCell, name: DurationMeasure, isFiled: boolean, min_n: number): Told {
  if (!isFiled && isOfTheFiled(name)) return notApplicable
  const all = cell.n + cell.n_pending
  if ((isOfTheFiled(name) ? all : cell.n) < min_n) return { value: null, flag: 'low_n' }
  if (name === 'share_pending') return { value: Math.round((cell.n_pending / all) * 1e6) / 1e6 }
  if (name === 'km_median') return cell.km_median === null ? notApplicable : { value: cell.km_median }
  return { value: cell[quantiles[name]] }
}
