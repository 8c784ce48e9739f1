import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { type DecisionStage, decisionStages, stageDefinitions } from '../vocabulary/decision-stage.ts'
import { stageDefinition } from '../vocabulary/labels/definitions.ts'
import { labelOf } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { type Outcome, outcomeDefinitions, outcomes } from '../vocabulary/outcome.ts'
import { namesMeant, Problem } from '../vocabulary/problem.ts'
import type { RecordStore } from './statement.ts'
import { sourceCodesOf } from './vocabulary/code-lists.ts'
import { wholeList } from './whole-list.ts'

/** The stages in their order, each with who decides at it, what is counted there and the sources' own codes. */
export async function allStages(database: Pick<RecordStore, 'db'>, set: ReleaseSet, lang: Language = 'en') {
  const [codes, found] = await Promise.all([sourceCodesOf(database, 'decision_stage'), foundAt(set)])
  return wholeList(
    decisionStages.map((decision_stage, index) => ({
      decision_stage,
      order: index + 1,
      label: stageDefinitions[decision_stage].label[lang],
      definition: stageDefinition(
        { name: decision_stage, definition: stageDefinitions[decision_stage].definition },
        lang
      ),
      authorities: [...(found.get(decision_stage)?.authorities ?? [])].sort(),
      units: [...(found.get(decision_stage)?.units ?? [])].sort(),
      source_codes: codes.get(decision_stage) ?? []
    }))
  )
}

/** One stage. Throws not-found. */
export async function oneStage(
  database: Pick<RecordStore, 'db'>,
  set: ReleaseSet,
  stage: string,
  lang?: Language
) {
  const { data } = await allStages(database, set, lang)
  const found = data.find(({ decision_stage }) => decision_stage === stage)
  if (!found)
    throw new Problem(
      'not-found',
      said('no_stage', { stage: stage.slice(0, 100), names: decisionStages.join(', ') }),
      [{ parameter: 'stage', code: 'not-found', did_you_mean: namesMeant(stage, decisionStages) }]
    )
  return found as typeof found & { decision_stage: DecisionStage }
}

/** The authorities and units that current releases have at each stage. */
async function foundAt(set: ReleaseSet) {
  const found = new Map<string, { authorities: Set<string>; units: Set<string> }>()
  const current = set.releases.filter(({ status, synthetic }) => status === 'current' && !synthetic)
  const rows = await Promise.all(
    current.flatMap(release => tablesWithStages(release).map(each => stageRows(set, each)))
  )
  for (const [stage, authority, unit] of rows.flat()) {
    const at = found.get(stage) ?? { authorities: new Set(), units: new Set() }
    found.set(stage, at)
    if (authority) at.authorities.add(authority)
    at.units.add(unit)
  }
  return found
}

interface StageTable {
  from: string
  unit: string
  /** The condition of its decisions. */
  rows: string
}

function tablesWithStages({ release_id, tables }: ReleaseEntry): StageTable[] {
  return [
    ...(tables.decisions ? [{ from: `r${release_id}.decisions`, unit: `'decisions'`, rows: 'true' }] : []),
    ...(tables.published_counts
      ? [
          {
            ...{ from: `r${release_id}.published_counts`, unit: 'unit::varchar' },
            rows: "subject = 'decisions'"
          }
        ]
      : [])
  ]
}

async function stageRows(
  set: ReleaseSet,
  { from, unit, rows: own }: StageTable
): Promise<[string, string | null, string][]> {
  const { columns, rows } = await set.query(
    `select distinct decision_stage::varchar, authority::varchar, ${unit} from ${from} where decision_stage is not null and ${own}`
  )
  return Array.from({ length: rows }, (_, i) => [
    String(columns[0]?.[i]),
    (columns[1]?.[i] as string | null) ?? null,
    String(columns[2]?.[i])
  ])
}

/** Outcomes with their groups, effects, the stages that have them, and the sources' own codes. */
export async function allOutcomes(database: Pick<RecordStore, 'db'>, lang: Language = 'en') {
  const codes = await sourceCodesOf(database, 'outcome')
  return wholeList(
    outcomes.map(outcome => ({ ...outcomeRow(outcome, lang), source_codes: codes.get(outcome) ?? [] }))
  )
}

function outcomeRow(outcome: Outcome, lang: Language) {
  const { group, effect, stages } = outcomeDefinitions[outcome]
  const onWho = group === 'appeal_dismissed' || group === 'appeal_sustained' || group === 'remanded'
  return {
    outcome,
    label: labelOf('outcome', outcome, lang),
    outcome_group: group,
    effect,
    effect_depends_on_appellant: onWho,
    decision_stages: stages === 'any' ? [...decisionStages] : [...stages]
  }
}
