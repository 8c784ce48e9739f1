import t from 'tap'
import { application, caseRow, proceeding, told } from '../case.ts'

const on = (COMP_DATE: string, DEC_CODE: string, row: Record<string, string> = {}) => ({
  ...{ COMP_DATE, DEC_CODE },
  ...row
})

t.test('the outcome on protection is the most protective of the latest proceeding that has one', async t => {
  const { case: whole } = told(
    caseRow(),
    proceeding(1, on('2020-01-01', 'R')),
    proceeding(2, on('2021-01-01', 'X')),
    proceeding(3, on('2022-01-01', 'T')),
    application(1, { APPL_DEC: 'G' }),
    application(2, { IDNPROCEEDING: '2', APPL_DEC: 'D' }),
    application(3, { IDNPROCEEDING: '2', APPL_CODE: 'WCAT', APPL_DEC: 'G' }),
    application(4, { IDNPROCEEDING: '2', APPL_CODE: 'ASYW', APPL_DEC: 'W' })
  )
  t.match(whole, {
    protection_outcome: 'torture_protection_granted',
    case_outcome: 'torture_protection_granted',
    case_outcome_kind: 'protection',
    return_outcome: 'terminated'
  })
})

t.test('of equally protective decisions asylum goes first, then withholding, then the lowest id', async t => {
  const closed = (...rows: [id: number, APPL_CODE: string, APPL_DEC: string][]) =>
    told(
      caseRow(),
      proceeding(1, on('2020-01-01', 'X')),
      ...rows.map(([id, APPL_CODE, APPL_DEC]) => application(id, { APPL_CODE, APPL_DEC }))
    ).case?.protection_outcome
  t.equal(closed([1, 'WCAT', 'A'], [2, 'ASYW', 'W'], [3, 'ASYL', 'M']), 'not_adjudicated')
  t.equal(closed([1, 'WCAT', 'A'], [2, 'ASYW', 'W']), 'withdrawn')
  t.equal(closed([2, 'ASYL', 'A'], [1, 'ASYL', 'W']), 'withdrawn')
  t.equal(closed([1, 'ASYL', 'A'], [2, 'WCAT', 'D']), 'rejected')
  t.equal(closed([1, 'ASYL', '8'], [2, 'WCAT', 'A']), 'abandoned', 'what nobody can read is last')
})

t.test('latest is by day of completion, then by number; an impossible day is earliest', async t => {
  const latest = (...rows: [id: number, COMP_DATE: string, DEC_CODE: string][]) =>
    told(caseRow(), ...rows.map(([id, day, code]) => proceeding(id, on(day, code)))).case?.return_outcome
  t.equal(latest([1, '2022-01-01', 'R'], [2, '2021-01-01', 'X']), 'relief_granted')
  t.equal(latest([10, '2022-01-01', 'R'], [9, '2022-01-01', 'X']), 'relief_granted')
  t.equal(latest([1, '2022-01-01', 'R'], [2, '2925-01-01', 'X']), 'relief_granted')
})

t.test('a closure stands only where nothing else was decided, and never reads as pending', async t => {
  const closure = proceeding(2, { OTHER_COMP: 'F', COMP_DATE: '2022-01-01' })
  t.match(told(caseRow(), proceeding(1, on('2020-01-01', 'V')), closure).case, {
    return_outcome: 'voluntary_departure_ordered',
    case_outcome: 'voluntary_departure_ordered',
    first_return_decided_on: '2020-01-01',
    first_return_completed_on: '2020-01-01',
    closed_on: '2022-01-01',
    last_decided_on: '2022-01-01'
  })
  t.match(told(caseRow(), closure).case, {
    case_outcome: 'not_prosecuted',
    case_outcome_kind: 'return',
    case_status: 'decided',
    first_return_decided_on: undefined,
    first_return_completed_on: '2022-01-01',
    closed_on: '2022-01-01'
  })
  t.match(
    told(caseRow(), proceeding(1, on('2020-01-01', '%'))).case,
    {
      return_outcome: 'unknown',
      first_return_decided_on: undefined,
      first_return_completed_on: '2020-01-01'
    },
    'of a code that is not known nobody knows whether it decided anything'
  )
  t.match(
    told(caseRow(), proceeding(1, on('2020-01-01', 'X')), proceeding(2)).case,
    { case_status: 'pending', closed_on: undefined, first_return_completed_on: '2020-01-01' },
    'an open case is not closed'
  )
  t.match(
    told(caseRow(), proceeding(1, on('2020-01-01', 'X')), proceeding(2, { DEC_CODE: 'X' })).case,
    { case_status: 'decided', closed_on: undefined },
    'the newest proceeding was completed on no known day'
  )
})

