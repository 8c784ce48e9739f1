import t from 'tap'
import * as answers from '../../src/schemas/statistics/statistics.ts'
import { DurationStatisticsRow } from '../../src/schemas/statistics/statistics-durations.ts'
import { PathwayLinkSchema } from '../../src/schemas/statistics/statistics-pathways.ts'
import { PendingStatisticsRow } from '../../src/schemas/statistics/statistics-pending.ts'
import { caseMeasures, durationCounts } from '../../src/vocabulary/measures/case-statistics.ts'
import { dimensionNames } from '../../src/vocabulary/measures/dimension.ts'
import { measureNames } from '../../src/vocabulary/measures/measure.ts'
import { sharedService } from '../service.ts'

const { json, get } = await sharedService()

t.test('the catalogues of measures and dimensions are served whole, with who has them', async t => {
  const measures = await json('/v1/measures')
  t.same(
    measures.data.map(({ measure }: { measure: string }) => measure),
    [...measureNames, ...caseMeasures.map(({ measure }) => measure)]
  )
  t.equal(measures.meta.total, measures.data.length)
  t.match(
    measures.data.find(({ measure }: { measure: string }) => measure === 'refugee_recognition_rate'),
    {
      denominator: ['refugee_status', 'complementary_protection', 'rejected'],
      sources: [{ source: 'unhcr-asylum-decisions', left_out: { reason: 'no_final_negative' } }]
    }
  )
  const dimensions = await json('/v1/dimensions')
  t.same(
    dimensions.data.map(({ dimension }: { dimension: string }) => dimension),
    dimensionNames
  )
  t.match(
    (await get('/v1/dimensions.csv')).body,
    /^dimension,label,kind,definition,values,grains,never_added,groups_at,filters_at,sources\r\n/
  )
})

const rows = {
  decisions: answers.DecisionStatisticsRow,
  cases: answers.CaseStatisticsRow,
  returns: answers.ReturnStatisticsRow,
  applications: answers.ApplicationStatisticsRow,
  pending: PendingStatisticsRow,
  durations: DurationStatisticsRow,
  pathways: PathwayLinkSchema
}
/** What stands beside a measure: how many it is of, and its interval; the ends of a link. */
const isBeside = (column: string): boolean =>
  ['flags', ...durationCounts, 'from', 'to'].includes(column) || /_(n|n_share|low|high)$/.test(column)

t.test('every column that a statistic can have is a measure or dimension of the catalogues', async t => {
  const names = async (list: 'measure' | 'dimension'): Promise<string[]> =>
    (await json(`/v1/${list}s`)).data.map((row: Record<string, string>) => row[list])
  const known = [...(await names('measure')), ...(await names('dimension'))]
  for (const [statistic, { properties }] of Object.entries(rows)) {
    const columns = Object.keys(properties).filter(column => !isBeside(column))
    t.ok(columns.length > 0, statistic)
    t.same(
      columns.filter(column => !known.includes(column)),
      [],
      statistic
    )
  }
})

t.test('how cases go is measured of the court, and not of cases without a date of filing', async t => {
  const measured: { measure: string; sources?: { source: string }[] }[] = (await json('/v1/measures')).data
  const court = [{ source: 'us-eoir-cases', series: 'cases' }]
  for (const [measure, kind, min_n] of [
    ['pending', 'count', null],
    ['waiting_days_median', 'days', 25],
    ['km_median', 'days', 25],
    ['share_pending', 'share', 25]
  ]) {
    const found = measured.find(row => row.measure === measure)
    const isShare = kind === 'share'
    t.match(found, {
      ...{ kind, min_n, sources: court, unit: kind === 'count' ? 'cases' : kind },
      numerator: isShare ? ['n_pending'] : null,
      denominator: isShare ? ['n', 'n_pending', 'n_ended_otherwise'] : null,
      interval: isShare ? 'wilson_95' : null
    })
    t.same(
      found?.sources?.map(({ source }) => source),
      ['us-eoir-cases']
    )
  }
  const dimensions: { dimension: string; values?: string[] }[] = (await json('/v1/dimensions')).data
  const waiting = dimensions.find(row => row.dimension === 'waiting_time')
  t.match(waiting, { kind: 'closed', never_added: false, sources: court })
  const seen = (await json('/v1/statistics/pending?source=us-eoir-cases&group_by=waiting_time')).data
  t.ok(seen.length > 0)
  for (const row of seen) t.ok(waiting?.values?.includes(row.waiting_time), row.waiting_time)
})

t.test(
  'the catalogues name the statistics that can be asked for each, and those that name it can',
  async t => {
    const paths = ['decisions', 'cases', 'returns', 'pending', 'durations'].map(
      name => `/v1/statistics/${name}`
    )
    /** What the contract says that a parameter takes. */
    const contract = (await get('/openapi.json')).json().paths
    const taken = (path: string, parameter: string): string[] | undefined =>
      contract[path].get.parameters.find(({ name }: { name: string }) => name === parameter)?.schema.items
        ?.enum
    const measures: { measure: string; paths: string[]; unit: string | null }[] = (await json('/v1/measures'))
      .data
    const dimensions: { dimension: string; groups_at: string[]; filters_at: string[] }[] = (
      await json('/v1/dimensions')
    ).data
    for (const path of paths) {
      t.same(
        measures.flatMap(each => (each.paths.includes(path) ? [each.measure] : [])).sort(),
        [...(taken(path, 'measures') ?? [])].sort(),
        `measures of ${path}`
      )
      const holds = path.endsWith('/cases') ? ['application_type'] : []
      t.same(
        [
          ...dimensions.flatMap(each => (each.groups_at.includes(path) ? [each.dimension] : [])),
          ...holds
        ].sort(),
        [...(taken(path, 'group_by') ?? [])].sort(),
        `groups of ${path}`
      )
    }
    const parameters = (path: string): string[] =>
      contract[path].get.parameters.map(({ name }: { name: string }) => name)
    for (const { dimension, filters_at } of dimensions)
      for (const path of [...paths, '/v1/statistics/pathways'])
        if (!['source', 'series', 'release'].includes(dimension))
          t.equal(filters_at.includes(path), parameters(path).includes(dimension), `${dimension} at ${path}`)
    t.same(
      measures.filter(({ unit }) => unit === null).map(({ measure }) => measure),
      ['published_total']
    )
  }
)
