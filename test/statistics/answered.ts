import type { ReleaseSet } from '../../src/snapshot/release-set.ts'
import { answer as answerOf } from '../../src/statistics/answer.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { flatHeader, flatRows, jsonRows } from '../../src/vocabulary/results/result-rows.ts'
import type { ResultTable } from '../../src/vocabulary/results/result-table.ts'

/** An answer with its rows as JSON has them, and as CSV and NDJSON do. */
export const asWritten = <A extends { result: ResultTable }>(found: A) => ({
  ...found,
  data: jsonRows(found.result),
  table: { header: flatHeader(found.result), batches: [...flatRows(found.result)] }
})

export const answer = async (
  set: Pick<ReleaseSet, 'releases' | 'query' | 'queryPacked'>,
  question: Question
) => asWritten(await answerOf(set, question))
