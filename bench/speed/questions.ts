import path from 'node:path'
import type pg from 'pg'
import { openDatabase } from '../../src/database/connect.ts'
import { type AskedTwice, askedTwice } from '../questions/by-hand/catalogue.ts'
import { type Engine, rowsInDuckDB, rowsInPostgres } from '../questions/by-hand/engines.ts'
import { askedInTurns, compareAll, dayOfRelease, freshService, type Pair } from './asking-twice.ts'
import { courtData, ownFolder } from './court/court.ts'
import { type Spread, spreadOf } from './rounds.ts'
import type { Finding, Row } from './row.ts'

/** How many times as long the SQL by hand takes. */
interface Goal {
  /** In the middle of the questions. */
  median: number
  /** Of each question. */
  least?: number
}

interface Against {
  id: string
  rows: string
  goal: Goal
  engine(pool: pg.Pool, folder: string): Promise<Engine>
  /** Whether the processor time of the engine is that of this process. */
  is_here: boolean
}

const slower = 1.2

const againsts: readonly Against[] = [
  {
    ...{ id: 'questions-duckdb', rows: 'in DuckDB', goal: { median: 3, least: 1 / slower }, is_here: true },
    engine: (pool, folder) => rowsInDuckDB(pool, path.join(folder, 'rows.duckdb'))
  },
  {
    ...{ id: 'questions-postgres', rows: 'in Postgres', goal: { median: 100 }, is_here: false },
    engine: pool => rowsInPostgres(pool)
  }
]

/** The questions of journalists, never asked before in their process, beside the same SQL by hand on the rows of the release. */
export const questionRows: readonly Row[] = againsts.map(against => ({
  id: against.id,
  work: `30 questions, cold, over HTTP, by the clock, against the same SQL by hand ${against.rows} on the rows`,
  goal: `median ≥ ${against.goal.median} × faster${against.goal.least ? `, each at most ${slower} × slower` : ''}`,
  measure: rounds => measured(against, rounds)
}))

async function measured(against: Against, rounds: number): Promise<Finding> {
  const { folder, end } = await ownFolder()
  try {
    const dataDir = await courtData(folder)
    const database = await openDatabase({ dataDir })
    try {
      const engine = await against.engine(database.pool, folder)
      try {
        return await measuredOn(against, engine, dataDir, rounds)
      } finally {
        await engine.close()
      }
    } finally {
      await database.close()
    }
  } finally {
    await end()
  }
}

async function measuredOn(
  against: Against,
  engine: Engine,
  folder: string,
  rounds: number
): Promise<Finding> {
  const questions = await askedTwice()
  const found: Pair[][] = []
  let [as_at, same] = ['', 0]
  // The first service is compared, which also makes the engine read all of its tables. Each round has a new one.
  for (let round = -1; round < rounds; round++) {
    const service = await freshService(folder)
    try {
      if (round >= 0) found.push(await askedInTurns(service, engine, questions, as_at, round))
      else {
        as_at = await dayOfRelease(service)
        same = await compareAll(service, engine, questions, as_at)
      }
    } finally {
      await service.stop()
    }
  }
  return finding(against, questions, found, [`${same} figures the same as by hand, ${engine.name}`])
}

function finding(
  { goal, is_here }: Against,
  questions: readonly AskedTwice[],
  found: readonly Pair[][],
  details: string[]
): Finding {
  const ofEach = questions.map(({ asks }, i) => {
    const pairs = found.map(round => round[i] as Pair)
    const faster = (by: 'wall' | 'cpu') => spreadOf(pairs.map(({ ours, by_hand }) => by_hand[by] / ours[by]))
    const median = (who: keyof Pair) => spreadOf(pairs.map(pair => pair[who].wall)).median
    return {
      asks,
      wall: faster('wall'),
      cpu: faster('cpu'),
      ours: median('ours'),
      by_hand: median('by_hand')
    }
  })
  const all = spreadOf(ofEach.map(({ wall }) => wall.median))
  const least = goal.least ?? 0
  const slow = ofEach.filter(({ wall }) => wall.median < least).length
  const by_cpu = spreadOf(ofEach.map(({ cpu }) => cpu.median))
  return {
    found: `${times(all)} faster${goal.least ? `; ${slow} of ${questions.length} more than ${slower} × slower` : ''}`,
    is_met: all.median >= goal.median && slow === 0,
    details: [
      ...details,
      ...(is_here ? [`by processor time ${times(by_cpu)}`] : []),
      '| question | service, ms | by hand, ms | × faster | by processor time |',
      '|---|---|---|---|---|',
      ...ofEach.map(
        ({ asks, wall, cpu, ours, by_hand }) =>
          `| ${asks} | ${ours.toFixed(1)} | ${by_hand.toFixed(1)} | ${times(wall)} | ${is_here ? times(cpu) : '–'} |`
      )
    ]
  }
}

/** Median, and in brackets the least and the most. */
const times = ({ least, median, most }: Spread): string =>
  `${median.toPrecision(2)} × (${least.toPrecision(2)}–${most.toPrecision(2)})`
