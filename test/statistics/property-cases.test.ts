import t from 'tap'
import { rollupsOf } from '../../src/rollups.ts'
import { dayOf } from '../../src/snapshot/card.ts'
import type { ReleaseSet } from '../../src/snapshot/release-set.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { answerStatistics } from '../../src/statistics/answer.ts'
import type { StatisticsAnswer } from '../../src/statistics/kinds/kind.ts'
import { kinds as kindsOfStatistics } from '../../src/statistics/kinds/kinds.ts'
import type { JsonRow } from '../../src/vocabulary/results/result-rows.ts'
import { service } from '../service.ts'
import { asWritten } from './answered.ts'
import {
  type Brute,
  type CourtAsked,
  courtOf,
  durationsBy,
  pathwaysBy,
  pendingBy,
  type Row
} from './brute-force-cases.ts'
import { asMany, dice } from './dice.ts'

const questions = asMany(170)
const seed = 20_261_127

const shared = ['nationality', 'case_type', 'claim_type', 'court', 'custody', 'represented', 'sex']
const durations = [
  ...['days_to_decision_p25', 'days_to_decision_median', 'days_to_decision_p75', 'days_to_decision_p90'],
  ...['share_pending', 'km_median']
]
const bands = ['under_6_months', '6_to_12_months', '1_to_2_years', '2_to_3_years', '3_to_5_years']
const groupsOf = [
  ['EU'],
  ['OECD'],
  ['UN_AFRICA'],
  ['EU', 'UN_ASIA'],
  ['UN_CENTRAL_AMERICA', 'OECD'],
  ['UN_SOUTH_AMERICA']
]
const stages = ['first_instance', 'appeal', 'return_decision']
const types = ['asylum', 'withholding', 'torture_convention', 'not_split']

t.test(
  'what waits, how long it takes and which ways cases go are what a naive count says',
  {
    timeout: 800_000
  },
  async t => {
    const { database, dataDir } = await service(t)
    const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
    t.teardown(() => snapshots.close())
    const release = snapshots.current().releases.find(({ source }) => source === 'us-eoir-cases')
    if (release === undefined) throw new Error('the shipped sample of the courts is not there')
    const as_at = dayOf(release)
    const court = await courtOf(database.pool, release.release_id, as_at)
    const roll = dice(seed)
    const rollGroups = dice(seed + 1)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
    const some = <T>(from: readonly T[], most: number): T[] => [
      ...new Set(Array.from({ length: Math.floor(roll() * (most + 1)) }, () => pick(from)))
    ]
    const wordsOf = (row: Row, name: string): string => (row[name] === null ? 'UNK' : String(row[name]))

    const asking = (names: readonly string[], groups: readonly string[]): CourtAsked => {
      const filters: Record<string, string[]> = {}
      for (const name of names)
        if (roll() < 0.15)
          filters[name] = [...new Set([wordsOf(pick(court.cases), name), wordsOf(pick(court.cases), name)])]
      if (rollGroups() < 0.3) filters.nationality_group = groupsOf[Math.floor(rollGroups() * 6)] as string[]
      return { filters, group_by: some(groups, 3), include_unknown: roll() < 0.8, min_n: pick([1, 5, 25]) }
    }
    const period = (): { from?: string; to?: string; words: Record<string, string> } => {
      if (roll() < 0.5) return { words: {} }
      const [a, b] = [2005 + Math.floor(roll() * 20), 2005 + Math.floor(roll() * 20)].sort()
      return { from: `${a}-01-01`, to: `${b}-12-31`, words: { period_from: String(a), period_to: String(b) } }
    }
    const common = ({ filters, group_by, include_unknown, min_n }: CourtAsked) => ({
      ...{ source: release.source, release: [release.release], group_by, include_unknown, min_n },
      ...filters
    })

    const kinds: (() => { path: string; query: Record<string, unknown>; expected: Brute; of: string[] })[] = [
      () => {
        const asked = asking(shared, ['waiting_at', 'waiting_time', 'case_status', ...shared])
        if (roll() < 0.3)
          asked.filters.waiting_at = some(['immigration_judge', 'appeal', 'screening_review'], 2)
        if (asked.filters.waiting_at?.length === 0) delete asked.filters.waiting_at
        if (roll() < 0.2) asked.filters.waiting_time = [pick([...bands, 'UNK'])]
        return { path: 'pending', query: common(asked), expected: pendingBy(court, asked), of: [] }
      },
      () => {
        const asked = asking(shared, ['decision_stage', 'application_type', 'year', 'month', ...shared])
        const { words, ...bounds } = period()
        if (roll() < 0.5) asked.filters.decision_stage = [pick(stages)]
        if (roll() < 0.4) asked.filters.application_type = [pick(types)]
        const date_basis = roll() < 0.7 ? 'filed' : 'decided'
        const measures = date_basis === 'filed' ? durations : durations.slice(0, 4)
        const event = roll() < 0.5 ? 'merits' : 'any_completion'
        const all = { ...asked, ...bounds, date_basis, event } as const
        const query = { ...common(asked), ...words, date_basis, event, measures }
        return { path: 'durations', query, expected: durationsBy(court, all, measures), of: stages }
      },
      () => {
        const asked = { ...asking([...shared, 'case_status', 'case_outcome'], []), group_by: [] }
        const { words, ...bounds } = period()
        const { group_by: _, min_n: __, include_unknown: ___, ...query } = { ...common(asked), ...words }
        return {
          path: 'pathways',
          query,
          expected: pathwaysBy(court, { ...asked, ...bounds }),
          of: ['cases']
        }
      }
    ]
    const { pending, durations: ofTime, pathways } = kindsOfStatistics
    const answers: Record<string, (set: ReleaseSet, query: Record<string, unknown>) => Promise<Found>> = {
      pending: async (...asked) => asWritten(await answerStatistics(pending, ...asked)),
      durations: async (...asked) => asWritten(await answerStatistics(ofTime, ...asked)),
      pathways: async (...asked) => asWritten(await answerStatistics(pathways, ...asked))
    }

    const told: Record<string, number> = {}
    await snapshots.use(async set => {
      for (let i = 0; i < questions; i++) {
        const { path, query, expected } = (kinds[i % kinds.length] as (typeof kinds)[number])()
        const found = await (answers[path] as (typeof answers)[string])(set, query).catch(
          (error: Error) => error.message
        )
        const faults = typeof found === 'string' ? [`refused: ${found}`] : differences(found, expected)
        if (faults.length > 0) t.fail(`${path} ${JSON.stringify(query)}: ${faults.slice(0, 3).join('; ')}`)
        else told[path] = (told[path] ?? 0) + 1
        if (expected.cells.size > 0) told[`${path} with cells`] = (told[`${path} with cells`] ?? 0) + 1
      }
    })
    t.comment(JSON.stringify(told))
    for (const path of Object.keys(answers))
      t.ok((told[`${path} with cells`] ?? 0) > questions / 10, `${path} was asked for what there is`)
  }
)

