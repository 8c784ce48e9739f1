import t from 'tap'
import { appeal, application, caseRow, court, outcomes, proceeding, told } from '../case.ts'

const ordered = proceeding(1, {
  ...{ DEC_CODE: 'X', COMP_DATE: '2020-01-01', DEPORTED_1: 'RU', BASE_CITY_CODE: 'NYC', CUSTODY: 'D' }
})
const denied = application(1, { APPL_DEC: 'D' })
const decidedAppeal = { datAppealFiled: '2020-01-20', datBIADecision: '2021-05-06', strCaseType: 'RMV' }

t.test('an appeal has its dates, who filed it, and the court it came from', async t => {
  const { decisions } = told(
    caseRow(),
    ordered,
    proceeding(2, { BASE_CITY_CODE: 'MIA', CUSTODY: 'R' }),
    appeal(1, { ...decidedAppeal, strBIADecision: 'DIS', strFiledBy: 'I' })
  )
  t.match(decisions[1], {
    decision_id: '13',
    decision_stage: 'appeal',
    authority: 'us_bia',
    outcome: 'appeal_dismissed',
    appeal_type: 'Case Appeal',
    appealed_by: 'government',
    filed_on: '2020-01-20',
    decided_on: '2021-05-06',
    court: 'NYC',
    custody: 'detained',
    source_code: 'strBIADecision DIS',
    source_label: "Dismiss Appeal/Affirm IJ's Decision"
  })
  const elsewhere = told(caseRow(), ordered, appeal(1, { idnProceeding: '9', strBIADecision: 'DIS' }))
  t.match(elsewhere.decisions, [{}, { decision_stage: 'appeal', court: 'NYC', case_type: 'RMV' }])
})

t.test('types of appeal are compared without letter case, and keep the published spelling', async t => {
  const read = (row: Record<string, string>) => told(caseRow(), ordered, appeal(1, row))
  const dismissed = { strBIADecision: 'DIS' }
  t.match(read({ ...dismissed, strAppealType: 'CASE APPEAL' }).decisions, [
    {},
    { appeal_type: 'Case Appeal' }
  ])
  t.match(read({ ...dismissed, strAppealType: 'mtr bia' }).decisions, [{}, { appeal_type: 'MTR BIA' }])
  t.same(read({ ...dismissed, strAppealType: 'Bond Appeal' }).fates[2], '3:1 excluded other_appeal')
  t.same(read({ ...dismissed, strCaseType: 'CFR' }).fates[2], '3:1 excluded other_appeal')
  t.same(
    told(caseRow({ CASE_TYPE: 'CFR' }), appeal(1, dismissed)).fates[1],
    '3:1 excluded other_appeal',
    'a blank type is the case’s'
  )
})

t.test(
  'who appealed is said in our words; blank is unknown, and so is a code nobody knows, counted',
  async t => {
    const by = (strFiledBy: string) =>
      told(caseRow(), appeal(1, { strBIADecision: 'DIS', strFiledBy, strCaseType: 'RMV' }))
    const found = ['A', 'I', 'B', 'P', '', 'Z'].map(code => by(code).decisions[0]?.appealed_by)
    t.same(found, ['applicant', 'government', 'both', 'other', 'unknown', 'unknown'])
    t.same(by('').unknown, [])
    t.same(by('Z').unknown, ['strFiledBy Z'])
  }
)

t.test('a remand replaces what was decided, until a later completion restores it', async t => {
  const remanded = appeal(1, { ...decidedAppeal, strBIADecision: 'REM' })
  const after = told(caseRow(), ordered, denied, remanded).case
  t.match(after, {
    protection_outcome: 'remanded',
    return_outcome: 'remanded',
    case_outcome: 'remanded',
    case_outcome_kind: 'protection',
    case_status: 'pending',
    country_of_return: undefined,
    last_decided_on: '2021-05-06'
  })
  const open = told(caseRow(), ordered, denied, remanded, proceeding(2)).case
  t.match(open, { case_outcome: 'remanded', case_status: 'pending', waiting_at: 'immigration_judge' })
  const moved = proceeding(2, { OTHER_COMP: 'C', COMP_DATE: '2022-01-01' })
  t.match(told(caseRow(), ordered, denied, remanded, moved).case, { case_outcome: 'remanded' })
  const decided = told(
    ...[caseRow(), ordered, denied, remanded],
    proceeding(2, { DEC_CODE: 'R', COMP_DATE: '2022-01-01' }),
    application(2, { APPL_DEC: 'G', IDNPROCEEDING: '2' })
  ).case
  t.match(decided, {
    protection_outcome: 'refugee_status_granted',
    return_outcome: 'relief_granted',
    case_status: 'decided',
    pathway: 'first_instance,return_decision,appeal,first_instance,return_decision'
  })
})

