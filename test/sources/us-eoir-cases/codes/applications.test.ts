import t from 'tap'
import { application, caseRow, outcomes, proceeding, told } from '../case.ts'

const done = { DEC_CODE: 'X', COMP_DATE: '2024-03-04', OSC_DATE: '2020-01-01' }

t.test('each decided application is a decision, on the day its proceeding was completed', async t => {
  const { decisions, case: whole } = told(
    caseRow({ C_ASY_TYPE: 'E' }),
    proceeding(1, { ...done, BASE_CITY_CODE: 'NYC', CUSTODY: 'N' }),
    application(1, { APPL_DEC: 'D', APPL_RECD_DATE: '2021-05-06' }),
    application(2, { APPL_CODE: 'WCAT', APPL_DEC: 'G', APPL_RECD_DATE: '2021-05-06' })
  )
  t.match(decisions, [
    {
      decision_id: '12',
      decision_stage: 'first_instance',
      application_type: 'asylum',
      outcome: 'rejected',
      filed_on: '2021-05-06',
      decided_on: '2024-03-04',
      court: 'NYC',
      custody: 'never_detained',
      claim_type: 'defensive',
      application_decisions: 1,
      source_code: 'APPL_DEC D',
      source_label: 'DENY',
      sequence: 1
    },
    {
      decision_id: '22',
      application_type: 'torture_convention',
      outcome: 'torture_protection_granted',
      sequence: 2
    },
    { decision_id: '11', decision_stage: 'return_decision', protection_claim: true, sequence: 3 }
  ])
  t.match(whole, { application_types: ['asylum', 'torture_convention'], protection_claim: true })
})

t.test('the same letter grants what was applied for, and L always protection against torture', async t => {
  const read = (APPL_CODE: string, APPL_DEC: string) =>
    outcomes(told(caseRow(), proceeding(1), application(1, { APPL_CODE, APPL_DEC })))
  for (const APPL_DEC of ['F', 'G', 'I', 'P']) {
    t.same(read('ASYL', APPL_DEC), ['refugee_status_granted'])
    t.same(read('ASYW', APPL_DEC), ['withholding_granted'])
    t.same(read('WCAT', APPL_DEC), ['torture_protection_granted'])
  }
  t.same(read('ASYL', 'C'), ['refugee_status_granted_conditionally'])
  for (const APPL_CODE of ['ASYL', 'ASYW', 'WCAT'])
    t.same(read(APPL_CODE, 'L'), ['torture_protection_granted'])
})

t.test('reserved, moved and open applications are no decisions, but make the claim', async t => {
  const {
    decisions,
    fates,
    case: whole
  } = told(
    caseRow(),
    proceeding(1),
    application(1, { APPL_DEC: 'R' }),
    application(2, { APPL_DEC: 'T' }),
    application(3, { APPL_CODE: 'ASYW' }),
    application(4, { APPL_CODE: '42B', APPL_DEC: 'G' })
  )
  t.same(decisions, [])
  t.same(fates.slice(2), [
    '2:1 excluded no_decision',
    '2:2 excluded no_decision',
    '2:3 excluded no_decision',
    '2:4 excluded not_protection'
  ])
  t.match(whole, { protection_claim: true, application_types: ['asylum', 'withholding'] })
})

t.test('an unknown decision on an application is a decision whose outcome is unknown', async t => {
  const { decisions, unknown } = told(caseRow(), proceeding(1), application(1, { APPL_DEC: '8' }))
  t.match(decisions, [{ outcome: 'unknown', source_code: 'APPL_DEC 8', decided_on: undefined }])
  t.same(unknown, ['APPL_DEC 8'])
})

