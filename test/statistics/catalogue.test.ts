import t from 'tap'
import { dimensionCatalogue, measureCatalogue } from '../../src/statistics/catalogue.ts'
import { caseMeasures } from '../../src/vocabulary/measures/case-statistics.ts'
import { dimensionNames } from '../../src/vocabulary/measures/dimension.ts'
import { measureNames } from '../../src/vocabulary/measures/measure.ts'
import { releaseSet } from './fixture.ts'

t.test('the catalogues have every measure and dimension, with the current tables that have it', async t => {
  const rule = { not_for: { source_level: ['TA'] } }
  const set = await releaseSet(t, [
    {
      source: 'un',
      counts: [{ nationality: 'RUS' }],
      series_about: { rates: { total_protection_rate: rule } }
    },
    { source: 'un', release: 'old', status: 'superseded', counts: [{ sex: 'male', unit: 'cases' }] }
  ])
  const measures = await measureCatalogue(set)
  t.same(
    measures.map(({ measure }) => measure),
    [...measureNames, ...caseMeasures.map(({ measure }) => measure)]
  )
  const of = (name: string) => measures.find(({ measure }) => measure === name)
  t.match(of('total_protection_rate'), {
    kind: 'rate',
    denominator: ['refugee_status', 'complementary_protection', 'protection_not_split', 'rejected'],
    min_n: 25,
    sources: [{ source: 'un', series: 'table', left_out: null, ...rule, only_for: null }]
  })
  t.match(of('persons'), { kind: 'count', numerator: null, min_n: null, sources: [{ source: 'un' }] })
  t.same(of('cases')?.sources, [])
  const dims = dimensionCatalogue(set.releases)
  t.same(
    dims.map(({ dimension }) => dimension),
    dimensionNames
  )
  t.match(
    dims.find(({ dimension }) => dimension === 'nationality'),
    { kind: 'country', values: null, sources: [{ source: 'un' }] }
  )
  t.same(dims.find(({ dimension }) => dimension === 'sex')?.sources, [])
  t.same(
    dims.filter(each => each.never_added).map(({ dimension }) => dimension),
    ['source', 'series', 'decision_stage', 'source_level', 'application_type', 'screening_type', 'as_at']
  )
})

t.test('a table that counts some rows in a unit of their own has it for these alone', async t => {
  const main = { applicant_type: ['main_applicant'] }
  const set = await releaseSet(t, [
    { source: 'gb', counts: [{}], series_about: { unit_of: [{ unit: 'cases', rows: main }] } }
  ])
  const measures = await measureCatalogue(set)
  t.match(measures.find(({ measure }) => measure === 'cases')?.sources, [{ source: 'gb', only_for: main }])
})
