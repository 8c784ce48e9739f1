import type { Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import type { CaseFact, DecisionFact, ReturnFact } from '../../src/vocabulary/fact.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { madeUpFile, madeUpSource } from '../import/made-up.ts'
import type { Fill } from '../loaded.ts'
import { type Service, service } from '../service.ts'

/** The day of the edition of the made-up court: what is open is open on it, whenever it was fetched. */
export const releaseDay = '2026-08-31'
const fetchedOn = '2026-10-15'

const at = { source_table: 'made-up.json', line: 1 }
let ids = 0

/** A case of a made-up court; what a test does not say is a removal case that nothing was decided in. */
export const courtCase = (fields: Partial<CaseFact>): CaseFact => ({
  ...at,
  grain: 'case',
  case_id: String(++ids),
  nationality: 'RUS',
  case_type: 'RMV',
  case_status: 'pending',
  case_outcome: 'pending',
  case_outcome_kind: 'none',
  ...fields
})

export const courtDecision = (fields: Partial<DecisionFact>): DecisionFact => ({
  ...at,
  grain: 'decision',
  decision_id: String(++ids),
  decision_stage: 'first_instance',
  outcome: 'rejected',
  nationality: 'RUS',
  case_type: 'RMV',
  source_code: 'D',
  ...(fields.decided_on ? { decided_precision: 'day' as const } : {}),
  ...fields
})

/** The release is of everybody, and of all days until its own. */
const everything: Partial<Coverage> = { nationality: 'all', from: '2000-01-01', to: releaseDay }

/** The service with one release of a made-up court. */
export const court = (
  t: Test,
  facts: (CaseFact | DecisionFact | ReturnFact)[],
  coverage: Partial<Coverage> = everything
): Promise<Service> => service(t, {}, madeUpCourt(t, facts, coverage))

/** Imports one release of a made-up court. */
export const madeUpCourt =
  (
    t: Test,
    facts: (CaseFact | DecisionFact | ReturnFact)[],
    coverage: Partial<Coverage> = everything
  ): Fill =>
  async (database, dataDir) => {
    const paths = [
      await madeUpFile(
        t,
        'made-up.whole',
        facts.map(fact => ({ facts: [fact] }))
      )
    ]
    await importRelease(
      { database, dataDir, sources: [madeUpSource({ layouts: [{ id: 'whole', coverage }] })] },
      {
        source: 'made-up',
        paths,
        release: '2026-08',
        releasedOn: releaseDay,
        retrievedOn: fetchedOn,
        makeCurrent: true,
        force: true
      }
    )
  }
