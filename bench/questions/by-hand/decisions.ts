import { type ByHand, fiscalYear, month, rate, wilson, year } from './text.ts'

const asylum = "decision_stage = 'first_instance' and application_type = 'asylum'"
const isGranted = "outcome_group = 'refugee_status'"
const isMerits = "outcome_group in ('refugee_status', 'rejected')"
const isFear = "outcome_group in ('fear_found', 'fear_not_found')"

/** Counts of decisions that meet a condition. */
const counted = (by: string, condition: string): string =>
  `select ${by}, count(*) as decisions from decisions where ${condition}`

/** Decisions, and of those how many a rate has above and below its line. */
const ofMerits = (by: string, condition: string): string =>
  counted(
    `${by}, count(*) filter (where ${isGranted}) as granted, count(*) filter (where ${isMerits}) as merits`,
    condition
  )

/** Decisions, how many of them found fear, and how many decided on it. */
const ofFear = (by: string, condition: string): string =>
  counted(
    `${by}, count(*) filter (where outcome_group = 'fear_found') as found, count(*) filter (where ${isFear}) as n`,
    `decision_stage = 'screening_review'${condition}`
  )

const merits = rate('grant_rate.merits', 'granted', 'merits')

/** Decisions of judges on fear, on asylum and on the return. */
export const decisionsByHand: readonly ByHand[] = [
  {
    asks: 'How many screenings of fear did judges review, and how did they end, year by year?',
    by: ['screening_type', 'year', 'outcome'],
    sql: () =>
      `${counted(
        `screening_type, ${fiscalYear('decided_on')} as year, outcome`,
        "decision_stage = 'screening_review' and decided_on is not null"
      )} group by 1, 2, 3 order by 1, 2, 3`
  },
  {
    asks: 'Of Russians, how many reviews ended with no credible fear?',
    by: ['outcome', 'year'],
    sql: () =>
      `${counted(
        `outcome, ${year('decided_on')} as year`,
        "decision_stage = 'screening_review' and screening_type = 'credible_fear' and nationality = 'RUS' and decided_on is not null"
      )} group by 1, 2 order by 1, 2`
  },
  {
    asks: 'How often do judges vacate a finding of no fear, by nationality?',
    by: ['screening_type', 'nationality'],
    sql: () => `select screening_type, nationality, decisions, ${rate('fear_found_rate', 'found', 'n')}, ${wilson('fear_found_rate', 'found', 'n')}
from (${ofFear('screening_type, nationality', '')} group by 1, 2) of_each order by 1, 2`
  },
  {
    asks: 'Which courts vacate most often?',
    by: ['court'],
    sql: () => `select court, decisions, ${rate('fear_found_rate', 'found', 'n')}
from (${ofFear('court', " and screening_type = 'credible_fear'")} group by 1) of_each
order by fear_found_rate desc, 1`
  },
  {
    asks: 'How many people were granted asylum by judges, year by year?',
    by: ['year'],
    sql: () =>
      `${counted(
        `${fiscalYear('decided_on')} as year`,
        `${asylum} and outcome = 'refugee_status_granted' and decided_on is not null`
      )} group by 1 order by 1`
  },
  {
    asks: 'What became of asylum applications, by outcome and year?',
    by: ['outcome', 'year'],
    sql: () =>
      `${counted(`outcome, ${year('decided_on')} as year`, `${asylum} and decided_on is not null`)} group by 1, 2 order by 1, 2`
  },
  {
    asks: 'How does the share granted on the merits differ by nationality?',
    by: ['nationality'],
    sql: () =>
      `select nationality, decisions, ${merits} from (${ofMerits('nationality', asylum)} group by 1) of_each order by decisions desc, 1`
  },
  {
    asks: 'And by court, with intervals?',
    by: ['court'],
    sql: () => `select court, decisions, ${merits}, ${wilson('grant_rate.merits', 'granted', 'merits')},
  ${rate('grant_rate.all_completions', 'granted', 'completions')}, ${wilson('grant_rate.all_completions', 'granted', 'completions')}
from (${ofMerits("court, count(*) filter (where outcome_group <> 'pending') as completions", asylum)} group by court) of_each order by court`
  },
  {
    asks: 'Does a lawyer on file go with another outcome?',
    by: ['represented'],
    sql: () =>
      `select represented, decisions, ${merits} from (${ofMerits('represented', asylum)} group by 1) of_each order by 1`
  },
  {
    asks: 'Detained or not?',
    by: ['custody', 'year'],
    sql: () => `select custody, year, decisions, ${merits}
from (${ofMerits(`custody, ${year('decided_on')} as year`, `${asylum} and decided_on is not null`)} group by 1, 2) of_each order by 1, 2`
  },
  {
    asks: 'How many distinct asylum applications were decided each year?',
    by: ['year'],
    sql: () => `select ${fiscalYear('decided_on')} as year, count(distinct case_id) as applications
from decisions where ${asylum} and decided_on is not null group by 1 order by 1`
  },
  {
    asks: 'How many removal orders, by country of return?',
    by: ['country_of_return'],
    sql: () =>
      `${counted('country_of_return', "decision_stage = 'return_decision' and outcome = 'removal_ordered'")} group by 1 order by decisions desc, 1`
  },
  {
    asks: "How many of those were ordered in the person's absence?",
    by: ['in_absentia', 'year'],
    sql: () =>
      `${counted(
        `in_absentia, ${year('decided_on')} as year`,
        "decision_stage = 'return_decision' and outcome = 'removal_ordered' and decided_on is not null"
      )} group by 1, 2 order by 1, 2`
  },
  {
    asks: 'How many orders to Russia month by month?',
    by: ['month'],
    sql: () =>
      `${counted(
        `${month('decided_on')} as month`,
        "decision_stage = 'return_decision' and country_of_return = 'RUS' and decided_on is not null"
      )} group by 1 order by 1`
  },
  {
    asks: 'Orders to a country, by nationality of those ordered?',
    by: ['nationality'],
    sql: () =>
      `${counted('nationality', "decision_stage = 'return_decision' and country_of_return = 'MEX'")} group by 1 order by 1`
  },
  {
    asks: 'Was a return ordered more often of those who had asked for protection?',
    by: ['protection_claim', 'year'],
    sql: () => `select protection_claim, year, decisions, ${rate('return_ordered_rate', 'ordered', 'n')}, ${rate('removal_ordered_rate', 'removed', 'n')}
from (select protection_claim, ${year('decided_on')} as year, count(*) as decisions,
    count(*) filter (where outcome_group = 'return_ordered') as ordered,
    count(*) filter (where outcome = 'removal_ordered') as removed,
    count(*) filter (where outcome_group in ('return_ordered', 'return_withheld', 'return_not_ordered')) as n
  from decisions where decision_stage = 'return_decision' and decided_on is not null group by 1, 2) of_each order by 1, 2`
  },
  {
    asks: 'How many removals were withheld?',
    by: ['nationality', 'year'],
    sql: () =>
      `${counted(
        `nationality, ${year('decided_on')} as year`,
        "decision_stage = 'return_decision' and outcome = 'removal_ordered_withheld' and decided_on is not null"
      )} group by 1, 2 order by 1, 2`
  }
]
