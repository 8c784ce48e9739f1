import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'
import { folderOf, monthly, on } from './release-folder.ts'
import { missing, person } from './synthetic.ts'

const skip = missing

async function imported(t: Test, path: string) {
  let report: Awaited<ReturnType<typeof importRelease>> | undefined
  const served = await service(t, {}, async (database, dataDir) => {
    const request = { source: 'us-ice-removals', paths: [path], release: 'synthetic-2024' }
    report = await importRelease({ database, sources: sourceRegistry, dataDir, today: '2024-06-30' }, request)
  })
  return { ...served, report }
}

t.test(
  'a release of several workbooks and sheets is one release, and its returns answer',
  { skip },
  async t => {
    const folder = await folderOf(t, {
      '1 Removals FY19-21_Redacted_raw.xlsx': {
        FY19: [...monthly(2019), on('2019-03-04'), on('2019-12-20', { country: 'KAZAKHSTAN' })],
        FY20: [...monthly(2020), ...monthly(2021)]
      },
      '2 Removals FY22_Redacted_raw.xlsx': {
        'FY22 ': [
          ...monthly(2022),
          on('2022-02-25', { person: person('a') }),
          on('2022-02-25', { person: person('a') }),
          on('2022-06-01', { country: 'KOREA', citizenship: 'KOREA' }),
          on('2022-07-01', { status: '7-Died' }),
          { departed: 'b(6), b(7)c' }
        ]
      }
    })
    const { report, json } = await imported(t, folder)
    t.match(report, {
      ...{ result: 'published', status: 'current', series: 'removals' },
      ...{ read: 55, loaded: 53, excluded: 1, rejected: 1 },
      ...{
        excluded_by_reason: { died: 1 },
        rejected_by_reason: { no_departure_date: 1 },
        facts: { returns: 53 }
      },
      coverage: { nationality: 'all', country_of_asylum: ['USA'], from: '2019-01-10', to: '2022-12-10' }
    })
    t.same(report?.unknown_codes.map(({ field, code }) => `${field} ${code}`).sort(), [
      'Citizenship Country KOREA',
      'Departure Country KOREA'
    ])
    const unknown = await json('/v1/returns?source=us-ice-removals&country_of_return=UNK')
    t.match(unknown.data, [{ country_of_return_raw: 'KOREA', nationality: 'UNK', nationality_raw: 'KOREA' }])
    const list = await json('/v1/returns?source=us-ice-removals&nationality=RUS&sort=returned_on')
    t.match(list.data, [
      {
        return_id: 'us-ice:synthetic-2024:13',
        returned_on: '2019-03-04',
        same_country: true,
        return_status: 'executed'
      },
      { returned_on: '2019-12-20', country_of_return: 'KAZ', same_country: false },
      { returned_on: '2022-02-25', duplicate_of: null }
    ])
    t.equal(list.data.length, 3)
    const [, , first] = list.data
    const all = await json(
      '/v1/returns?source=us-ice-removals&nationality=RUS&include_duplicates=true&sort=returned_on'
    )
    t.equal(all.data.length, 4)
    t.match(all.data, [{}, {}, {}, { duplicate_of: first.return_id }])
    // Four rows by hand, of which one repeats another.
    const counted = async (more: string) =>
      (await json(`/v1/statistics/returns?source=us-ice-removals&nationality=RUS${more}`)).data[0].returns
    t.same([await counted(''), await counted('&include_duplicates=true')], [3, 4])
  }
)

t.test(
  'the day on which returns to a country began again is named, and only inside what is covered',
  { skip },
  async t => {
    const gap = [
      on('2019-03-04'),
      on('2022-02-25'),
      on('2022-09-01', { country: 'CUBA', citizenship: 'CUBA' })
    ]
    const years = [2019, 2020, 2021, 2022].flatMap(monthly)
    const { json } = await imported(t, await folderOf(t, { 'removals.xlsx': { Data: [...years, ...gap] } }))
    const executed = async (code: string) =>
      (
        await json(
          `/v1/countries-of-return/${code}?source=us-ice-removals&usual_min=1&resumed_min=1&pause_months=12`
        )
      ).data.executed[0]
    t.match(await executed('RUS'), { value: 2, synthetic: true, resumed_on: '2022-02-25' })
    // Nobody is known to have been returned to Cuba before, so nothing began again.
    t.match(await executed('CUB'), {
      value: 1,
      resumed_on: null,
      not_told: /no time of at least 2 months and 12 months/
    })
    const late = [...years.slice(24), ...gap.slice(1)]
    const { json: shorter } = await imported(t, await folderOf(t, { 'removals.xlsx': { Data: late } }))
    const russia = await shorter(
      '/v1/countries-of-return/RUS?source=us-ice-removals&usual_min=1&resumed_min=1'
    )
    t.match(russia.data.executed[0], { value: 1, first_on: '2022-02-25', resumed_on: null, not_told: /./ })
  }
)

t.test('a release without keys of persons says on every answer that repeats stay in', { skip }, async t => {
  const rows = (key?: string) =>
    [2019, 2020].flatMap(monthly).map(row => ({ ...row, ...(key && { person: person(key) }) }))
  const asked = [
    '/v1/returns?source=us-ice-removals&limit=1',
    '/v1/statistics/returns?source=us-ice-removals',
    '/v1/statistics/returns?source=us-ice-removals&group_by=year,country_of_return',
    '/v1/statistics/returns?source=us-ice-removals&nationality=RUS',
    '/v1/returns?source=us-ice-removals&limit=1&country_of_return=MEX',
    '/v1/countries-of-return?source=us-ice-removals',
    '/v1/countries-of-return/MEX?source=us-ice-removals'
  ]
  const says = async (key?: string) => {
    const served = await imported(t, await folderOf(t, { 'removals.xlsx': { Data: rows(key) } }))
    const found: boolean[] = []
    for (const url of asked) {
      const { meta } = await served.json(url)
      found.push(meta.caveats.some(({ id }: { id: string }) => id === 'duplicates-not-removed'))
    }
    return { found, report: served.report }
  }
  const without = await says()
  t.same(
    without.found,
    asked.map(() => true)
  )
  t.match(without.report, {
    coverage: { issues: [{ id: 'duplicates-not-removed' }] },
    known_issues: [/too high/]
  })
  const keyed = await says('a')
  t.same(
    keyed.found,
    asked.map(() => false)
  )
  t.notOk(keyed.report?.coverage?.issues)
})
