import { type ByHand, rate, year } from './text.ts'

/** Other appeals, such as those from motions, are no case that is appealed. */
const isAppeal = "decision_stage = 'appeal' and lower(appeal_type) = 'case appeal'"

/** Appeals, what federal courts decided, and all stages together. */
export const appealsByHand: readonly ByHand[] = [
  {
    asks: 'How do appeals end, by who appealed?',
    by: ['appealed_by', 'outcome'],
    sql: () =>
      `select appealed_by, outcome, count(*) as decisions from decisions where ${isAppeal} group by 1, 2 order by 1, 2`
  },
  {
    asks: 'How often do applicants win an appeal, by year?',
    by: ['year'],
    sql: () => `select year, decisions, ${rate('appeal_sustained_rate', 'won', 'n')}
from (select ${year('decided_on')} as year, count(*) as decisions,
    count(*) filter (where outcome_group in ('appeal_sustained', 'remanded')) as won,
    count(*) filter (where outcome_group in ('appeal_sustained', 'remanded', 'appeal_dismissed')) as n
  from decisions where ${isAppeal} and appealed_by = 'applicant' and decided_on is not null group by 1) of_each order by 1`
  },
  {
    asks: 'What did federal courts send back?',
    by: ['outcome'],
    sql: () =>
      "select outcome, count(*) as decisions from decisions where decision_stage = 'judicial_review' group by 1 order by 1"
  },
  {
    asks: 'The whole docket by stage, outcome, nationality and year?',
    by: ['decision_stage', 'application_type', 'screening_type', 'outcome', 'nationality', 'year'],
    sql: () => `select decision_stage, application_type, screening_type, outcome, nationality, ${year('decided_on')} as year, count(*) as decisions
from decisions where decided_on >= date '2016-01-01' and (decision_stage <> 'appeal' or lower(appeal_type) = 'case appeal')
group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`
  }
]
