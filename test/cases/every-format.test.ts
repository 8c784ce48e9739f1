import { type Case, testCases } from './every-format.ts'

const eurostat = 'eurostat-asylum-decisions'
const home = 'gb-asylum-decisions'
const inSweden = `/v1/statistics/decisions?source=${eurostat}&nationality=SOM&country_of_asylum=SWE&period_from=2022&period_to=2022&measures=persons,total_protection_rate,refugee_recognition_rate`
const eritreans = `/v1/statistics/decisions?source=${home}&nationality=ERI&measures=persons,total_protection_rate`

const coverage = (id: string, file: string, ...figures: (number | string | null)[][]): Case => ({
  ...{ id, source: eurostat, files: [`../acceptance/coverage/${file}`], address: inSweden, figures }
})

const cases: Case[] = [
  coverage('C01', 'es-full.csv', [425, 0.294118, 0.211765]),
  coverage('C02', 'es-no-negatives.csv', [125, null, null]),
  coverage('C03', 'es-rejected-only.csv', [300, null, null]),
  coverage('C04', 'es-refugee-and-total.csv', [425, null, null]),
  coverage('C05', 'es-refugee-and-rejected.csv', [390, null, null]),
  coverage('C06', 'es-female-only.csv', [165, null, null]),
  {
    ...coverage('C06', 'es-female-only.csv', [165, 0.272727, null]),
    address: `${inSweden}&sex=female`.replace(',refugee_recognition_rate', ''),
    figures: [[165, 0.272727]]
  },
  coverage('C07', 'es-minors-only.csv', [75, null, null]),
  {
    ...coverage('C08', 'es-one-nationality.csv', [425]),
    address: `/v1/statistics/decisions?source=${eurostat}&country_of_asylum=SWE&period_from=2022&period_to=2022`
  },
  {
    ...coverage('C09', 'es-total-one-year.csv', ['2021', 2270], ['2022', 1075]),
    address: `/v1/statistics/decisions?source=${eurostat}&country_of_asylum=SWE&group_by=year`
  },
  {
    ...{
      id: 'C13',
      source: 'eurostat-returns',
      address: '/v1/statistics/returns?source=eurostat-returns&nationality=UKR&group_by=year'
    },
    files: ['returns-two-nationalities.csv', 'returns-total.csv'].map(
      name => `../acceptance/coverage/${name}`
    ),
    figures: [
      ['2013', 115],
      ['2014', 130]
    ]
  },
  ...(
    [
      ['gb-decisions-full.csv', [282, 0.625]],
      ['gb-decisions-refusals-only.csv', [90, null]],
      ['gb-decisions-men-only.csv', [150, null]]
    ] as const
  ).map(([file, figures]) => ({
    ...{ id: 'C15, C16', source: home, files: [`../acceptance/coverage/${file}`], address: eritreans },
    figures: [[...figures]]
  })),
  {
    ...coverage('C17', 'es-quarter-tail.csv', ['2025-Q3', 460], ['2025-Q4', 460], ['2026-Q1', null]),
    address: `/v1/statistics/decisions?source=${eurostat}&series=first-instance-quarterly&nationality=SOM&country_of_asylum=DNK,FIN,NOR&group_by=quarter&measures=persons`
  },
  {
    ...coverage('C17', 'es-quarter-tail.csv', ['2025-Q3', 460], ['2025-Q4', 460], ['2026-Q1', 120]),
    address: `/v1/statistics/decisions?source=${eurostat}&series=first-instance-quarterly&nationality=SOM&group_by=quarter&measures=persons`
  },
  ...['uscis-us.csv', 'uscis-iso.csv', 'uscis-iso-time.csv', 'uscis-ddmm.csv'].map(file => ({
    ...{ id: 'D01, D02', source: 'us-uscis-asylum-office', files: [`dates/${file}`] },
    address: '/v1/statistics/decisions?source=us-uscis-asylum-office&group_by=month',
    figures: ['2018-11', '2018-12', '2019-01', '2019-02', '2019-03', '2019-04', '2019-09', '2019-10'].map(
      month => [month, 1]
    )
  })),
  {
    ...{ id: 'D05, D06', source: 'ca-irb', files: ['dates/irb-cut-year.csv'] },
    address: '/v1/statistics/decisions?source=ca-irb&nationality=IRN&group_by=year&measures=applications',
    figures: [
      ['2021', 290],
      ['2022', 234]
    ]
  },
  ...['numeric-ids', 'new-header', 'duplicates-differ', 'duplicates-differ-other-order'].map((file, i) => ({
    ...{ id: 'I01–I03', source: 'us-ice-removals', files: [`ice/${file}-removals.xlsx`] },
    address: '/v1/statistics/returns?source=us-ice-removals&group_by=country_of_return',
    figures:
      [
        [
          ['CUB', 1],
          ['HTI', 2],
          ['PER', 1]
        ],
        [
          ['HTI', 1],
          ['PER', 2]
        ],
        [
          ['DOM', 1],
          ['PER', 1]
        ],
        [
          ['DOM', 1],
          ['PER', 1]
        ]
      ][i] ?? []
  })),
  {
    ...{ id: 'L01', source: 'unhcr-asylum-decisions', files: ['layouts/unhcr-13-columns.csv'] },
    address:
      '/v1/statistics/decisions?source=unhcr-asylum-decisions&decision_stage=first_instance&nationality=SOM&country_of_asylum=SWE&group_by=outcome&unit=persons',
    figures: [
      ['complementary_protection_granted', 75],
      ['otherwise_closed', 35],
      ['refugee_status_granted', 260],
      ['rejected', 410]
    ]
  },
  {
    ...{ id: 'L04', source: 'us-credible-fear', files: ['layouts/semi-monthly.csv'] },
    address:
      '/v1/statistics/decisions?source=us-credible-fear&series=semi-monthly&screening_type=credible_fear&group_by=outcome',
    figures: [
      ['fear_found', 687],
      ['fear_not_found', 1031],
      ['otherwise_closed', 494]
    ]
  },
  {
    ...{ id: 'W03', source: home, files: ['rows/gb-appeals-one-rejected.csv'] },
    address: `/v1/statistics/decisions?source=${home}&group_by=outcome`,
    figures: [
      ['appeal_dismissed', 13],
      ['appeal_sustained', 6]
    ]
  },
  {
    ...{ id: 'W05', source: eurostat, files: ['rows/eurostat-one-rejected.csv'] },
    address: `/v1/statistics/decisions?source=${eurostat}&country_of_asylum=SWE&outcome=rejected`,
    figures: [[710]]
  }
]

testCases(cases)
