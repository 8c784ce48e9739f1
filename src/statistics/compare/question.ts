import { withoutSets } from '../../vocabulary/countries/groups/memberships.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { SubjectName } from '../../vocabulary/measures/subject.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import { parsePeriod, type YearBasis, yearBases } from '../../vocabulary/time/period.ts'
import { subjectKinds } from '../kinds/decisions/kind.ts'
import { type Subject, subjects } from '../kinds/subject.ts'
import { checkQuestion } from '../question/check-question.ts'
import { boundsReversed } from '../question/clock.ts'
import { refuseMissing } from '../question/options.ts'
import { outsideMixed, parametersOf, type Question, queryString, questionOf } from '../question/question.ts'

export const comparePath = '/v1/compare'

/** One question to several sources. `source` and `series` only choose the series that it is put to. */
export interface CompareQuestion extends Omit<Question, 'source' | 'series' | 'subject'> {
  of: SubjectName
  subject: Subject
  source?: readonly string[]
  series?: readonly string[]
}

const filterNames: readonly Dimension[] = [
  ...new Set(Object.values(subjects).flatMap(({ filters }) => filters))
]

/** Reads the parameters of /v1/compare. */
export function compareQuestionOf(query: Readonly<Record<string, unknown>>): CompareQuestion {
  const { of = 'decisions', source, series, ...rest } = query as CompareParameters
  refuseMissing(rest, subjectKinds[of])
  const { source: _, series: __, ...question } = questionOf(rest, subjects[of])
  return {
    ...question,
    // Includes filters of other subjects, so that they are refused and not ignored.
    filters: outsideMixed(
      Object.fromEntries(
        filterNames.flatMap(name => (name in rest ? [[name, withoutSets(name, rest[name] as string[])]] : []))
      ),
      rest.group_by
    ),
    of,
    subject: subjects[of],
    ...(source === undefined ? {} : { source }),
    ...(series === undefined ? {} : { series })
  }
}

type CompareParameters = Partial<Pick<CompareQuestion, 'of' | 'source' | 'series'>> & Record<string, unknown>

/** The question for each source: without the choice of sources and releases, without sorting and paging. */
export function putToEach(question: CompareQuestion): Question {
  const { of, source, series, release, as_of, sort, limit, cursor, ...put } = question
  return put
}

/**
 * The text that a cursor is bound to. It has no sources: the releases are in the cursor itself, and the canonical
 * address of a page names its sources even where the request did not.
 */
export function compareIdentity(question: CompareQuestion): string {
  const { fields, ...put } = putToEach(question)
  const sort = question.sort?.length ? [['sort', question.sort.join(',')] as const] : []
  return `${comparePath}?${queryString([['of', question.of], ...parametersOf(put), ...sort])}`
}

/** Throws a Problem for a question that no source can answer. */
export function checkCompared(question: CompareQuestion): void {
  const { release, as_of } = question
  checkQuestion({ ...putToEach(question), release, as_of })
  checkPeriods(question)
  const allowed = [...(question.group_by ?? []), 'source', 'series', ...question.subject.never_added]
  for (const key of question.sort ?? []) checkSortKey(key.replace(/^-/, ''), allowed)
}

/** Refuses sorting by numbers, and by columns that the rows do not have. */
export function checkSortKey(name: string, allowed: readonly string[]): void {
  if (allowed.includes(name)) return
  throw new Problem(
    'unsupported-combination',
    said('rows_by_words', { allowed: [...new Set(allowed)].join(', '), name }),
    [{ parameter: 'sort', code: 'unsupported-combination', did_you_mean: nearest(name, allowed) }]
  )
}

/**
 * Throws for a period that no year basis can read. A period that only some year bases can read is left to each series
 * to refuse.
 */
function checkPeriods({ period_from, period_to, year_basis }: CompareQuestion): void {
  const bases: readonly YearBasis[] = year_basis === undefined ? yearBases : [year_basis]
  for (const [parameter, word] of Object.entries({ period_from, period_to }))
    if (word !== undefined && bases.every(basis => parsePeriod(word, basis) === undefined))
      throw invalid(
        parameter,
        yearBases.some(basis => parsePeriod(word, basis))
          ? said('fiscal_period', { parameter, word, basis: year_basis ?? '' })
          : said('no_period', { parameter, word })
      )
  const isReversed = (basis: YearBasis): boolean => {
    const first = parsePeriod(period_from ?? '', basis)
    const last = parsePeriod(period_to ?? '', basis)
    return first !== undefined && last !== undefined && first.from > last.to
  }
  if (bases.some(isReversed)) throw invalid('period_to', boundsReversed(period_from, period_to))
}

const invalid = (parameter: string, detail: Translated): Problem =>
  new Problem('invalid-parameter', detail, [{ parameter, code: 'invalid-parameter' }])
