import type { SubjectName } from '../../../vocabulary/measures/subject.ts'

interface ReadyQuestion {
  of: SubjectName
  query: Readonly<Record<string, string>> & { source: string }
}

/** Questions that are shown before one is asked: those whose source is loaded. */
export const readyQuestions: readonly ReadyQuestion[] = [
  {
    of: 'decisions',
    query: {
      ...{ source: 'unhcr-asylum-decisions', nationality: 'RUS', country_of_asylum: 'DEU' },
      ...{
        decision_stage: 'first_instance',
        period_from: '2021',
        period_to: '2025',
        group_by: 'year,outcome_group'
      }
    }
  },
  {
    of: 'decisions',
    query: {
      source: 'us-credible-fear',
      decision_stage: 'screening',
      period_from: 'FY2016',
      period_to: 'FY2021',
      group_by: 'year,outcome_group'
    }
  },
  {
    of: 'applications',
    query: {
      ...{ source: 'unhcr-asylum-applications', nationality: 'RUS', country_of_asylum: 'DEU' },
      ...{ period_from: '2021', period_to: '2025', group_by: 'year' }
    }
  },
  {
    of: 'returns',
    query: {
      ...{ source: 'gb-returns', country_of_return: 'SYR', return_type: 'enforced' },
      ...{ group_by: 'year' }
    }
  }
]
