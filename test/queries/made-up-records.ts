import type { Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { importRelease } from '../../src/import/run.ts'
import type { Source } from '../../src/sources/source.ts'
import type { CaseFact, CountFact, DecisionFact, Fact, ReturnFact } from '../../src/vocabulary/fact.ts'
import { madeUpFile, madeUpSource } from '../import/made-up.ts'

const nationalities = ['RUS', 'HND', 'AFG', 'UNK']
const day = (i: number): string => `2023-0${1 + (i % 3)}-${String(1 + (i % 5)).padStart(2, '0')}`
const at = { source_table: 'made-up.json', line: 1 }

/** Many on one day, some on no day, some known to the month: what a walk over pages stumbles on. */
export function decision(i: number): DecisionFact {
  const dated =
    i % 11 === 0 ? {} : { decided_on: i % 2 ? '2023-02-02' : day(i), decided_precision: 'day' as const }
  return {
    ...at,
    ...dated,
    ...(i % 37 === 1 ? { decided_on: '2023-02-01', decided_precision: 'month' as const } : {}),
    grain: 'decision',
    decision_id: String(1000 + ((i * 7919) % 100_003)),
    case_id: String(i),
    decision_stage: i % 3 ? 'first_instance' : 'screening',
    outcome: i % 3 ? 'rejected' : 'fear_not_found',
    nationality: nationalities[i % 4] as string,
    represented: i % 2 === 0,
    source_code: '=1+1'
  }
}

/** Cases, filed on few days. */
export function caseFile(i: number): CaseFact {
  return {
    ...at,
    grain: 'case',
    case_id: String(i),
    nationality: nationalities[i % 4] as string,
    application_types: i % 2 ? ['asylum', 'withholding'] : [],
    case_status: 'pending',
    case_outcome: 'pending',
    case_outcome_kind: 'none',
    ...(i % 7 ? { filed_on: day(i) } : {})
  }
}

/** Returns, every fifth of which repeats the one before. */
export function departure(i: number): ReturnFact {
  return {
    ...at,
    grain: 'return',
    return_id: String(i),
    nationality: nationalities[i % 4] as string,
    country_of_return: 'RUS',
    same_country: i % 4 === 0,
    return_type: i % 9 ? 'enforced' : 'refused_entry',
    returned_on: i < 20 ? day(i) : `2024-0${1 + (i % 3)}-03`,
    returned_precision: 'day',
    source_code: 'R',
    ...(i % 5 === 4 ? { duplicate_of: String(i - 1) } : {})
  }
}

/** Published figures of applications, each of a year, a nationality and a stage of its own. */
export const applications = (places: readonly number[]): CountFact[] =>
  places.map(i => ({
    ...at,
    grain: 'count',
    subject: 'applications',
    count_key: `application ${i}`,
    period: String(2020 + (i % 3)),
    period_from: `${2020 + (i % 3)}-01-01`,
    period_to: `${2020 + (i % 3)}-12-31`,
    nationality: nationalities[i % 4] as string,
    country_of_asylum: 'DEU',
    decision_stage: i < 12 ? 'first_instance' : 'appeal',
    outcome: 'not_split',
    unit: 'persons',
    value: 10 * (i + 1),
    status: 'ok',
    source_code: 'N'
  }))

/** Published stocks of the pending, of two days. */
export const stocks = (places: readonly number[]): CountFact[] =>
  places.map(i => {
    const day = `202${2 + (i % 2)}-12-31`
    return {
      ...at,
      grain: 'count',
      subject: 'pending',
      count_key: `stock ${i}`,
      ...{ period: day, period_from: day, period_to: day, as_at: day },
      nationality: nationalities[i % 4] as string,
      country_of_asylum: 'DEU',
      waiting_at: i < 4 ? 'first_instance' : 'further_review',
      waiting_time: 'under_6_months',
      outcome: 'not_split',
      unit: 'persons',
      value: i + 1,
      status: 'ok',
      source_code: 'P'
    }
  })

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Imports facts as one release of the made-up source; its labels are free. */
export async function importFacts(
  t: Test,
  database: Database,
  dataDir: string,
  facts: Fact[],
  release: string,
  source: Source = madeUpSource()
): Promise<void> {
  const id = source.about.id
  const paths = [
    await madeUpFile(
      t,
      `${id}.whole`,
      facts.map(fact => ({ facts: [fact] }))
    )
  ]
  await importRelease(
    { database, dataDir, sources: [source] },
    { source: id, paths, release, makeCurrent: true, force: true }
  )
}
