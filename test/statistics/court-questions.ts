import { readFile } from 'node:fs/promises'
import { projectRoot } from '../../src/root.ts'

/** What journalists ask of the court's cases. */
export const usualQuestions = async (): Promise<string[]> => {
  const questions = JSON.parse(await readFile(`${projectRoot}/bench/questions/questions.json`, 'utf8')) as {
    path: string
  }[]
  return questions.map(({ path }) => path)
}

/** Other ways to put rows together: bounds, other clocks, unknown ones left out, and what no rollup has. */
export const otherQuestions: readonly string[] = [
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=month,outcome&period_from=2019-03&period_to=2021-11',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=year&date_basis=filed',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=nationality,court&include_unknown=false',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=sex,custody,represented&year_basis=uk_fiscal',
  '/v1/statistics/decisions?source=us-eoir-cases&measures=applications&group_by=nationality,year',
  '/v1/statistics/cases?source=us-eoir-cases&group_by=year,protection_claim',
  '/v1/statistics/cases?source=us-eoir-cases&application_type=asylum&group_by=quarter',
  '/v1/statistics/cases?source=us-eoir-cases&date_basis=decided&group_by=year',
  '/v1/statistics/pending?source=us-eoir-cases&group_by=nationality,court',
  '/v1/statistics/pending?source=us-eoir-cases&group_by=custody,waiting_time&include_unknown=false',
  '/v1/statistics/durations?source=us-eoir-cases&group_by=quarter&period_from=2018-Q2&period_to=2020-Q1',
  '/v1/statistics/durations?source=us-eoir-cases&group_by=year&period_from=2018-02',
  '/v1/statistics/durations?source=us-eoir-cases&group_by=month,nationality&decision_stage=first_instance',
  '/v1/statistics/durations?source=us-eoir-cases&date_basis=decided&group_by=year',
  '/v1/statistics/durations?source=us-eoir-cases&group_by=custody,represented&include_unknown=false',
  '/v1/statistics/durations?source=us-eoir-cases&event=merits&group_by=year',
  '/v1/statistics/durations?source=us-eoir-cases&event=merits&group_by=custody,month&application_type=asylum',
  '/v1/statistics/pathways?source=us-eoir-cases&nationality=RUS&period_from=2016&period_to=2022-05'
]
