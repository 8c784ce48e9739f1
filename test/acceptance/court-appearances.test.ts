import t, { type Test } from 'tap'
import type { ImportReport } from '../../src/import/report.ts'
import { service } from '../service.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { casesAsRows, courtFiles, courtFolder, courtRelease, removalCase } from './court-release.ts'

const source = 'us-eoir-cases'
const appearance = (id: number, IDNCASE: string, more: Record<string, string>) => ({
  ...{ IDNREPSASSIGNED: String(id), IDNCASE, STRATTYLEVEL: 'COURT', STRATTYTYPE: 'ALIEN' },
  ...{ PARENT_TABLE: 'a_tblcase', PARENT_IDN: IDNCASE, BLNPRIMEATTY: '1', ...more }
})
/**
 * Removal cases 1 to 4, each decided on 2021-06-01 with an asylum application: two decisions a case.
 * 1: counsel a month before · 2: a month after · 3: an appearance without a day · 4: only the government's
 * The appeal of case 1 was decided on 2022-05-01, before which nobody had appeared at the Board.
 */
const rows = {
  ...casesAsRows([1, 2, 3, 4].map(id => removalCase(id))),
  tblAppeal: [
    {
      ...{ idnAppeal: '1', idncase: '1', idnProceeding: '1001', strAppealCategory: 'IJ' },
      ...{ strAppealType: 'Case Appeal', datAppealFiled: at('2021-07-01'), strFiledBy: 'A' },
      ...{ datBIADecision: at('2022-05-01'), strBIADecision: 'DIS', strCaseType: 'RMV' }
    }
  ],
  tbl_RepsAssigned: [
    appearance(1, '1', { E_28_DATE: at('2021-05-01') }),
    appearance(2, '2', { E_28_DATE: at('2021-07-01'), PARENT_TABLE: 'A_TblCase' }),
    appearance(3, '3', {}),
    appearance(4, '4', { STRATTYTYPE: 'INS', PARENT_TABLE: 'B_TblProceeding' }),
    appearance(5, '1', { STRATTYLEVEL: 'BOARD', E_27_DATE: at('2022-05-02'), PARENT_TABLE: 'tblAppeal' }),
    appearance(6, '99', { E_28_DATE: at('2020-05-01') }),
    appearance(7, 'x', { E_28_DATE: at('2020-05-01') })
  ]
}
const all = courtFiles(rows)
const lacking = all.filter(([name]) => !name.includes('tbl_RepsAssigned'))
const unread = [
  'EOIR Case Data/tbl_CustodyHistory.csv',
  'IDNCUSTODY\tIDNCASE\tCUSTODY\r\n1\t1\tD\r\n'
] as const
const statistics = `/v1/statistics/decisions?source=${source}`
const ids = (answer: { meta: { caveats: { id: string }[] } }) => answer.meta.caveats.map(({ id }) => id)

/** A service that has imported these files, and the report of the import. */
async function imported(t: Test, files: Parameters<typeof courtFolder>[1]) {
  const fill = courtRelease(await courtFolder(t, files), 'r', '2023-08-01')
  let report: ImportReport | undefined
  const running = await service(t, {}, async (database, dataDir) => {
    report = (await fill(database, dataDir)) as ImportReport
  })
  return { ...running, report: report as ImportReport }
}

t.test('decisions are counted by whether counsel had appeared, and lists are filtered by it', async t => {
  const { json, get, report } = await imported(t, [...all, unread])
  const answer = await json(`${statistics}&group_by=decision_stage,represented_at_decision`)
  t.same(
    answer.data.map((row: Record<string, unknown>) => [
      ...[row.decision_stage, row.represented_at_decision, row.decisions]
    ]),
    [
      ['first_instance', 'UNK', 1],
      ['first_instance', 'false', 2],
      ['first_instance', 'true', 1],
      ['appeal', 'false', 1],
      ['return_decision', 'UNK', 1],
      ['return_decision', 'false', 2],
      ['return_decision', 'true', 1]
    ]
  )
  t.ok(ids(answer).includes('us-eoir-appearance-entered'))
  t.notOk(ids(answer).includes('us-eoir-no-appearances'))
  t.notOk(ids(answer).includes('rejected-rows'), 'a rejected appearance is no decision that was lost')
  const rate = await json(
    `${statistics}&represented_at_decision=true,UNK&decision_stage=return_decision&measures=decisions`
  )
  t.equal(rate.data[0].decisions, 2)
  const listed = await json(`/v1/decisions?source=${source}&represented_at_decision=true`)
  t.same(
    listed.data
      .map((row: Record<string, unknown>) => [row.decision_stage, row.represented_at_decision])
      .sort(),
    [
      ['first_instance', true],
      ['return_decision', true]
    ]
  )
  const [header = ''] = (await get(`/v1/decisions.csv?source=${source}`)).body.split('\r\n')
  t.ok(header.split(',').includes('represented_at_decision'))
  t.match(report.rows_by_table.tbl_RepsAssigned, {
    ...{ read: 7, loaded: 3, excluded_by_reason: { government: 1, no_date: 1, orphan: 1 } },
    rejected_by_reason: { damaged: 1 }
  })
  t.match(report.left_unread, [{ reason: /codebook doubts/ }])
  t.strictSame(report.known_issues, [])
  const cases = await get(`/v1/statistics/cases?source=${source}&group_by=represented_at_decision`)
  t.equal(cases.statusCode, 400, 'a case has decisions with and without')
})

t.test('a release without the table is complete, and says that none of it is known', async t => {
  const { json, get, report } = await imported(t, lacking)
  t.match(report, {
    ...{ coverage: { complete: true, issues: [{ id: 'us-eoir-no-appearances' }] }, missing: [], unmet: [] },
    known_issues: [/^This release came without its table of appearances/]
  })
  t.notOk(report.rows_by_table.tbl_RepsAssigned)
  for (const question of ['group_by=represented_at_decision', 'represented_at_decision=true']) {
    const refused = await get(`${statistics}&${question}`)
    t.equal(refused.statusCode, 400, question)
    t.match(refused.json(), { detail: /does not publish represented_at_decision; it has .*represented/ })
  }
  const { data } = await json(`/v1/decisions?source=${source}`)
  t.ok(data.every((row: Record<string, unknown>) => row.represented_at_decision === null))
  t.notOk(ids(await json(`${statistics}&group_by=outcome`)).includes('us-eoir-no-appearances'))
})
