import t from 'tap'
import { DecisionStatisticsQuery, DecisionStatisticsRow } from '../../src/schemas/statistics.ts'
import { filterDimensions, groupDimensions, type Question } from '../../src/statistics/question.ts'
import { measureNames, rateNames } from '../../src/vocabulary/measure.ts'

const parameters = Object.keys(DecisionStatisticsQuery.properties)
const columns = Object.keys(DecisionStatisticsRow.properties)

t.test('every dimension of a decision is a filter, and every grouping and measure a column', async t => {
  for (const name of filterDimensions) t.ok(parameters.includes(name), `filter ${name}`)
  for (const name of groupDimensions) t.ok(columns.includes(name), `column ${name}`)
  for (const name of measureNames) t.ok(columns.includes(name), `column ${name}`)
  for (const rate of rateNames) t.ok(columns.includes(`${rate}_low`), `interval of ${rate}`)
})

t.test('every parameter is a part of the question', async t => {
  const known: Record<Exclude<keyof Question, 'filters'>, true> = {
    ...{ source: true, series: true, release: true, as_of: true, group_by: true, measures: true, unit: true },
    ...{ date_basis: true, year_basis: true, period_from: true, period_to: true, period: true, fill: true },
    ...{ include_unknown: true, min_n: true, intervals: true, sort: true, limit: true, cursor: true },
    ...{ fields: true, dry_run: true }
  }
  const others = parameters.filter(name => !(name in known) && !(filterDimensions as string[]).includes(name))
  t.same(others, ['count'], 'meta.total is always exact')
})

t.test('every number of a cell can be null', async t => {
  for (const [name, schema] of Object.entries(DecisionStatisticsRow.properties)) {
    const { anyOf, type } = schema as { anyOf?: { type: string }[]; type?: string }
    if (name === 'flags' || type === 'string') continue
    t.ok(
      anyOf?.some(each => each.type === 'null'),
      name
    )
  }
})
