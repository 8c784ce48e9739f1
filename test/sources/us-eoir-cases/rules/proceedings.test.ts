import t from 'tap'
import { appeal, application, caseRow, court, outcomes, proceeding, told } from '../case.ts'

t.test('X of DEC_CODE under a removal case is a removal order, not a bond', async t => {
  const { decisions, fates } = told(
    caseRow(),
    proceeding(1, { DEC_CODE: 'X', COMP_DATE: '2024-03-04', DEPORTED_1: 'RU', ABSENTIA: 'Y' })
  )
  t.match(decisions, [
    {
      decision_id: '11',
      decision_stage: 'return_decision',
      authority: 'us_eoir_ij',
      outcome: 'removal_ordered',
      country_of_return: 'RUS',
      in_absentia: true,
      decided_on: '2024-03-04',
      decided_precision: 'day',
      source_code: 'DEC_CODE X',
      source_label: 'Remove',
      sequence: 1
    }
  ])
  t.same(fates, ['0:1 loaded', '1:1 loaded'])
})

t.test('the same letter means another thing under another case type', async t => {
  const read = (CASE_TYPE: string, DEC_CODE: string) =>
    told(caseRow({ CASE_TYPE }), proceeding(1, { CASE_TYPE, DEC_CODE, COMP_DATE: '2024-03-04' }))
  t.same(outcomes(read('EXC', 'E')), ['removal_ordered'])
  t.same(outcomes(read('RMV', 'E')), ['removal_ordered_withheld'])
  t.same(outcomes(read('AOC', 'E')), ['withholding_granted'])
  t.same(outcomes(read('CFR', 'A')), ['fear_not_found'])
  t.same(outcomes(read('WHO', 'A')), ['abandoned'])
  t.same(outcomes(read('AOC', 'C')), ['refugee_status_granted_conditionally'])
  t.same(outcomes(read('WHO', 'C')), ['complementary_protection_granted'])
})

t.test('a letter that the case type does not have is unknown, kept and counted', async t => {
  for (const [CASE_TYPE, DEC_CODE] of [
    ['DEP', 'X'],
    ['RMV', 'D'],
    ['RMV', 'toString']
  ] as const) {
    const { decisions, unknown } = told(caseRow({ CASE_TYPE }), proceeding(1, { CASE_TYPE, DEC_CODE }))
    t.match(decisions, [{ outcome: 'unknown', source_code: `DEC_CODE ${DEC_CODE}`, source_label: undefined }])
    t.same(unknown, [`${CASE_TYPE} DEC_CODE ${DEC_CODE}`])
  }
  const closed = told(caseRow(), proceeding(1, { OTHER_COMP: 'W' }))
  t.match(closed.decisions, [{ outcome: 'unknown', source_code: 'OTHER_COMP W' }])
  t.same(closed.unknown, ['RMV OTHER_COMP W'])
  t.match(closed.case, { case_outcome: 'unknown', return_outcome: 'unknown', case_status: 'decided' })
})

t.test('a change of venue, a transfer and a zero bond decide nothing', async t => {
  const { decisions, fates } = told(
    caseRow(),
    proceeding(1, { OTHER_COMP: 'C', COMP_DATE: '2020-01-01' }),
    proceeding(2, { OTHER_COMP: 'T', COMP_DATE: '2021-01-01' }),
    proceeding(3, { OTHER_COMP: 'X', COMP_DATE: '2022-01-01' }),
    proceeding(4)
  )
  t.same(decisions, [])
  t.same(fates, [
    '0:1 loaded',
    '1:1 excluded venue_change',
    '1:2 excluded transfer',
    '1:3 excluded zero_bond',
    '1:4 excluded no_decision'
  ])
})

t.test('where a proceeding has both, DEC_CODE is the decision', async t => {
  for (const OTHER_COMP of ['A', 'C', 'X']) {
    const { decisions, fates } = told(caseRow(), proceeding(1, { DEC_CODE: 'V', OTHER_COMP }))
    t.match(decisions, [{ outcome: 'voluntary_departure_ordered', source_code: 'DEC_CODE V' }])
    t.same(fates, ['0:1 loaded', '1:1 loaded'])
  }
})

t.test('a review of a screening has its type and the court it was in', async t => {
  const rows = { COMP_DATE: '2024-02-02', OSC_DATE: '2024-01-20', BASE_CITY_CODE: 'SND', CUSTODY: 'D' }
  const credible = told(
    caseRow({ CASE_TYPE: 'CFR' }),
    proceeding(1, { CASE_TYPE: 'CFR', DEC_CODE: 'V', ...rows })
  )
  t.match(credible.decisions, [
    {
      decision_stage: 'screening_review',
      screening_type: 'credible_fear',
      outcome: 'fear_found',
      filed_on: '2024-01-20',
      court: 'SND',
      custody: 'detained',
      case_type: 'CFR',
      protection_claim: true
    }
  ])
  const reasonable = told(
    caseRow({ CASE_TYPE: 'RFR' }),
    proceeding(1, { CASE_TYPE: 'RFR', OTHER_COMP: 'O', ...rows })
  )
  t.match(reasonable.decisions, [{ screening_type: 'reasonable_fear', outcome: 'closed_other' }])
})

