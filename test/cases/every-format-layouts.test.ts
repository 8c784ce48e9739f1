import { type Case, testCases } from './every-format.ts'

const eurostat = 'eurostat-asylum-decisions'
const unhcr = 'unhcr-asylum-decisions'
const home = 'gb-asylum-decisions'

const kenya = `/v1/statistics/decisions?source=${unhcr}&decision_stage=first_instance&country_of_asylum=KEN&group_by=outcome&unit=persons`
/** The rows of KEN at first instance in unhcr-base.csv: 310 + 120 + 290, 12, 40 + 85 + 55, 25 + 15 + 30. */
const kenyans = (times: number): [string, number][] => [
  ['complementary_protection_granted', 12 * times],
  ['otherwise_closed', 70 * times],
  ['refugee_status_granted', 720 * times],
  ['rejected', 180 * times]
]
const layouts: Case[] = [
  {
    ...{ id: 'L02', source: eurostat, files: ['layouts/old_migr_asydcfsta.tsv'], request: {} },
    address: `/v1/statistics/decisions?source=${eurostat}&nationality=SOM&country_of_asylum=FIN&period_from=2014&period_to=2014&group_by=outcome`,
    figures: [
      ['humanitarian_status_granted', 10],
      ['refugee_status_granted', 40],
      ['rejected', 90],
      ['subsidiary_protection_granted', 45]
    ]
  },
  ...['semicolon', 'utf16', 'decimals', 'thousands', 'base'].map(kind => ({
    ...{ id: 'L05–L08', source: unhcr, files: [`layouts/unhcr-${kind}.csv`], request: {} },
    address: kenya,
    figures: kenyans(kind === 'thousands' ? 10 : 1)
  })),
  ...['base', 'semicolon-bom', 'utf16', 'decimals', 'index-column'].map(kind => ({
    ...{ id: 'L05–L09', source: home, files: [`layouts/gb-${kind}.csv`], request: {} },
    address: `/v1/statistics/decisions?source=${home}&group_by=sex,outcome&outcome=refugee_status_granted`,
    figures: [
      ['female', 'refugee_status_granted', 108],
      ['male', 'refugee_status_granted', 120]
    ]
  })),
  {
    ...{ id: 'W04', source: unhcr, files: ['rows/unhcr-one-rejected.csv'], request: { force: true } },
    address: kenya,
    figures: [
      ['complementary_protection_granted', 12],
      ['otherwise_closed', 70],
      ['refugee_status_granted', 720],
      ['rejected', 180]
    ]
  }
]

testCases(layouts)