t.test(
  'asylum-only and withholding-only cases are decided by their applications where there are any',
  async t => {
    for (const CASE_TYPE of ['AOC', 'WHO']) {
      const rows = [caseRow({ CASE_TYPE }), proceeding(1, { ...done, CASE_TYPE, DEC_CODE: 'D' })]
      const by_application = told(...rows, application(1, { APPL_CODE: 'ASYW', APPL_DEC: 'G' }))
      t.same(by_application.fates, ['0:1 loaded', '1:1 excluded decided_by_application', '2:1 loaded'])
      t.same(outcomes(by_application), ['withholding_granted'])
      const by_judge = told(...rows, application(1, { APPL_DEC: 'R' }))
      t.same(by_judge.fates, ['0:1 loaded', '1:1 loaded', '2:1 excluded no_decision'])
      t.match(by_judge.decisions, [
        {
          decision_stage: 'first_instance',
          application_type: undefined,
          application_decisions: undefined,
          outcome: 'rejected',
          filed_on: '2020-01-01'
        }
      ])
      const closed = told(caseRow({ CASE_TYPE }), proceeding(1, { CASE_TYPE, OTHER_COMP: 'A' }))
      t.match(closed.decisions, [{ decision_stage: 'first_instance', outcome: 'closed_administratively' }])
    }
  }
)

t.test('an application counts only in a proceeding that decides claims', async t => {
  const decided = { APPL_DEC: 'D' }
  t.same(told(caseRow(), proceeding(2, done), application(1, decided)).fates, [
    '0:1 loaded',
    '1:2 loaded',
    '2:1 rejected no_proceeding'
  ])
  t.same(
    told(caseRow(), proceeding(1, { OTHER_COMP: 'X' }), proceeding(2, done), application(1, decided))
      .fates[3],
    '2:1 excluded zero_bond'
  )
  t.same(
    told(caseRow(), proceeding(1, { CASE_TYPE: 'CSR' }), proceeding(2), application(1, decided)).fates[3],
    '2:1 excluded out_of_scope'
  )
  t.same(
    told(
      caseRow({ CASE_TYPE: 'CFR' }),
      proceeding(1, { CASE_TYPE: 'CFR', DEC_CODE: 'A' }),
      application(1, decided)
    ).fates[2],
    '2:1 excluded out_of_scope'
  )
})

t.test('an application counts once by its kind, however often it was decided', async t => {
  const { decisions } = told(
    caseRow(),
    proceeding(1, done),
    proceeding(2, { ...done, COMP_DATE: '2025-03-04' }),
    application(1, { APPL_DEC: 'D' }),
    application(2, { APPL_DEC: 'D', IDNPROCEEDING: '2' }),
    application(3, { APPL_DEC: 'G', IDNPROCEEDING: '2', APPL_CODE: 'WCAT' })
  )
  t.same(
    decisions.map(({ decision_id, application_decisions }) => [decision_id, application_decisions]),
    [
      ['12', 2],
      ['11', undefined],
      ['22', 2],
      ['32', 1],
      ['21', undefined]
    ]
  )
})

t.test(
  'an open application waits since it was filed, unless it was decided where its case moved to',
  async t => {
    const open = { APPL_RECD_DATE: '2019-01-02' }
    t.match(told(caseRow(), proceeding(1), application(1, open)).case, {
      open_asylum_since: '2019-01-02',
      open_withholding_since: undefined
    })
    const moved = [
      proceeding(1, { OTHER_COMP: 'C', COMP_DATE: '2020-01-01' }),
      application(1, { ...open, APPL_DEC: 'T' }),
      application(2, { APPL_RECD_DATE: '2019-01-02', IDNPROCEEDING: '2', APPL_DEC: 'D' })
    ]
    t.match(told(caseRow(), ...moved, proceeding(2)).case, {
      case_status: 'pending',
      open_asylum_since: undefined
    })
    const reopened = [proceeding(2, done), proceeding(3)]
    const again = application(3, { APPL_RECD_DATE: '2025-01-02', IDNPROCEEDING: '3' })
    t.match(told(caseRow(), ...moved, ...reopened, again).case, {
      ...{ open_asylum_since: '2025-01-02', lapsed_asylum_since: undefined }
    })
    t.match(
      told(caseRow(), proceeding(1, done), application(1, open)).case,
      { case_status: 'decided', open_asylum_since: undefined, lapsed_asylum_since: '2019-01-02' },
      'in a decided case no decision is to come'
    )
    const setAside = proceeding(1, { ...done, DEC_CODE: '', OTHER_COMP: 'A' })
    t.match(
      told(caseRow(), setAside, application(1, open)).case,
      { case_status: 'inactive', open_asylum_since: undefined, lapsed_asylum_since: '2019-01-02' },
      'a case that was set aside waits for nothing at present'
    )
  }
)