t.test('a remand replaces only what exists: an order without a claim has no outcome of a claim', async t => {
  const { case: whole } = told(
    caseRow(),
    ordered,
    appeal(1, { ...decidedAppeal, strBIADecision: 'SUS', strFiledBy: 'I' })
  )
  t.match(whole, {
    protection_outcome: undefined,
    return_outcome: 'appeal_sustained',
    case_outcome_kind: 'return'
  })
})

t.test('a dismissed appeal changes nothing, nor does an undated remand by a court', async t => {
  const dismissed = appeal(1, { ...decidedAppeal, strBIADecision: 'DIS' })
  const { case: whole, decisions } = told(
    ...[caseRow(), ordered, denied, dismissed],
    court(5, { datRequestedByOIL: '2021-06-01' })
  )
  t.match(whole, {
    case_outcome: 'rejected',
    return_outcome: 'removal_ordered',
    country_of_return: 'RUS',
    case_status: 'decided',
    // Nobody knows when the court decided, so its place among the others is not known.
    pathway: 'first_instance,return_decision,appeal'
  })
  t.match(decisions[3], {
    decision_id: '54',
    decision_stage: 'judicial_review',
    authority: 'us_federal_court',
    outcome: 'remanded',
    requested_on: '2021-06-01',
    decided_on: undefined,
    court: 'NYC',
    sequence: 4
  })
})

t.test('a dated decision of a court does, and of several the latest', async t => {
  const remand = court(1, { datFedCourtDecision: '2022-01-01' })
  t.match(told(caseRow(), ordered, denied, remand).case, { protection_outcome: 'remanded' })
  const sustained = appeal(1, { ...decidedAppeal, strBIADecision: 'SUS' })
  t.match(told(caseRow(), ordered, denied, remand, sustained).case, { protection_outcome: 'remanded' })
  const later = appeal(1, { ...decidedAppeal, strBIADecision: 'SUS', datBIADecision: '2023-01-01' })
  t.match(told(caseRow(), ordered, denied, remand, later).case, { protection_outcome: 'appeal_sustained' })
})

t.test('an appeal without a decision keeps the case open, since the oldest of them was filed', async t => {
  const { case: whole, fates } = told(
    caseRow(),
    ordered,
    appeal(1, { datAppealFiled: '2020-03-01' }),
    appeal(2, { datAppealFiled: '2020-02-01', strAppealType: 'MTR BIA' })
  )
  t.match(whole, {
    case_outcome: 'removal_ordered',
    case_status: 'appeal_pending',
    waiting_at: 'appeal',
    waiting_since: '2020-02-01',
    open_appeal_since: '2020-02-01'
  })
  t.same(fates.slice(2), ['3:1 excluded no_decision', '3:2 excluded no_decision'])
  t.same(whole?.further_appeals_open_since, ['2020-03-01'])
  const undated = told(caseRow(), ordered, appeal(1, { datAppealFiled: '2020-03-01' }), appeal(2, {})).case
  t.match(undated, { open_appeal_since: '2020-03-01', further_appeals_open_since: ['unknown'] })
  t.match(told(caseRow(), ordered, appeal(1, {})).case, {
    ...{ open_appeal_since: undefined, further_appeals_open_since: ['unknown'] }
  })
  const bond = told(caseRow(), ordered, appeal(1, { strAppealType: 'Bond Appeal' })).case
  t.match(bond, { case_status: 'decided', waiting_at: undefined })
})

t.test('three proceedings, two applications and an appeal count once each', async t => {
  const read = told(
    ...[caseRow(), denied, ordered, appeal(1, { ...decidedAppeal, strBIADecision: 'REM' })],
    proceeding(2, { OTHER_COMP: 'T', COMP_DATE: '2021-07-01' }),
    proceeding(3, { DEC_CODE: 'E', COMP_DATE: '2022-08-09', DEPORTED_1: 'RU' }),
    application(2, { APPL_CODE: 'ASYW', APPL_DEC: 'G', IDNPROCEEDING: '3' })
  )
  t.same(outcomes(read), [
    ...['rejected', 'removal_ordered', 'remanded', 'withholding_granted', 'removal_ordered_withheld']
  ])
  t.same(
    read.decisions.map(({ sequence, decision_id }) => [sequence, decision_id]),
    [
      [1, '12'],
      [2, '11'],
      [3, '13'],
      [4, '22'],
      [5, '31']
    ]
  )
  t.match(read.case, {
    case_outcome: 'withholding_granted',
    return_outcome: 'removal_ordered_withheld',
    country_of_return: undefined,
    case_status: 'decided',
    application_types: ['asylum', 'withholding'],
    first_return_decided_on: '2020-01-01',
    closed_on: '2022-08-09',
    last_decided_on: '2022-08-09'
  })
  t.same(read.fates, [
    ...['0:1 loaded', '1:1 loaded', '1:2 excluded transfer', '1:3 loaded'],
    ...['2:1 loaded', '2:2 loaded', '3:1 loaded']
  ])
})
