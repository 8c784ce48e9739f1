import t from 'tap'
import { appeal, application, caseRow, proceeding, told } from '../case.ts'

const decided = { DEC_CODE: 'X', COMP_DATE: '2024-01-01' }

t.test('what the case says of the person stands in its decisions too', async t => {
  const said = {
    ...{ nationality: 'RUS', nationality_raw: undefined, sex: 'female', claim_type: 'affirmative' },
    ...{ represented: true, protection_claim: false }
  } as const
  const { case: whole, decisions } = told(
    caseRow({ Sex: 'F', C_ASY_TYPE: 'I', represented: '1', birth_decade: '1980' }),
    proceeding(1, decided),
    appeal(1, { strBIADecision: 'DIS' })
  )
  t.match(whole, { ...said, birth_decade: 1980 })
  t.match(decisions, [said, said])
})

t.test('nationality is by the agency’s own codes', async t => {
  const from = (NAT: string) => told(caseRow({ NAT }), proceeding(1, decided))
  for (const [code, nationality, raw] of [
    ['CH', 'CHN', undefined],
    ['NA', 'ANT', undefined],
    ['UR', 'SUN', undefined],
    ['NN', 'XXA', undefined],
    ['SS', 'XXA', undefined],
    ['??', 'UNK', '??'],
    ['IU', 'UNK', 'IU'],
    ['UN', 'UNK', 'UN'],
    ['', 'UNK', undefined]
  ] as const) {
    const { case: whole, unknown } = from(code)
    t.match(whole, { nationality, nationality_raw: raw }, code)
    t.same(unknown, [])
  }
  for (const code of ['ND', 'XX', 'A 1', 'toString']) {
    const { case: whole, unknown } = from(code)
    t.match(whole, { nationality: 'UNK', nationality_raw: code })
    t.same(unknown, [`NAT ${code}`], 'no nationality, so counted')
  }
})

t.test('of what is no code only is kept that there was a text', async t => {
  for (const NAT of ['Ivan Petrov of Omsk', '<A>', 'a.b', '+79161234567']) {
    const {
      case: whole,
      unknown,
      decisions
    } = told(caseRow({ NAT, C_ASY_TYPE: NAT }), proceeding(1, { ...decided, DEC_CODE: NAT, DEPORTED_1: NAT }))
    t.match(whole, { nationality: 'UNK', nationality_raw: '(text)' }, NAT)
    t.match(decisions, [{ outcome: 'unknown', source_code: 'DEC_CODE (text)' }])
    t.same(unknown.sort(), ['C_ASY_TYPE (text)', 'NAT (text)', 'RMV DEC_CODE (text)'])
  }
})

t.test('a case without a nationality has that of its newest proceeding which has one', async t => {
  const { case: whole, decisions } = told(
    caseRow({ NAT: '' }),
    proceeding(3, { ...decided, NAT: 'VE' }),
    proceeding(2, { NAT: 'CU' }),
    proceeding(4)
  )
  t.equal(whole?.nationality, 'VEN')
  t.equal(decisions[0]?.nationality, 'VEN')
})

t.test('what is blank is not known; what is in no table is not known and counted', async t => {
  const blank = told(caseRow({ CUSTODY: '' }), proceeding(1, decided))
  t.match(blank.case, { sex: 'UNK', claim_type: 'UNK', custody: 'UNK', represented: undefined })
  t.equal(blank.case?.birth_decade, undefined)
  t.same(blank.unknown, [])
  const strange = told(
    caseRow({ Sex: 'U', C_ASY_TYPE: 'J' }),
    proceeding(1, { ...decided, CUSTODY: 'SP', ABSENTIA: '?' })
  )
  t.match(strange.case, { sex: 'UNK', claim_type: 'UNK', custody: 'UNK' })
  t.match(strange.decisions, [{ in_absentia: undefined }])
  t.same(strange.unknown.sort(), ['ABSENTIA ?', 'CUSTODY SP', 'C_ASY_TYPE J', 'Sex U'])
})

t.test('fear reviews, asylum-only and withholding-only cases are claims by their type', async t => {
  const claims = (CASE_TYPE: string) => told(caseRow({ CASE_TYPE })).case?.protection_claim
  t.same(['CFR', 'RFR', 'AOC', 'WHO', 'RMV', 'DEP', 'EXC'].map(claims), [
    true,
    true,
    true,
    true,
    false,
    false,
    false
  ])
  t.equal(told(caseRow(), proceeding(1), application(1)).case?.protection_claim, true)
})
