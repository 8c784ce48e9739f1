import t from 'tap'
import {
  ApplicationStatisticsQuery,
  ApplicationStatisticsRow,
  CaseStatisticsQuery,
  CaseStatisticsRow,
  DecisionStatisticsQuery,
  DecisionStatisticsRow,
  ReturnStatisticsQuery,
  ReturnStatisticsRow
} from '../../../src/schemas/statistics/statistics.ts'
import { subjects } from '../../../src/statistics/kinds/subject.ts'
import { isMeasureOf } from '../../../src/statistics/question/check-question.ts'
import type { Question } from '../../../src/statistics/question/question.ts'
import { measureNames, rateNames } from '../../../src/vocabulary/measures/measure.ts'

const wires = {
  decisions: { query: DecisionStatisticsQuery, row: DecisionStatisticsRow },
  cases: { query: CaseStatisticsQuery, row: CaseStatisticsRow },
  returns: { query: ReturnStatisticsQuery, row: ReturnStatisticsRow },
  applications: { query: ApplicationStatisticsQuery, row: ApplicationStatisticsRow }
}

for (const [name, subject] of Object.entries(subjects)) {
  const { query, row } = wires[name as keyof typeof wires]
  const parameters = Object.keys(query.properties)
  const columns = Object.keys(row.properties)

  t.test(`every dimension of ${name} is a filter, and every grouping and measure a column`, async t => {
    for (const each of subject.filters) t.ok(parameters.includes(each), `filter ${each}`)
    for (const each of subject.groups) t.ok(columns.includes(each), `column ${each}`)
    for (const each of measureNames)
      t.equal(columns.includes(each), isMeasureOf(each, subject), `column ${each}`)
    for (const rate of rateNames)
      t.equal(columns.includes(`${rate}_low`), subject.has_rates, `interval of ${rate}`)
  })

  t.test(`every parameter of ${name} is a part of the question`, async t => {
    const known: Record<Exclude<keyof Question, 'filters' | 'subject' | 'apart'>, true> = {
      ...{
        source: true,
        series: true,
        release: true,
        as_of: true,
        group_by: true,
        measures: true,
        unit: true
      },
      ...{ top: true },
      ...{ date_basis: true, year_basis: true, period_from: true, period_to: true, period: true, fill: true },
      ...{ include_unknown: true, min_n: true, intervals: true, sort: true, limit: true, cursor: true },
      ...{ fields: true, dry_run: true, include_duplicates: true }
    }
    const filters: readonly string[] = subject.filters
    const others = parameters.filter(each => !(each in known) && !filters.includes(each))
    t.same(
      others,
      [
        // An application has no outcome: these are read to be refused with that reason.
        ...(name === 'applications' ? ['outcome', 'outcome_group', 'effect'] : []),
        ...['count', 'lang', 'labels']
      ],
      'meta.total is always exact, and no figure depends on a language'
    )
    t.equal(
      parameters.includes('include_duplicates'),
      name === 'returns',
      'only departures repeat each other'
    )
  })

  t.test(`every number of a cell of ${name} can be null`, async t => {
    for (const [each, schema] of Object.entries(row.properties)) {
      const { anyOf, type } = schema as { anyOf?: { type: string }[]; type?: string }
      if (each === 'flags' || type === 'string') continue
      t.ok(
        anyOf?.some(one => one.type === 'null'),
        each
      )
    }
  })
}

t.test('a dimension of a closed list says its words, with the word of a row that says nothing', async t => {
  const words = (row: object, name: string) =>
    (row as { properties: Record<string, { enum?: string[] }> }).properties[name]?.enum
  t.same(words(CaseStatisticsRow, 'waiting_at'), [
    ...['screening_review', 'immigration_judge', 'appeal'],
    ...['first_instance', 'further_review', 'not_split', 'none']
  ])
  t.same(words(CaseStatisticsRow, 'represented'), ['true', 'false', 'UNK'])
  t.ok(words(DecisionStatisticsRow, 'authority')?.includes('not_split'))
  t.notOk(words(DecisionStatisticsRow, 'court'), 'codes of the source’s own are open')
})
