import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'
import { folderOf, on, toMexico } from './release-folder.ts'
import { type Made, missing } from './synthetic.ts'

const skip = missing
const source = 'us-ice-removals'
const toCuba = (day: string): Made => on(day, { country: 'CUBA', citizenship: 'CUBA' })

// Made up, though nothing in the folders says so: synthetic releases are never current beside one another.
// The second lies three months deep in the third; nobody has the year between the first and the second.
const releases: Record<string, Made[]> = {
  '2016': [...toMexico('2014-01-01', '2016-12-31'), on('2015-05-05'), toCuba('2016-05-05')],
  '2020': [...toMexico('2018-01-01', '2020-06-30'), on('2019-03-04'), on('2020-01-10'), on('2020-05-05')],
  '2022': [...toMexico('2020-04-01', '2022-12-31'), on('2022-02-25'), toCuba('2022-06-01')]
}

t.test(
  'a pause that goes on in the next release is told whole, and none across days of no release',
  {
    skip
  },
  async t => {
    const { json } = await service(t, {}, async (database, dataDir) => {
      for (const [release, rows] of Object.entries(releases)) {
        const path = await folderOf(t, { 'removals.xlsx': { Data: rows } }, { says_so: false })
        const request = { source, paths: [path], release }
        const report = await importRelease(
          { database, sources: sourceRegistry, dataDir, today: '2026-01-31' },
          request
        )
        t.equal(report.status, 'current', release)
      }
    })
    const executed = async (country: string, more = '') =>
      (await json(`/v1/countries-of-return/${country}?source=${source}${more}`)).data.executed
    const russia = await executed('RUS', '&usual_min=1&resumed_min=1&pause_months=12')
    // The return of 2020-05-05 lies in days that the newest release covers, and it is not there.
    t.match(russia, [
      { release: '2016', value: 1 },
      { release: '2020', value: 2, last_on: '2020-01-10' },
      { release: '2022', value: 1 }
    ])
    // 2020-01-10 to 2022-01-10 are 731 days, and 46 more to 2022-02-25.
    for (const block of russia)
      t.match(block, {
        resumed_on: '2022-02-25',
        longest_pause: { last_before: '2020-01-10', first_after: '2022-02-25', days: 777 },
        not_told: /^After 2016-12-31 and before 2018-01-01 no release has every return/
      })
    for (const block of await executed('CUB'))
      t.match(block, {
        value: 1,
        resumed_on: null,
        longest_pause: null,
        not_told: /There is no pause in this table: .* from 2014-01-01 to 2022-12-31\. After 2016-12-31/
      })
    const [only] = await executed('RUS', '&release=2020&usual_min=1&resumed_min=1&pause_months=12')
    t.match(
      only,
      { value: 3, resumed_on: null, last_on: '2020-05-05' },
      'a release that is pinned has all its own'
    )
    const pinned = await json(`/v1/countries-of-return/RUS/nationalities?source=${source}`)
    const counted = pinned.data.flatMap((row: { executed: { value: number }[] }) => row.executed)
    t.equal(
      counted.reduce((sum: number, { value }: { value: number }) => sum + value, 0),
      4,
      'no return is told twice'
    )
  }
)
