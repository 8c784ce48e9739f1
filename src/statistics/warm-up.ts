import { setImmediate as pause } from 'node:timers/promises'
import type { ReleaseSet, Snapshots } from '../snapshot/release-set.ts'
import { Problem } from '../vocabulary/problem.ts'
import { answer, answerStatistics } from './answer.ts'
import { kinds } from './kinds/kinds.ts'
import { subjects } from './kinds/subject.ts'

/** Releases with fewer cases give a fast first answer as well. */
const leastRecords = 100_000
/** After two rounds a query is as fast as after many. */
const rounds = 2

interface Release {
  source: string
  series: string
  release: [string]
}

/** The broadest questions of each kind. They come from no client. */
const questions: readonly ((set: ReleaseSet, release: Release) => Promise<unknown>)[] = [
  (set, release) => answer(set, { ...release, group_by: ['nationality'] }),
  (set, release) => answer(set, { ...release, group_by: ['outcome', 'year'] }),
  (set, release) => answer(set, { ...release, group_by: ['outcome', 'year'], unit: 'applications' }),
  (set, release) => answer(set, { ...release, group_by: ['nationality', 'year'], subject: subjects.cases }),
  (set, release) => answerStatistics(kinds.pending, set, { ...release, group_by: ['nationality'] }),
  (set, release) => answerStatistics(kinds.durations, set, { ...release, group_by: ['year'] }),
  (set, release) => answerStatistics(kinds.durations, set, { ...release, group_by: ['nationality'] }),
  (set, release) => answerStatistics(kinds.pathways, set, { ...release })
]

/**
 * Puts questions of each kind to the large releases that answer by default, so that the first requests are no slower
 * than later ones: a new process has read none of its files and has run none of its code. The answers are discarded.
 * Runs one question at a time until `stop` is aborted; returns how many were answered. A kind that a release cannot
 * answer is skipped.
 */
export async function warmUp(snapshots: Snapshots, stop: AbortSignal, least = leastRecords): Promise<number> {
  let answered = 0
  for (let round = 0; round < rounds; round++)
    for (const ask of questions)
      for (const release of releasesOf(snapshots, least)) {
        await pause()
        if (stop.aborted) return answered
        try {
          await snapshots.use(set => ask(set, release))
          answered++
        } catch (error) {
          if (!(error instanceof Problem)) throw error
        }
      }
  return answered
}

const releasesOf = (snapshots: Snapshots, least: number): Release[] =>
  snapshots
    .current()
    .releases.filter(({ status, tables }) => status === 'current' && (tables.cases?.rows ?? 0) >= least)
    .map(({ source, series, release }) => ({ source, series, release: [release] }))
