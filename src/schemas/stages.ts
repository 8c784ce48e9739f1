import { Type } from 'typebox'
import { Authority } from '../vocabulary/authority.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { Effect, Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { Unit } from '../vocabulary/unit.ts'
import { SourceCodeSchema, sourceCodeExample } from './code-lists.ts'
import { exactly } from './envelope.ts'
import { OutcomeSummary, outcomeSummaryExample } from './outcome-summary.ts'
import { ref } from './reference.ts'

const stageMembers = {
  decision_stage: ref(DecisionStage),
  order: Type.Integer({ description: 'Place in the procedure, from 1.' }),
  label: Type.String(),
  definition: Type.String(),
  authorities: Type.Array(ref(Authority), { description: 'Those in the current releases.' }),
  units: Type.Array(ref(Unit), {
    description: 'What the current releases count here; never added to one another.'
  }),
  source_codes: Type.Array(ref(SourceCodeSchema))
}
export const Stage = exactly(stageMembers, { $id: 'Stage' })

export const StageItem = exactly(
  {
    ...stageMembers,
    outcome_summary: Type.Array(ref(OutcomeSummary), {
      description: 'One block a source and unit. Blocks are never added.'
    })
  },
  { $id: 'StageItem' }
)

export const OutcomeRow = exactly(
  {
    outcome: ref(Outcome),
    label: Type.String({ description: 'In the language of lang.' }),
    outcome_group: ref(OutcomeGroup),
    effect: ref(Effect),
    effect_depends_on_appellant: Type.Boolean({
      description:
        'True: the effect stands for an appeal of the applicant; a government’s appeal reverses it.'
    }),
    decision_stages: Type.Array(ref(DecisionStage)),
    source_codes: Type.Array(ref(SourceCodeSchema))
  },
  { $id: 'OutcomeRow' }
)

export const stageExample = {
  decision_stage: 'first_instance',
  order: 3,
  label: 'First instance',
  definition: 'The first decision on the claim itself.',
  authorities: ['government'],
  units: ['persons'],
  source_codes: [sourceCodeExample]
}
export const stageItemExample = { ...stageExample, outcome_summary: [outcomeSummaryExample] }
export const outcomeRowExample = {
  outcome: 'refugee_status_granted',
  label: 'Refugee status granted',
  outcome_group: 'refugee_status',
  effect: 'favourable',
  effect_depends_on_appellant: false,
  decision_stages: ['first_instance', 'repeat_application', 'appeal', 'judicial_review', 'mixed'],
  source_codes: []
}
