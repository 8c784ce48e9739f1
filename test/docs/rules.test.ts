import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { formats } from '../../src/formats/registry.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { stagesByCaseType } from '../../src/sources/us-eoir-cases/codes/codes.ts'
import { outsideReason } from '../../src/statistics/holdings/stand-in.ts'
import { inCells, states } from '../../src/statistics/kinds/durations/branch.ts'
import { statesOf } from '../../src/statistics/rows/selection.ts'
import { caseMeasures, durationStages } from '../../src/vocabulary/measures/case-statistics.ts'
import { numeratorOf, type Rate, type RateName, rates } from '../../src/vocabulary/measures/measure.ts'
import { appellants, effectOf, outcomeDefinitions } from '../../src/vocabulary/outcome.ts'
import { problemTitles, problemTypes } from '../../src/vocabulary/problem.ts'
import { rejectedReason } from '../../src/vocabulary/results/rejected-rows.ts'
import { yearStarts } from '../../src/vocabulary/time/period.ts'
import { derived, exported, withTables } from './rules/closed-lists.ts'
import { coded, listsOf, rulesPages, tablesOf, tableUnder, textOf } from './rules/pages.ts'

// The pages of docs/rules are the law: what they list is compared with the code, both ways.
const tables = rulesPages.flatMap(page => tablesOf(page))
const rows = (...header: string[]): string[][] => tableUnder(tables, ...header)
const first = (cell: string | undefined): string => coded(cell)[0] ?? ''

t.test(
  'each closed list of the pages is the one of the vocabulary, in its order, and no other is there',
  t => {
    const lists = Object.fromEntries(
      Object.entries(exported).map(([name, list]) => [name, Object.values(list)[0] ?? []])
    )
    const found = listsOf(tables)
    t.same(Object.keys(found).sort(), [...Object.keys(lists), ...Object.keys(derived)].sort(), 'names')
    for (const [name, values] of Object.entries(lists)) t.same(found[name], values, name)
    const { special_value, ...others } = derived
    t.same([...(found.special_value ?? [])].sort(), [...(special_value ?? [])].sort(), 'special_value')
    for (const [name, values] of Object.entries(others)) t.same(found[name], values, name)
    t.end()
  }
)