/** What differs, in words. */
function differences({ data, meta, result }: Found, expected: Brute): string[] {
  const faults: string[] = []
  const check = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b))
      faults.push(`${what} is ${JSON.stringify(a)}, not ${JSON.stringify(b)}`)
  }
  const rows = new Map(
    data.map(row => [
      JSON.stringify(result.dimensions.map(name => row[name])),
      row as Record<string, unknown>
    ])
  )
  check('the number of cells', data.length, expected.cells.size)
  for (const [key, cell] of expected.cells) {
    const row = rows.get(key)
    if (row === undefined) {
      faults.push(`${key} is not there`)
      continue
    }
    for (const [name, { value, flags }] of Object.entries(cell)) {
      check(`${name} of ${key}`, row[name], value)
      const shown = ((row.flags as Record<string, string[]> | undefined)?.[name] ?? []).filter(
        flag => flag !== 'partial'
      )
      check(`the flags of ${name} of ${key}`, shown, flags)
    }
  }
  // What rejected rows count is not known: they stand beside what is in scope.
  const blocks = Object.values(meta.reconciliation as Record<string, Block>).map(block => ({
    ...block,
    left_out: block.left_out.filter(({ reason }) => reason !== 'rejected')
  }))
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)
  check('in scope', sum(blocks.map(({ in_scope }) => in_scope)), expected.in_scope)
  const left_out: Record<string, number> = {}
  for (const { reason, count } of blocks.flatMap(block => block.left_out))
    left_out[reason] = (left_out[reason] ?? 0) + count
  check('left out', Object.entries(left_out).sort(), Object.entries(expected.left_out).sort())
  for (const block of blocks)
    check('the identity', block.in_scope, block.sum_of_cells + sum(block.left_out.map(({ count }) => count)))
  return faults
}

interface Found extends Pick<StatisticsAnswer, 'result'> {
  data: JsonRow[]
  meta: Pick<StatisticsAnswer['meta'], 'reconciliation'>
}

interface Block {
  in_scope: number
  sum_of_cells: number
  left_out: { reason: string; count: number }[]
}
