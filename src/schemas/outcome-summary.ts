import { Type } from 'typebox'
import { CellStatus } from '../vocabulary/cell-status.ts'
import * as closed from '../vocabulary/closed-lists.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { Unit } from '../vocabulary/unit.ts'
import { CaveatNoteSchema, exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

const text = Type.String()

/** Outcomes of one source in one unit, split by the dimensions that are never added. */
export const OutcomeSummary = exactly(
  {
    source: text,
    series: text,
    release: text,
    synthetic: Type.Boolean(),
    unit: ref(Unit),
    period_from: orNull(Type.String({ format: 'date' })),
    period_to: orNull(Type.String({ format: 'date' })),
    not_answered: orNull(text, { description: 'Why this source gives no summary; null where it does.' }),
    rows: Type.Array(
      exactly({
        decision_stage: ref(DecisionStage),
        source_level: orNull(text),
        application_type: orNull(ref(closed.ApplicationType)),
        screening_type: orNull(ref(closed.ScreeningType)),
        outcome: ref(Outcome),
        outcome_group: ref(OutcomeGroup),
        value: orNull(Type.Integer(), { description: 'null is not 0: the flags say why.' }),
        flags: Type.Array(ref(CellStatus))
      })
    ),
    caveats: Type.Array(ref(CaveatNoteSchema)),
    url: Type.String({ description: 'The same question to the statistics.' })
  },
  { $id: 'OutcomeSummary' }
)

export const outcomeSummaryExample = {
  source: 'us-credible-fear',
  series: 'by-nationality',
  release: 'fy2016-2021-starter',
  synthetic: false,
  unit: 'cases',
  period_from: '2015-10-01',
  period_to: '2021-09-30',
  not_answered: null,
  rows: [
    {
      decision_stage: 'screening',
      source_level: null,
      application_type: null,
      screening_type: 'credible_fear',
      outcome: 'fear_found',
      outcome_group: 'fear_found',
      value: null,
      flags: ['suppressed']
    }
  ],
  caveats: [],
  url: '/v1/statistics/decisions?source=us-credible-fear&decision_stage=screening&group_by=outcome&unit=cases'
}
