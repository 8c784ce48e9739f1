import t from 'tap'
import { service } from '../service.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { casesAsRows, courtFiles, courtFolder, courtRelease, removalCase } from './court-release.ts'

let appeals = 0
/** An appeal of a case, decided on a day or open. */
const appealOf = (id: number, filed: string, decided = '', strFiledBy = 'A') => ({
  ...{ idnAppeal: String(++appeals), idncase: String(id), idnProceeding: String(1000 + id), strFiledBy },
  ...{ strAppealCategory: 'IJ', strAppealType: 'Case Appeal', strCaseType: 'RMV', datAppealFiled: at(filed) },
  ...(decided ? { datBIADecision: at(decided), strBIADecision: 'DIS' } : {})
})

t.test('each open appeal counts, as each decided one does', async t => {
  const rows = {
    ...casesAsRows(Array.from({ length: 12 }, (_, i) => removalCase(i + 1))),
    tblAppeal: [
      // Decided 100, 200, 300 and 400 days after they were filed.
      ...['2021-10-09', '2022-01-17', '2022-04-27', '2022-08-05'].map((day, i) =>
        appealOf(i + 1, '2021-07-01', day)
      ),
      ...[5, 6, 7].map(id => appealOf(id, '2021-07-01')),
      // Two open in one case, the second of the government; one case with a decided and an open one.
      ...[appealOf(9, '2021-07-01'), appealOf(9, '2021-08-01', '', 'I')],
      ...[appealOf(8, '2021-07-01', '2021-08-20'), appealOf(8, '2021-09-01')]
    ]
  }
  const folder = await courtFolder(t, courtFiles(rows))
  const { get, json } = await service(t, {}, courtRelease(folder, 'p', '2023-08-01'))
  const query = 'source=us-eoir-cases&decision_stage=appeal&min_n=1'
  const { data } = await json(`/v1/statistics/durations?${query}`)
  // Of eleven 10/11 wait after 50 days, then 9/11, 8/11, 7/11, and 6/11 to the end: never one half.
  t.match(data, [
    {
      ...{ n: 5, n_pending: 6, n_ended_otherwise: 0, share_pending: 0.545455, km_median: null },
      flags: { km_median: ['not_applicable'] }
    }
  ])
  t.match((await get(`/v1/statistics/durations.csv?${query}`)).body, /^5,,6,,0,,100,/m)
  const { data: cases } = await json('/v1/statistics/pending?source=us-eoir-cases&waiting_at=appeal')
  t.match(cases, [{ pending: 5 }], 'cases that wait are counted once')
})
