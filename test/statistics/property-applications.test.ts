import t from 'tap'
import type { DecisionFact } from '../../src/vocabulary/fact.ts'
import { courtDecision, madeUpCourt } from './court.ts'
import { dice } from './dice.ts'
import { askAtRandom } from './random-questions.ts'

const types = ['asylum', 'withholding', 'torture_convention', 'not_split'] as const
const outcomes = ['rejected', 'refugee_status_granted', 'withdrawn'] as const

/**
 * Cases with one to three applications each, decided up to four times: at times and in courts that differ from decision
 * to decision, and that of many are not known. The shipped sample has next to none of them.
 */
function decidedAgain(cases: number): DecisionFact[] {
  const roll = dice(20_261_129)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
  const known = <T>(share: number, value: T): T | undefined => (roll() < share ? value : undefined)
  const defined = (fields: Partial<DecisionFact>): Partial<DecisionFact> =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const facts: DecisionFact[] = []
  for (let number = 1; number <= cases; number++)
    for (const application_type of new Set([pick(types), pick(types), pick(types)])) {
      const times = pick([1, 1, 2, 3, 4])
      for (let i = 0; i < times; i++)
        facts.push(
          courtDecision({
            case_id: String(number),
            application_type,
            outcome: pick(outcomes),
            ...(application_type === 'not_split' ? {} : { application_decisions: times }),
            ...defined({
              nationality: known(0.9, pick(['RUS', 'CUB', 'HND'])) ?? 'UNK',
              court: known(0.6, pick(['ATL', 'BOS', 'NYC'])),
              represented: known(0.6, roll() < 0.5),
              in_absentia: known(0.5, roll() < 0.3),
              decided_on: known(0.7, `20${pick(['19', '20', '21'])}-0${pick([3, 9])}-1${pick([0, 5])}`),
              filed_on: known(0.7, `2018-0${pick([2, 8])}-01`)
            })
          })
        )
    }
  return facts
}

t.test(
  'applications of which some decisions stand in a cell and others do not are what a naive count says',
  { timeout: 800_000 },
  t => askAtRandom(t, { each: 120, seed: 20_261_129, fill: madeUpCourt(t, decidedAgain(150)) })
)
