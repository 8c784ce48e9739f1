import type { Test } from 'tap'
import type { ReleaseSet } from '../../../src/snapshot/release-set.ts'
import { compare } from '../../../src/statistics/compare/answer.ts'
import { compareQuestionOf } from '../../../src/statistics/compare/question.ts'
import { asWritten } from '../answered.ts'
import { type Made, releaseSet } from '../fixture.ts'

const rate = { refugee_recognition_rate: {} }
const screened = {
  nationality: 'RUS',
  period: 'FY2021',
  decision_stage: 'screening',
  screening_type: 'credible_fear',
  authority: 'us_uscis',
  unit: 'cases'
} as const
const granted = 'refugee_status_granted' as const

/** Five sources that tell of Russians and Hondurans, each in its own way. */
export const sources: Made[] = [
  {
    source: 'nations',
    series_about: { rates: rate },
    counts: [
      { nationality: 'RUS', period: '2021', outcome: granted, value: 30 },
      { nationality: 'RUS', period: '2021', outcome: 'rejected', value: 70 },
      { nationality: 'RUS', period: '2022', outcome: 'rejected', value: 50 },
      { nationality: 'RUS', period: '2021', decision_stage: 'appeal', unit: 'cases', value: 9 },
      { nationality: 'HND', period: '2021', outcome: 'rejected', value: 400 }
    ]
  },
  {
    source: 'screeners',
    series_about: { year_basis: 'us_fiscal' },
    counts: [
      { ...screened, outcome: 'fear_found', value: 12 },
      { ...screened, outcome: 'fear_not_found', value: 8 }
    ]
  },
  {
    source: 'judges',
    series_about: { rates: { 'grant_rate.merits': { only_for: { application_type: ['asylum'] } } } },
    decisions: [
      ...Array.from({ length: 3 }, () => ({ outcome: granted, decided_on: '2021-02-01' }) as const),
      { outcome: 'rejected' as const, decided_on: '2021-10-01' },
      { outcome: 'rejected' as const, decided_on: '2022-10-01' }
    ].map(each => ({ ...each, nationality: 'RUS', application_type: 'asylum' as const, court: 'NYC' }))
  },
  {
    source: 'rounders',
    series_about: { rates: rate },
    coverage: { nationality: ['RUS'], from: '2021-01-01', to: '2021-12-31' },
    counts: [{ nationality: 'RUS', period: '2021', outcome: 'rejected', value: 65, status: 'rounded' }]
  },
  {
    source: 'inventors',
    synthetic: true,
    counts: [{ nationality: 'RUS', period: '2021', value: 1_000_000 }]
  },
  {
    source: 'reporters',
    about: { only_when_named: true },
    counts: [{ nationality: 'RUS', period: '2021', value: 2 }]
  }
]

/** Asks as the wire does. */
export const ask = async (set: ReleaseSet, parameters: Record<string, unknown>) =>
  asWritten(await compare(set, compareQuestionOf(parameters)))

export const comparing = (t: Test, more: Made[] = []): Promise<ReleaseSet> =>
  releaseSet(t, [...sources, ...more])
