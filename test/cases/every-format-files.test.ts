import { type Case, testCases } from './every-format.ts'

const eurostat = 'eurostat-asylum-decisions'
const home = 'gb-asylum-decisions'
const inSweden = `source=${eurostat}&nationality=SOM&country_of_asylum=SWE&period_from=2022&period_to=2022`
const folder = (names: string[]): string[] => names.map(name => `../acceptance/coverage/${name}`)
const byForce = { force: true }

/** Where two files were imported, the figures are those of the one that is current; the other answers by its name. */
const becoming: Case[] = [
  {
    ...{ id: 'C10', source: eurostat, request: {} },
    files: folder(['es-all-outcomes.csv', 'es-rejected-by-sex-and-age.csv']),
    address: `/v1/statistics/decisions?${inSweden}&measures=persons,total_protection_rate`,
    figures: [[425, 0.294118]]
  },
  {
    ...{ id: 'C10, the other by name', source: eurostat, request: {} },
    files: folder(['es-all-outcomes.csv', 'es-rejected-by-sex-and-age.csv']),
    address: `/v1/statistics/decisions?${inSweden}&release=r2&measures=persons,total_protection_rate`,
    figures: [[300, null]]
  },
  {
    ...{ id: 'C11', source: eurostat, request: {} },
    files: folder(['all-outcomes_migr_asydcfsta.tsv', 'rejected-by-sex-and-age_migr_asydcfsta.tsv']),
    address: `/v1/statistics/decisions?${inSweden}&measures=persons,total_protection_rate`,
    figures: [[425, 0.294118]]
  },
  {
    ...{ id: 'C12', source: eurostat, request: { series: 'first-instance-annual' } },
    files: folder(['explorer-positive.csv', 'explorer-rejected.csv']),
    address: `/v1/statistics/decisions?${inSweden}&measures=persons,total_protection_rate`,
    figures: [[125, null]]
  },
  {
    ...{ id: 'C12, the other by name', source: eurostat, request: { series: 'first-instance-annual' } },
    files: folder(['explorer-positive.csv', 'explorer-rejected.csv']),
    address: `/v1/statistics/decisions?${inSweden}&release=r2&measures=persons,total_protection_rate`,
    figures: [[300, null]]
  },
  {
    ...{ id: 'C14', source: eurostat, request: byForce },
    files: folder(['es-all-outcomes.csv', 'es-no-negatives.csv', 'es-rejected-only.csv']),
    address: `/v1/statistics/decisions?${inSweden}&measures=persons,total_protection_rate`,
    figures: [[425, 0.294118]]
  }
]

const dates: Case[] = [
  {
    ...{ id: 'D03', source: 'us-ice-removals', files: ['dates/ice-ddmm-removals.csv'], request: {} },
    address: '/v1/statistics/returns?source=us-ice-removals&group_by=month',
    figures: [
      ['2025-02', 1],
      ['2025-03', 2],
      ['2025-04', 2]
    ]
  },
  {
    ...{ id: 'D04', source: 'ca-irb', files: ['dates/irb-cut-year.csv'], request: {} },
    address: '/v1/statistics/decisions?source=ca-irb&nationality=IRN&period_from=2022-01&period_to=2022-09',
    figures: [[234]]
  }
]

const names: Case[] = [
  {
    ...{ id: 'N01', source: 'ca-irb', files: ['names/irb-names.csv'], request: {} },
    address:
      '/v1/statistics/decisions?source=ca-irb&group_by=nationality&outcome=rejected&measures=applications',
    figures: 'BHS BLR COD CPV CZE FSM GMB GNQ KOR MDA MKD MMR PSE SDN SWZ SYR TLS VNM'
      .split(' ')
      .map(code => [code, 6])
  },
  {
    ...{ id: 'N02', source: home, files: ['names/gb-appeals-names.csv'], request: {} },
    address: `/v1/statistics/decisions?source=${home}&decision_stage=appeal&group_by=nationality`,
    figures: [
      ['ARE', 11],
      ['BIH', 13],
      ['COG', 7],
      ['FSM', 10],
      ['MKD', 12],
      ['MMR', 17],
      ['SWZ', 16],
      ['TLS', 9],
      ['TUR', 15],
      ['VCT', 14],
      ['WSM', 8],
      ['YUG', 18]
    ]
  }
]

testCases([...becoming, ...dates, ...names])