t.test(
  'the country of a withheld removal is what it was withheld from, and no country of return',
  async t => {
    const { decisions, case: whole } = told(
      caseRow(),
      proceeding(1, { DEC_CODE: 'E', COMP_DATE: '2024-03-04', DEPORTED_1: 'CH', DEPORTED_2: 'ES' })
    )
    t.match(decisions, [{ withheld_from: 'CHN', country_of_return: undefined, alternate_country: 'SLV' }])
    t.equal(whole?.country_of_return, undefined)
    const unread = told(caseRow(), proceeding(1, { DEC_CODE: 'E', DEPORTED_1: '??' })).decisions
    t.match(unread, [{ withheld_from: 'UNK', country_of_return_raw: undefined }], 'nor is its code one')
  }
)

t.test('only an order names a country of return', async t => {
  for (const DEC_CODE of ['R', 'T', 'U', 'W'])
    t.match(told(caseRow(), proceeding(1, { DEC_CODE, DEPORTED_1: 'RU' })).decisions, [
      { country_of_return: undefined, withheld_from: undefined }
    ])
})

t.test('a country of return that is not known, or not named, says so by the code it had', async t => {
  const ordered = (DEPORTED_1: string) =>
    told(caseRow(), proceeding(1, { DEC_CODE: 'X', COMP_DATE: '2024-03-04', DEPORTED_1 }))
  for (const [code, country_of_return, raw] of [
    ['NA', 'ANT', undefined],
    ['ND', 'not_designated', 'ND'],
    ['XX', 'not_designated', 'XX'],
    ['NN', 'UNK', 'NN'],
    ['SS', 'UNK', 'SS'],
    ['??', 'UNK', '??'],
    ['', 'UNK', undefined]
  ] as const) {
    const { decisions, unknown, case: whole } = ordered(code)
    t.match(decisions, [{ country_of_return, country_of_return_raw: raw }], code)
    t.equal(whole?.country_of_return, country_of_return)
    t.same(unknown, [])
  }
  t.match(ordered('Q?').decisions, [{ country_of_return: 'UNK', country_of_return_raw: 'Q?' }])
  t.same(ordered('Q?').unknown, ['DEPORTED_1 Q?'])
})

t.test('a proceeding without a type has that of its case', async t => {
  t.match(told(caseRow({ CASE_TYPE: 'CFR' }), proceeding(1, { CASE_TYPE: '', DEC_CODE: 'A' })).decisions, [
    { decision_stage: 'screening_review', case_type: 'CFR' }
  ])
})

t.test('a case of which no proceeding counts does not count, and its rows say why', async t => {
  const others = [
    application(1, { APPL_DEC: 'D' }),
    application(2, { APPL_DEC: 'R' }),
    appeal(1, { strBIADecision: 'DIS', strCaseType: 'RMV' }),
    appeal(2, { strCaseType: 'RMV' }),
    court(1)
  ]
  const told_of_others = [
    '2:1 excluded case_not_counted',
    '2:2 excluded no_decision',
    '3:1 excluded case_not_counted',
    '3:2 excluded no_decision',
    '4:1 excluded case_not_counted'
  ]
  const bond = told(caseRow(), proceeding(1, { OTHER_COMP: 'X' }), ...others)
  t.same(bond.fates, ['0:1 excluded zero_bond', '1:1 excluded zero_bond', ...told_of_others])
  t.equal(bond.case, undefined)
  const bonds = { CASE_TYPE: 'BND', DEC_CODE: 'G' }
  const other = told(caseRow(), proceeding(1, bonds), proceeding(2, { OTHER_COMP: 'X' }), ...others)
  t.same(other.fates, [
    '0:1 excluded out_of_scope',
    '1:1 excluded out_of_scope',
    '1:2 excluded zero_bond',
    ...told_of_others
  ])
})

t.test('a case without a proceeding counts by its own type', async t => {
  t.match(told(caseRow({ CUSTODY: 'N' })).case, {
    case_type: 'RMV',
    case_outcome: 'pending',
    case_outcome_kind: 'none',
    case_status: 'pending',
    waiting_at: 'immigration_judge',
    custody: 'never_detained'
  })
  t.same(told(caseRow({ CASE_TYPE: 'DDC' })).fates, ['0:1 excluded out_of_scope'])
})

t.test('a case whose proceedings disagree is kept and flagged', async t => {
  const disagree = told(
    caseRow({ CASE_TYPE: 'DDC' }),
    proceeding(1, { DEC_CODE: 'X', COMP_DATE: '2024-01-01' }),
    proceeding(2, { CASE_TYPE: 'DEP', DEC_CODE: 'D', COMP_DATE: '2023-01-01' })
  )
  t.match(disagree.case, { case_type: 'RMV', case_type_conflict: true })
  t.match(told(caseRow(), proceeding(1), proceeding(2)).case, { case_type_conflict: false })
  const bond = told(caseRow(), proceeding(1), proceeding(2, { CASE_TYPE: 'BND', OTHER_COMP: 'X' }))
  t.match(bond.case, { case_type_conflict: false }, 'the record of a bond is ignored throughout')
})
