import t from 'tap'
import { appeal, application, caseRow, court, proceeding, released_on, told } from '../case.ts'

t.test('a day that cannot be is left out, kept as text and counted once', async t => {
  const {
    decisions,
    case: whole,
    impossible
  } = told(
    caseRow(),
    proceeding(1, { DEC_CODE: 'X', COMP_DATE: '2925-01-01', OSC_DATE: '1900-01-01' }),
    application(1, { APPL_DEC: 'D', APPL_RECD_DATE: '2020-02-30' })
  )
  t.match(decisions, [
    {
      decision_stage: 'first_instance',
      filed_on: undefined,
      decided_on: undefined,
      decided_precision: undefined,
      impossible_dates: 'APPL_RECD_DATE 2020-02-30, COMP_DATE 2925-01-01'
    },
    {
      decision_stage: 'return_decision',
      filed_on: undefined,
      decided_on: undefined,
      impossible_dates: 'COMP_DATE 2925-01-01, OSC_DATE 1900-01-01'
    }
  ])
  t.match(whole, {
    filed_on: undefined,
    last_decided_on: undefined,
    impossible_dates: 'COMP_DATE 2925-01-01, OSC_DATE 1900-01-01'
  })
  t.same(impossible, ['OSC_DATE', 'COMP_DATE', 'APPL_RECD_DATE'])
})

t.test('an open row that is no decision has its impossible day told by the case', async t => {
  const { case: whole, impossible } = told(
    caseRow(),
    proceeding(1),
    application(1, { APPL_RECD_DATE: 'soon' }),
    appeal(1, { datAppealFiled: '2031-01-01', strCaseType: 'RMV' })
  )
  t.match(whole, {
    impossible_dates: 'APPL_RECD_DATE soon, datAppealFiled 2031-01-01',
    open_asylum_since: undefined,
    waiting_at: 'appeal',
    waiting_since: undefined
  })
  t.same(impossible, ['APPL_RECD_DATE', 'datAppealFiled'])
})

t.test('days of appeals and courts are read alike', async t => {
  const { decisions } = told(
    caseRow(),
    appeal(1, { strBIADecision: 'DIS', datBIADecision: '0021-01-01', datAppealFiled: '2020-01-01' }),
    court(1, { datRequestedByOIL: '2020-13-01', datFedCourtDecision: '2021-01-01' })
  )
  t.match(decisions, [
    { decision_stage: 'judicial_review', impossible_dates: 'datRequestedByOIL 2020-13-01' },
    { decision_stage: 'appeal', filed_on: '2020-01-01', impossible_dates: 'datBIADecision 0021-01-01' }
  ])
})

t.test('the first day that can be is in 1950, the last that of the release', async t => {
  const completed = (COMP_DATE: string) =>
    told(caseRow(), proceeding(1, { DEC_CODE: 'X', COMP_DATE })).decisions[0]?.decided_on
  t.equal(completed('1950-01-01'), '1950-01-01')
  t.equal(completed('1949-12-31'), undefined)
  t.equal(completed(released_on), released_on)
  t.equal(completed('2026-09-02'), undefined)
})

t.test('a decision before its filing stays as it is', async t => {
  const { decisions } = told(
    caseRow(),
    appeal(1, { strBIADecision: 'DIS', datAppealFiled: '2021-01-01', datBIADecision: '2020-01-01' })
  )
  t.match(decisions, [{ filed_on: '2021-01-01', decided_on: '2020-01-01', impossible_dates: undefined }])
})
