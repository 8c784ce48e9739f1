import type { Dimension } from '../../../../vocabulary/measures/dimension.ts'
import type { SubjectName } from '../../../../vocabulary/measures/subject.ts'

interface SubjectFields {
  /** The countries that most questions name. */
  countries: readonly [Dimension, Dimension]
  /** A closed list that most questions choose from. */
  choice: Dimension
  /** What the answer can be shown by, first what a new question is shown by. */
  shows: readonly (readonly Dimension[])[]
}

/** The fields of the form that stand before all others, by what is counted. All other filters are among the further ones. */
export const subjectFields = {
  decisions: {
    countries: ['nationality', 'country_of_asylum'],
    choice: 'decision_stage',
    shows: [
      ['year', 'outcome_group'],
      ['outcome_group'],
      ['year'],
      ['decision_stage', 'outcome_group'],
      ['nationality', 'outcome_group'],
      ['country_of_asylum', 'outcome_group']
    ]
  },
  cases: {
    countries: ['nationality', 'country_of_return'],
    choice: 'case_status',
    shows: [['year', 'case_status'], ['case_status'], ['case_outcome'], ['year'], ['nationality']]
  },
  returns: {
    countries: ['nationality', 'country_of_return'],
    choice: 'return_type',
    shows: [
      ['year', 'return_type'],
      ['return_type'],
      ['year'],
      ['quarter', 'return_type'],
      ['nationality', 'return_type'],
      ['country_of_return', 'return_type']
    ]
  },
  applications: {
    countries: ['nationality', 'country_of_asylum'],
    choice: 'decision_stage',
    shows: [
      ['year', 'decision_stage'],
      ['year'],
      ['decision_stage'],
      ['nationality', 'year'],
      ['country_of_asylum', 'year']
    ]
  }
} as const satisfies Record<SubjectName, SubjectFields>
