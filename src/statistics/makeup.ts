import type { ReleaseEntry } from '../snapshot/card.ts'
import type { Dimension } from '../vocabulary/measures/dimension.ts'
import { periodDimensions, type SubjectName } from '../vocabulary/measures/subject.ts'
import { outcomeKind, outcomeKindOfGroup } from '../vocabulary/outcome.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Makeup, ResultRow } from '../vocabulary/results/result-table.ts'
import { units } from '../vocabulary/unit.ts'
import type { SubjectAnswer } from './kinds/decisions/kind.ts'
import type { KindMeta, StatisticsAnswer } from './kinds/kind.ts'
import type { Question } from './question/question.ts'

/** For which numbers a format states what they are made of: those of the first row, of all rows together, or of the whole question. */
export type MakeupOf = 'first_row' | 'whole' | 'answer'

type Ask = (question: Question) => Promise<SubjectAnswer>
/** An answer to a question on decisions, cases or returns, as far as it is read here. */
type Answered = Pick<StatisticsAnswer<keyof KindMeta>, 'result' | 'releases'>

/** The dimension whose parts a sentence must tell from each other: decided from closed, enforced from voluntary. */
const partedBy: Partial<Record<SubjectName, Dimension>> = {
  decisions: 'outcome_group',
  returns: 'return_type'
}

/**
 * What the counts of an answer are made of, by asking the same question again: by kind of outcome or of return, and how
 * many records have no date. Empty where neither is in question.
 */
export async function makeupOf(
  ask: Ask,
  { result, releases: [release] }: Answered,
  asked: Question,
  of: MakeupOf
): Promise<Makeup> {
  const unit = units.find(name => result.measures.some(measure => measure.name === name))
  if (unit === undefined || result.rows.length === 0 || !release) return {}
  const { sort: _, fields: __, limit: ___, cursor: ____, as_of: _____, ...same } = asked
  const again = async (name: Dimension): Promise<SubjectAnswer | undefined> => {
    try {
      return await ask({
        ...same,
        source: release.source,
        series: release.series,
        release: [release.release],
        measures: [unit],
        group_by: [...(of === 'whole' ? [] : (asked.group_by ?? [])), name],
        fill: 'none',
        intervals: false
      })
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }
  const dimension = partedBy[result.about]
  const parts =
    dimension === undefined || isSettled(dimension, result)
      ? undefined
      : { dimension, rows: counted(release, dimension, (await again(dimension))?.result.rows ?? []) }
  const dated = canLackDate(result, asked) ? await again('year') : undefined
  const undated = dated && undatedIn(dated, of === 'whole' ? undefined : result.rows[0], unit)
  return {
    ...(parts && { parts }),
    ...(undated && { undated }),
    ...(of === 'answer' && { is_whole: true as const })
  }
}

/** The rows that the answer counts: naming a dimension brings in what a series usually leaves out by it. */
function counted(
  { about, series }: ReleaseEntry,
  dimension: Dimension,
  rows: readonly ResultRow[]
): readonly ResultRow[] {
  const { usually = [] } = about.series.find(({ id }) => id === series) ?? {}
  const rules = usually.filter(rule => rule.dimension === dimension)
  return rows.filter(({ words }) => rules.every(({ values }) => values.includes(words[dimension] ?? '')))
}

/** Whether rows or filters say already what each number is made of. */
function isSettled(dimension: Dimension, { dimensions: names, filters }: SubjectAnswer['result']): boolean {
  const given = filters[dimension] ?? []
  if (names.includes(dimension) || given.length === 1) return true
  if (dimension !== 'outcome_group') return false
  const outcomes = filters.outcome ?? []
  const kinds = new Set([...given.map(outcomeKindOfGroup), ...outcomes.map(outcomeKind)])
  return names.includes('outcome') || kinds.size === 1
}

/** Whether the numbers may be of records without a date: a question by period or with bounds leaves them out. */
const canLackDate = ({ dimensions: names, date_basis }: SubjectAnswer['result'], asked: Question): boolean =>
  date_basis !== null &&
  asked.period === undefined &&
  asked.period_from === undefined &&
  asked.period_to === undefined &&
  !periodDimensions.some(name => names.includes(name))

/** Of the records of a row, or of all: how many have no date, and whether none has one. */
function undatedIn(
  { result: { rows, dimensions: names }, meta }: SubjectAnswer,
  row: ResultRow | undefined,
  measure: string
): Makeup['undated'] {
  const own = rows.filter(({ words }) =>
    names.every(name => row?.words[name] === undefined || words[name] === row.words[name])
  )
  const numbers = own.map(({ numbers }) => numbers[measure] ?? null)
  if (numbers.includes(null)) return undefined
  const dated = numbers.reduce((sum: number, n) => sum + (n ?? 0), 0)
  const left = meta.reconciliation[measure]?.left_out.find(({ reason }) => reason === 'no_date')
  const whole = row?.numbers[measure]
  const count = whole === undefined ? (left?.count ?? 0) : (whole ?? dated) - dated
  return count > 0 ? { count, is_all: own.length === 0 } : undefined
}
