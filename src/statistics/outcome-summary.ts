import { setImmediate as turn } from 'node:timers/promises'
import { figureSubjectsOf, type ReleaseEntry, type TableCard } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { DecisionStage } from '../vocabulary/decision-stage.ts'
import { subjectDefinitions } from '../vocabulary/measures/subject.ts'
import { type Outcome, outcomeDefinitions } from '../vocabulary/outcome.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { ResultRow } from '../vocabulary/results/result-table.ts'
import type { Unit } from '../vocabulary/unit.ts'
import { answer } from './answer.ts'
import { parametersOf, type Question, queryString } from './question/question.ts'

interface Wanted {
  /** One stage; left out, every stage, in separate rows. */
  decision_stage?: DecisionStage
  nationality?: string
  /** The sources to read; left out, all except synthetic ones and those that answer only when they are named. */
  sources?: readonly string[]
}

/**
 * Decisions by outcome from current releases, one block for each source and unit. They are read through the statistics
 * pipeline, so that totals, withheld cells and splits are handled in the same way.
 */
export async function outcomeSummaries(set: ReleaseSet, wanted: Wanted) {
  const releases = set.releases.filter(
    release => isWanted(release, wanted) && unitsOf(release, wanted).length > 0
  )
  const asked = releases.flatMap(release => unitsOf(release, wanted).map(unit => ({ release, unit })))
  const blocks = await Promise.all(
    asked.map(async ({ release, unit }, place) => {
      await turns(place)
      return summary(set, release, unit, wanted)
    })
  )
  return { blocks, releases }
}

/** Waits for so many turns of the event loop, so that what is begun for many sources is not begun in one. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await turn()
}

function isWanted(release: ReleaseEntry, { sources }: Wanted): boolean {
  if (release.status !== 'current') return false
  return sources ? sources.includes(release.source) : !release.synthetic && !release.about.only_when_named
}

/** Records are counted as decisions only. Counting those of one application once is left to a separate request. */
function unitsOf({ tables }: ReleaseEntry, { decision_stage }: Wanted): Unit[] {
  const { decisions, published_counts } = tables
  const has = (card: TableCard): boolean =>
    decision_stage ? card.decision_stages.includes(decision_stage) : card.decision_stages.length > 0
  const units = [
    ...(decisions && has(decisions) ? [subjectDefinitions.decisions.unit] : []),
    ...(published_counts && has(published_counts) && figureSubjectsOf(published_counts).includes('decisions')
      ? published_counts.units
      : [])
  ]
  return [...new Set(units)]
}

async function summary(set: ReleaseSet, release: ReleaseEntry, unit: Unit, wanted: Wanted) {
  const question = questionOf(release, unit, wanted)
  const head = {
    source: release.source,
    series: release.series,
    release: release.release,
    synthetic: release.synthetic,
    unit
  }
  const url = `/v1/statistics/decisions?${queryString(parametersOf(question))}`
  try {
    const { result, meta, caveats } = await answer(set, question)
    const { from, to } = meta.period
    const rows = result.rows.map(row => rowOf(row, unit, wanted))
    return { ...head, period_from: from, period_to: to, not_answered: null, rows, caveats, url }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return {
      ...head,
      period_from: null,
      period_to: null,
      not_answered: error.detail,
      rows: [],
      caveats: [],
      url
    }
  }
}

function questionOf({ source, series, release }: ReleaseEntry, unit: Unit, wanted: Wanted): Question {
  const { decision_stage, nationality } = wanted
  return {
    source,
    series,
    release: [release],
    unit,
    measures: [unit],
    group_by: decision_stage ? ['outcome'] : ['decision_stage', 'outcome'],
    filters: {
      ...(decision_stage ? { decision_stage: [decision_stage] } : {}),
      ...(nationality ? { nationality: [nationality] } : {})
    }
  }
}

function rowOf({ words, numbers, flags }: ResultRow, unit: Unit, { decision_stage }: Wanted) {
  const outcome = words.outcome as Outcome
  return {
    decision_stage: decision_stage ?? words.decision_stage,
    source_level: words.source_level ?? null,
    application_type: words.application_type ?? null,
    screening_type: words.screening_type ?? null,
    outcome,
    outcome_group: outcomeDefinitions[outcome].group,
    value: numbers[unit] ?? null,
    flags: flags[unit] ?? []
  }
}
