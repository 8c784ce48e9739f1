import t from 'tap'
import { appeal, appearance, application, caseRow, court, proceeding, told, toldWithout } from '../case.ts'

const removal = proceeding(1, { DEC_CODE: 'X', COMP_DATE: '2024-05-10' })
const board = appeal(1, { strBIADecision: 'DIS', datBIADecision: '2024-11-20' })

/** Whether the decisions of a removal case were made with counsel, by stage. */
function represented(...parts: Parameters<typeof told>) {
  const { decisions } = told(caseRow(), removal, board, ...parts)
  return Object.fromEntries(decisions.map(each => [each.decision_stage, each.represented_at_decision]))
}

t.test('an appearance counts from its day on', async t => {
  for (const [E_28_DATE, expected] of [
    ['2024-05-09', true],
    ['2024-05-10', true],
    ['2024-05-11', false]
  ] as const)
    t.equal(represented(appearance({ E_28_DATE })).return_decision, expected, E_28_DATE)
})

t.test('of several the first holds, in any order', async t => {
  const [late, early] = ['2024-09-01', '2023-01-01'].map((E_28_DATE, i) => appearance({ E_28_DATE }, i + 1))
  if (!late || !early) throw new Error('both are there')
  t.equal(represented(late, early).return_decision, true)
  t.equal(represented(early, late).return_decision, true)
})

t.test('the court and the Board are apart, each with the form of its own', async t => {
  const before = '2023-01-01'
  t.same(represented(appearance({ E_28_DATE: before })), { return_decision: true, appeal: false })
  t.same(represented(appearance({ STRATTYLEVEL: 'BOARD', E_27_DATE: before })), {
    ...{ return_decision: false, appeal: true }
  })
  // The other form's date says nothing at this level.
  t.same(represented(appearance({ E_27_DATE: before })), { return_decision: undefined, appeal: false })
  t.same(represented(appearance({ STRATTYLEVEL: 'BOARD', E_28_DATE: before })), {
    ...{ return_decision: false, appeal: undefined }
  })
})

t.test('no appearance is false; appearances without a day are not known', async t => {
  t.same(represented(), { return_decision: false, appeal: false })
  t.equal(represented(appearance({})).return_decision, undefined)
  t.equal(represented(appearance({ E_28_DATE: '2024-06-01' }), appearance({}, 2)).return_decision, false)
  t.equal(represented(appearance({ E_28_DATE: '2024-02-01' }), appearance({}, 2)).return_decision, true)
})

t.test('a decision without a day, and one of a federal court, tell nothing', async t => {
  const { decisions } = told(
    caseRow(),
    proceeding(1, { DEC_CODE: 'X' }),
    board,
    court(1, { datFedCourtDecision: '2025-01-01' }),
    appearance({ E_28_DATE: '2020-01-01' }),
    appearance({ STRATTYLEVEL: 'BOARD', E_27_DATE: '2020-01-01' }, 2)
  )
  t.same(
    decisions.map(({ decision_stage, represented_at_decision }) => [decision_stage, represented_at_decision]),
    [
      ['appeal', true],
      ['judicial_review', undefined],
      ['return_decision', undefined]
    ]
  )
})

t.test('reviews of fear and decisions on applications go by the court’s appearances', async t => {
  const review = told(
    caseRow({ CASE_TYPE: 'CFR' }),
    proceeding(1, { CASE_TYPE: 'CFR', DEC_CODE: 'A', COMP_DATE: '2024-05-10' }),
    appearance({ E_28_DATE: '2024-05-01' })
  )
  t.match(review.decisions, [{ decision_stage: 'screening_review', represented_at_decision: true }])
  const claim = told(
    caseRow(),
    removal,
    application(1, { APPL_DEC: 'D' }),
    appearance({ E_28_DATE: '2024-05-11' })
  )
  t.match(claim.decisions, [
    { decision_stage: 'first_instance', represented_at_decision: false },
    { decision_stage: 'return_decision', represented_at_decision: false }
  ])
})

t.test('represented, which is of the file, is another thing and stays', async t => {
  const { case: whole, decisions } = told(caseRow({ represented: '1' }), removal)
  t.match(whole, { represented: true })
  t.match(decisions, [{ represented: true, represented_at_decision: false }])
})

t.test('each row is told once: with a day it is loaded', async t => {
  const { fates, impossible } = told(
    caseRow(),
    removal,
    appearance({ E_28_DATE: '2024-05-01' }, 1),
    appearance({}, 2),
    appearance({ E_28_DATE: '2925-05-01' }, 3)
  )
  t.same(fates.slice(2), ['5:1 loaded', '5:2 excluded no_date', '5:3 excluded no_date'])
  t.same(impossible, ['E_28_DATE'])
})

t.test('a code in no table is counted, and is taken for neither', async t => {
  const day = { E_28_DATE: '2020-01-01', E_27_DATE: '2020-01-01' }
  for (const [row, expected, unknown] of [
    [
      { STRATTYLEVEL: 'CIRCUIT' },
      { return_decision: undefined, appeal: undefined },
      ['STRATTYLEVEL CIRCUIT']
    ],
    [{ STRATTYLEVEL: '' }, { return_decision: undefined, appeal: undefined }, []],
    [
      { STRATTYLEVEL: 'toString' },
      { return_decision: undefined, appeal: undefined },
      ['STRATTYLEVEL toString']
    ],
    [{ STRATTYTYPE: 'AMICUS' }, { return_decision: undefined, appeal: false }, ['STRATTYTYPE AMICUS']],
    [
      { STRATTYTYPE: 'Ms Jane Roe, Esq.' },
      { return_decision: undefined, appeal: false },
      ['STRATTYTYPE (text)']
    ]
  ] as const) {
    const part = appearance({ ...day, ...row })
    t.same(represented(part), expected)
    const { fates, unknown: counted } = told(caseRow(), removal, board, part)
    t.same(counted, unknown)
    t.equal(fates.at(-1), '5:1 excluded unknown_code')
  }
})

t.test('without its case, or in one that is not counted, a row loses no record', async t => {
  const row = appearance({ E_28_DATE: '2020-01-01' })
  t.same(told(row).fates, ['5:1 excluded orphan'])
  t.same(told(caseRow({ CASE_TYPE: 'BND' }), row).fates, [
    '0:1 excluded out_of_scope',
    '5:1 excluded case_not_counted'
  ])
})

t.test('in a release without the table nothing is known of any decision', async t => {
  const { decisions } = toldWithout(['tbl_RepsAssigned'], caseRow(), removal, board)
  t.same(
    decisions.map(each => each.represented_at_decision),
    [undefined, undefined]
  )
})