t.test('each list that a file of the vocabulary exports is compared', t => {
  const known = [...Object.values(exported).flatMap(list => Object.keys(list)), ...Object.keys(withTables)]
  const folder = 'src/vocabulary'
  const names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    // The catalogue of records lists fields, which the pages describe by their endpoints.
    .filter(name => name.endsWith('.ts') && !name.startsWith('records/'))
    .flatMap(name => [...textOf(`${folder}/${name}`).matchAll(/^export const (\w+)(?::[^=]+)? = \[/gm)])
    .map(([, name = '']) => name)
  t.ok(names.length > 30, 'lists are found')
  t.same([...known].sort(), [...names].sort())
  t.end()
})

t.test('outcomes have the group, the effect and the stages of the page', t => {
  t.same(
    rows('`outcome`').map(([outcome, group, effect, stages = '']) => [
      ...[outcome, group, effect].map(first),
      stages === 'any' ? 'any' : coded(stages)
    ]),
    Object.entries(outcomeDefinitions).map(([outcome, { group, effect, stages }]) => [
      ...[outcome, group, effect],
      stages
    ])
  )
  const results = ['appeal_dismissed', 'appeal_sustained', 'remanded'] as const
  t.same(
    rows('appealed_by').map(row => row.map(first)),
    appellants.map(by => [by, ...results.map(result => effectOf(result, by))])
  )
  t.end()
})

t.test('rates have the numerator and the denominator of the page', t => {
  const asWritten = (rate: RateName): unknown[] => {
    const { denominator, untellable_with = [] }: Rate = rates[rate]
    return [rate, numeratorOf(rate), denominator, untellable_with]
  }
  t.same(
    rows('rate', 'numerator').map(([rate, numerator, denominator, without]) => [
      ...[first(rate), coded(numerator), denominator === 'all decided' ? 'all' : coded(denominator)],
      coded(without)
    ]),
    (Object.keys(rates) as RateName[]).map(asWritten)
  )
  t.end()
})

t.test('a rate exists where the page says so, for the same rows', t => {
  const words = (scope: Readonly<Record<string, readonly string[]>> = {}): string[] =>
    Object.entries(scope).map(([name, values]) => `${name}=${values.join(',')}`)
  const declared = sourceRegistry.flatMap(({ about }) =>
    about.series.flatMap(series =>
      Object.entries(series.rates).map(([rate, { only_for, left_out, not_for }]) => [
        ...[[rate], [about.id], [series.id], words(only_for)],
        left_out ? [left_out.reason, ...words(left_out.rows)] : [],
        words(not_for)
      ])
    )
  )
  const order = (list: string[][][]): string[] => list.map(row => JSON.stringify(row)).sort()
  t.same(order(rows('rate', 'source').map(row => row.map(cell => coded(cell)))), order(declared))
  t.end()
})

t.test('measures of how cases go, stages with a duration and year bases are those of the pages', t => {
  t.same(
    rows('case_measure').map(([measure, kind, endpoint]) => [first(measure), kind, first(endpoint)]),
    caseMeasures.map(({ measure, kind, path }) => [measure, kind, path])
  )
  t.same(
    rows('duration_stage').map(([stage, of]) => [first(stage), first(of)]),
    Object.entries(durationStages)
  )
  t.same(
    rows('`year_basis`').map(([basis, month]) => [first(basis), Number(month)]),
    Object.entries(yearStarts)
  )
  t.end()
})

t.test('reasons for which something is left out are those of the page', t => {
  const series = sourceRegistry.flatMap(({ about }) => about.series)
  const ofCells = series.flatMap(each =>
    // The dimension of a rule must be a column of what is counted; every rule is of decisions or of returns.
    (each.usually ?? []).map(({ reason }) => reason)
  )
  const general = statesOf({}, { chosen: { series: { usually: [] } } } as never)
  const cells = ['cell', ...inCells]
  const reasons = [
    ...general,
    ...ofCells,
    ...states,
    'counted_in_several_cells',
    'not_told',
    outsideReason,
    rejectedReason
  ].filter(reason => !cells.includes(reason))
  t.same(
    rows('left_out')
      .map(([reason]) => first(reason))
      .sort(),
    [...new Set(reasons)].sort()
  )
  t.end()
})

t.test('case types of the court stand at the stages of the page', t => {
  t.same(Object.fromEntries(rows('case_type').map(row => row.map(first))), stagesByCaseType)
  t.end()
})

t.test('problems have the status and the title of the page', t => {
  t.same(
    rows('problem').map(([type, status, title]) => [first(type), Number(status), title]),
    Object.entries(problemTypes).map(([type, { status }]) => [
      type,
      status,
      problemTitles[type as keyof typeof problemTypes].en
    ])
  )
  t.end()
})

t.test('series, their grains, years and rules are those of the page', t => {
  t.same(
    rows('source', 'series', 'grain').map(row => row.map((cell, i) => (i === 5 ? cell : first(cell)))),
    sourceRegistry.flatMap(({ about }) =>
      about.series.map(({ id, grain, year_basis }) => [
        ...[about.id, id, grain, year_basis, about.counting_rule],
        about.ids_hold === 'across_releases' ? 'all releases' : 'one release'
      ])
    )
  )
  const order = rows('series with a rule').flatMap(([series = '', rule = '']) => {
    const [, before = ''] = /^answers after ([^;:]*?)(?:;|, and|$)/.exec(rule) ?? []
    return before === '' ? [] : [[...coded(series), coded(before), rule.includes('goes further')]]
  })
  t.same(
    order.map(each => JSON.stringify(each)).sort(),
    sourceRegistry
      .flatMap(({ about }) =>
        about.series.flatMap(({ id, answers_after, goes_further = false }) =>
          answers_after === undefined ? [] : [JSON.stringify([about.id, id, answers_after, goes_further])]
        )
      )
      .sort()
  )
  const special = sourceRegistry.flatMap(({ about }) =>
    about.series
      .filter(
        ({ addable, gives_way, same_as, answers_after, by_date_range, only_when_named }) =>
          !addable ||
          gives_way ||
          same_as ||
          answers_after ||
          by_date_range ||
          only_when_named ||
          about.only_when_named
      )
      .map(({ id }) => [about.id, id])
  )
  t.same(
    rows('series with a rule')
      .map(([series]) => coded(series))
      .sort(),
    special.sort()
  )
  t.end()
})

t.test('dimensions that only some series never add are those of the page', t => {
  const declared = sourceRegistry.flatMap(({ about }) => {
    const names = [...new Set(about.series.flatMap(({ never_added = [] }) => never_added))]
    return names.length === 0 ? [] : [[about.id, names]]
  })
  t.same(
    rows('series of', 'never added there').map(([source, names]) => [first(source), coded(names)]),
    declared
  )
  t.end()
})

t.test('an import stops at the limits of the page', t => {
  const numbers = (cell = ''): number => Number(cell.replaceAll(',', '').replace(' %', ''))
  t.same(
    rows('source', 'rejected rows').map(([source, ...limits]) => [first(source), ...limits.map(numbers)]),
    sourceRegistry.map(({ about, expectations: e }) => [
      ...[about.id, e.rejected_at_most, e.rows_shrink_at_most * 100, e.unknown_codes_at_most]
    ])
  )
  t.end()
})

t.test('formats have the media type of the page', t => {
  t.same(
    rows('format', 'media type').map(([format, type]) => [first(format), first(type)]),
    formats.map(({ id, type }) => [id, type.split(';')[0]])
  )
  t.end()
})