t.test('a case is inactive while its newest proceeding is closed administratively', async t => {
  const closed = { OTHER_COMP: 'A', COMP_DATE: '2022-01-01' }
  t.match(told(caseRow(), proceeding(1, closed)).case, {
    case_status: 'inactive',
    case_outcome: 'closed_administratively',
    waiting_at: undefined
  })
  t.match(told(caseRow(), proceeding(1, closed), proceeding(2)).case, { case_status: 'pending' })
  t.match(told(caseRow(), proceeding(1, closed), proceeding(2, on('2021-01-01', 'X'))).case, {
    case_status: 'decided'
  })
})

t.test('a case waits while its newest proceeding is open or moved on, since it was filed', async t => {
  const first = proceeding(1, { ...on('2020-01-01', 'X'), OSC_DATE: '2019-05-06' })
  for (const OTHER_COMP of ['', 'C', 'T'])
    t.match(told(caseRow(), first, proceeding(2, { OTHER_COMP, OSC_DATE: '2018-05-06' })).case, {
      case_status: 'pending',
      case_outcome: 'removal_ordered',
      filed_on: '2018-05-06',
      waiting_at: 'immigration_judge',
      waiting_since: '2018-05-06'
    })
  t.match(told(caseRow(), first, proceeding(2, { OTHER_COMP: 'X' })).case, { case_status: 'decided' })
  const review = told(caseRow({ CASE_TYPE: 'RFR' }), proceeding(1, { CASE_TYPE: 'RFR' })).case
  t.match(review, { waiting_at: 'screening_review', waiting_since: undefined })
})

t.test('a review of a screening is the outcome of its case', async t => {
  const CASE_TYPE = 'CFR'
  t.match(
    told(caseRow({ CASE_TYPE }), proceeding(1, { ...on('2024-01-01', 'A'), CASE_TYPE, DEPORTED_1: 'RU' }))
      .case,
    {
      screening_outcome: 'fear_not_found',
      case_outcome: 'fear_not_found',
      case_outcome_kind: 'screening',
      return_outcome: undefined,
      country_of_return: undefined,
      pathway: 'screening_review'
    }
  )
})

t.test('court and detention of a case are those of its newest proceeding', async t => {
  const rows = [
    proceeding(1, { BASE_CITY_CODE: 'NYC', CUSTODY: 'D', ...on('2024-01-01', 'X') }),
    proceeding(2, { BASE_CITY_CODE: 'MIA', CUSTODY: 'R', ...on('2023-01-01', 'X') })
  ]
  t.match(told(caseRow({ CUSTODY: 'N' }), ...rows).case, { court: 'MIA', custody: 'released' })
})

t.test('on one day a timeline goes by stage, then by id; undated decisions come last', async t => {
  const { decisions } = told(
    caseRow({ CASE_TYPE: 'RMV' }),
    proceeding(1, on('2024-01-01', 'X')),
    proceeding(2, { ...on('2024-01-01', 'A'), CASE_TYPE: 'CFR' }),
    proceeding(3, on('', 'V')),
    application(9, { APPL_DEC: 'D' }),
    application(8, { APPL_DEC: 'D' })
  )
  t.same(
    decisions.map(({ decision_id, sequence }) => [decision_id, sequence]),
    ['21', '82', '92', '11', '31'].map((id, at) => [id, at + 1])
  )
})
