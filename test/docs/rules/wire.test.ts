import t from 'tap'
import { mostValues } from '../../../src/formats/json-stat/json-stat.ts'
import { formats } from '../../../src/formats/registry.ts'
import { policies } from '../../../src/http/caching/caching.ts'
import { usualRules } from '../../../src/returns/gaps.ts'
import { Declaration, usualMinCell } from '../../../src/sources/partner/declaration.ts'
import { maximumGroups } from '../../../src/statistics/question/question.ts'
import { cellLimit } from '../../../src/statistics/rows/guard.ts'
import {
  durationStatistics,
  pathwayStatistics,
  pendingStatistics
} from '../../../src/vocabulary/measures/case-statistics.ts'
import {
  type DimensionDefinition,
  dimensionNames,
  dimensions,
  emptyValue
} from '../../../src/vocabulary/measures/dimension.ts'
import { defaultMinN } from '../../../src/vocabulary/measures/measure.ts'
import { filtersOf, groupsOf, subjectDefinitions } from '../../../src/vocabulary/measures/subject.ts'
import { largestPageSize, usualPageSize } from '../../../src/vocabulary/page-size.ts'
import { contract, parametersOf } from './contract.ts'
import { coded, tablesOf, tableUnder } from './pages.ts'

// docs/rules/api.md against the contract and the constants of the code, both ways.
const tables = tablesOf('docs/rules/api.md')
const rows = (...header: string[]): string[][] => tableUnder(tables, ...header)
const first = (cell: string | undefined): string => coded(cell)[0] ?? ''

t.test('the paths of the page are those of the contract', t => {
  t.same(
    rows('path', 'what').map(([path]) => first(path)),
    Object.keys(contract.paths)
  )
  t.end()
})

t.test('each list has the filters and the order of the page', t => {
  const common = new Set(
    'source release as_of sort limit cursor fields count lang labels format bom delimiter header'.split(' ')
  )
  const lists = rows('list of records')
  t.ok(lists.length >= 5)
  for (const [path, filters] of lists)
    t.same(
      coded(filters),
      Object.keys(parametersOf(first(path))).filter(name => !common.has(name)),
      first(path)
    )
  const sorted = rows('list sorted')
  for (const [path, by, usual] of sorted) {
    const { sort } = parametersOf(first(path))
    t.same(
      coded(by).flatMap(name => [`-${name}`, name]),
      sort?.enum,
      first(path)
    )
    t.equal(first(usual), sort?.default, first(path))
  }
  const withSort = Object.keys(contract.paths).filter(path => parametersOf(path).sort?.enum)
  t.same(sorted.map(([path]) => first(path)).sort(), withSort.sort())
  t.end()
})

t.test('statistics count the units, and run on the clocks, of the page', t => {
  t.same(
    rows('statistics').map(([name, path, counts, clocks]) => [
      ...[first(name), first(path), coded(counts), coded(clocks)]
    ]),
    Object.entries(subjectDefinitions).map(([name, { path, units, date_bases }]) => [
      ...[name, path, units, date_bases]
    ])
  )
  t.end()
})

t.test('dimensions are those of the page, with what each groups and filters', t => {
  t.same(
    rows('dimension', 'kind').map(([name, kind, grains, none]) => [
      ...[first(name), kind, grains?.split(', '), first(none)]
    ]),
    dimensionNames.map(name => {
      const { kind, grains }: DimensionDefinition = dimensions[name]
      return [name, kind, grains, emptyValue(name)]
    })
  )
  const subjects = Object.values(subjectDefinitions)
  const uses: { groups: readonly string[]; filters: readonly string[] }[] = [
    ...subjects.map(each => ({ groups: groupsOf(each), filters: filtersOf(each) })),
    ...[pendingStatistics, durationStatistics, pathwayStatistics]
  ]
  t.same(
    rows('dimension of').map(([name, ...cells]) => [first(name), ...cells]),
    dimensionNames.map(name => [
      name,
      ...uses.map(({ groups, filters }) =>
        [groups.includes(name) ? 'group' : '', filters.includes(name) ? 'filter' : '']
          .filter(Boolean)
          .join(', ')
          .replace(/^$/, '–')
      )
    ])
  )
  t.end()
})

t.test('defaults and limits are those of the page', t => {
  const said = Object.fromEntries(rows('parameter').map(([name, ...rest]) => [first(name), rest]))
  const text = (value: unknown): string => (value === undefined ? '–' : String(value))
  const statistics = parametersOf('/v1/statistics/returns')
  const ofContract = (name: string) => {
    const { default: usual, minimum, maximum } = statistics[name] ?? {}
    return [usual, minimum, maximum].map(text)
  }
  const min_cell = Declaration.properties.policy
  t.same(said, {
    limit: [`${usualPageSize} in JSON; all rows in other formats`, '1', text(largestPageSize)],
    group_by: ['–', '–', text(maximumGroups)],
    min_n: [defaultMinN, 1, 1_000_000].map(text),
    usual_min: [usualRules.usual_min, 1, 1_000_000].map(text),
    pause_periods: [usualRules.pause_periods, 1, 120].map(text),
    pause_months: ['–', '1', '120'],
    resumed_min: [usualRules.resumed_min, 1, 1_000_000].map(text),
    min_cell: [usualMinCell, 3, 100].map(text),
    include_unknown: ['true', '–', '–'],
    include_duplicates: ['false', '–', '–'],
    intervals: ['false', '–', '–'],
    dry_run: ['false', '–', '–'],
    lang: ['en', '–', '–'],
    labels: ['false', '–', '–']
  })
  t.equal(text(parametersOf('/v1/statistics/decisions').intervals?.default), 'false')
  for (const name of ['include_unknown', 'include_duplicates', 'dry_run', 'lang', 'labels', 'min_n'])
    t.same(said[name], ofContract(name), name)
  t.match(min_cell, { properties: { min_cell: { minimum: 3, maximum: 100 } } })
  const item = parametersOf('/v1/countries-of-return/{country}')
  for (const name of ['usual_min', 'pause_periods', 'pause_months', 'resumed_min']) {
    const { default: usual, minimum, maximum } = item[name] ?? {}
    t.same(said[name], [usual, minimum, maximum].map(text), name)
  }
  const limited = Object.keys(contract.paths).filter(path => parametersOf(path).limit)
  t.ok(limited.length > 10)
  for (const path of limited)
    t.match(parametersOf(path).limit, { minimum: 1, maximum: largestPageSize }, path)
  t.same(Object.fromEntries(rows('limit').map(([name, value]) => [first(name), Number(value)])), {
    cells_of_an_answer: cellLimit,
    places_of_a_json_stat_cube: mostValues
  })
  t.end()
})

t.test('a format holds the rows of the page, and answers may be kept as the page says', t => {
  const most = rows('format').filter(([, , , rows]) => rows !== '–')
  t.same(
    Object.fromEntries(most.map(([format, , , rows]) => [first(format), Number(rows)])),
    Object.fromEntries(formats.flatMap(each => (each.writes === 'result' ? [[each.id, each.largest]] : [])))
  )
  t.same(
    Object.fromEntries(rows('cache policy').map(([name, policy]) => [first(name), first(policy)])),
    policies
  )
  t.end()
})
