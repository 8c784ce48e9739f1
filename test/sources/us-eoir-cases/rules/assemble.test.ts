import t from 'tap'
import type { CasePart } from '../../../../src/sources/source.ts'
import { outcomes as allOutcomes, outcomeDefinitions } from '../../../../src/vocabulary/outcome.ts'
import { appeal, application, caseRow, court, proceeding, released_on, type Told, told } from '../case.ts'

const decided = { DEC_CODE: 'X', COMP_DATE: '2024-01-01' }

t.test('rows whose case is not in the release are orphans, but for what they say themselves', async t => {
  t.same(
    told(
      ...[
        proceeding(1, decided),
        proceeding(2, { OTHER_COMP: 'C' }),
        proceeding(3, { OTHER_COMP: 'T' }),
        proceeding(4, { OTHER_COMP: 'X' }),
        proceeding(5),
        proceeding(6, { CASE_TYPE: 'CSR', DEC_CODE: 'A' }),
        proceeding(7, { CASE_TYPE: '', OTHER_COMP: 'A' })
      ],
      ...[application(1, { APPL_DEC: 'D' }), application(2, { APPL_DEC: 'T' })],
      ...[appeal(1, { strBIADecision: 'DIS' }), appeal(2), court(1)]
    ).fates,
    [
      '1:1 rejected orphan',
      '1:2 excluded venue_change',
      '1:3 excluded transfer',
      '1:4 excluded zero_bond',
      '1:5 excluded no_decision',
      '1:6 excluded out_of_scope',
      '1:7 rejected orphan',
      '2:1 rejected orphan',
      '2:2 excluded no_decision',
      '3:1 rejected orphan',
      '3:2 excluded no_decision',
      '4:1 rejected orphan'
    ]
  )
})

t.test('of rows with one key the first in the file stands, in whatever order they come', async t => {
  const rows = [
    ...[caseRow({ NAT: 'RU' }, 1), caseRow({ NAT: 'CH' }, 2)],
    ...[proceeding(1, decided, 1), proceeding(1, { ...decided, DEC_CODE: 'R' }, 2), proceeding(1, {}, 3)],
    ...[application(1, { APPL_DEC: 'D' }, 1), application(1, { APPL_DEC: 'G' }, 2)],
    ...[appeal(1, { strBIADecision: 'DIS' }, 1), appeal(1, { strBIADecision: 'SUS' }, 2)],
    ...[court(1, {}, 1), court(1, { strFedCourtDecision: 'DIS' }, 2)]
  ]
  for (const order of [rows, rows.toReversed()]) {
    const { fates, decisions, case: whole } = told(...order)
    t.same(fates, [
      ...['0:1 loaded', '0:2 rejected duplicate_key'],
      ...['1:1 loaded', '1:2 rejected duplicate_key', '1:3 rejected duplicate_key'],
      ...['2:1 loaded', '2:2 rejected duplicate_key', '3:1 loaded', '3:2 rejected duplicate_key'],
      ...['4:1 loaded', '4:2 rejected duplicate_key']
    ])
    t.equal(whole?.nationality, 'RUS')
    t.same(
      decisions.map(({ outcome }) => outcome),
      ['rejected', 'removal_ordered', 'appeal_dismissed', 'remanded']
    )
  }
})

t.test('a repaired row says so in its fact', async t => {
  const { case: whole, decisions } = told(
    { ...caseRow(), repaired: true },
    { ...proceeding(1, decided), repaired: true },
    application(1, { APPL_DEC: 'D' })
  )
  t.equal(whole?.repaired, true)
  t.same(
    decisions.map(({ repaired = false, source_table, line }) => [source_table, line, repaired]),
    [
      ['tbl_Court_Appln', 1, false],
      ['B_TblProceeding', 1, true]
    ]
  )
})

/** Numbers that look drawn, the same in each run. */
function drawn(seed: number) {
  let state = seed
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return { next, of: <T>(values: readonly T[]): T => values[next(values.length)] as T }
}

/** A case that real data could hardly be worse than: any codes, days and keys, some twice, in any order. */
function anyCase(seed: number): CasePart[] {
  const { next, of } = drawn(seed)
  const type = () => of(['RMV', 'RMV', 'DEP', 'EXC', 'CFR', 'RFR', 'AOC', 'WHO', 'BND', ''])
  const day = () => of(['', '2019-01-02', '2020-03-04', '2021-05-06', '2022-07-08', '2925-01-01', '?'])
  const some = (most: number, make: () => CasePart) => Array.from({ length: next(most + 1) }, make)
  const code = () => of(['', '', 'X', 'D', 'E', 'A', 'G', 'R', 'V', 'T', 'J', '7'])
  const parts = [
    ...some(next(4) === 0 ? 2 : 0, () => caseRow({ CASE_TYPE: type() }, 50 + next(50))),
    ...(next(10) === 0 ? [] : [caseRow({ CASE_TYPE: type(), NAT: of(['RU', 'SS', '', 'ZZ']) })]),
    ...some(4, () =>
      proceeding(1 + next(5), {
        ...{ CASE_TYPE: type(), OSC_DATE: day(), COMP_DATE: day(), DEC_CODE: code(), DEPORTED_1: 'RU' },
        OTHER_COMP: of(['', 'A', 'C', 'T', 'X', 'F', 'Z'])
      })
    ),
    ...some(5, () =>
      application(1 + next(9), {
        ...{ IDNPROCEEDING: String(1 + next(6)), APPL_RECD_DATE: day(), APPL_DEC: code() },
        APPL_CODE: of(['ASYL', 'ASYW', 'WCAT'])
      })
    ),
    ...some(3, () =>
      appeal(1 + next(4), {
        ...{ idnProceeding: String(1 + next(6)), datAppealFiled: day(), datBIADecision: day() },
        ...{ strBIADecision: of(['', 'DIS', 'SUS', 'REM', 'ZZZ']), strCaseType: of(['RMV', '', 'AOC']) },
        strAppealType: of(['Case Appeal', 'CASE APPEAL', 'MTR BIA'])
      })
    ),
    ...some(2, () => court(1 + next(4), { lngAppealID: String(1 + next(4)), datFedCourtDecision: day() }))
  ].map((part, line) => ({ ...part, line: line + 1 }))
  for (let at = parts.length - 1; at > 0; at--) {
    const other = next(at + 1)
    ;[parts[at], parts[other]] = [parts[other] as CasePart, parts[at] as CasePart]
  }
  return parts
}

/** What must be true of any case; empty where it is. */
function faults(parts: CasePart[], read: Told): string[] {
  const found: string[] = []
  const must = (holds: boolean, fault: string) => holds || found.push(fault)
  for (const part of parts) must(read.times.get(part) === 1, `row ${part.table}:${part.line} told once`)
  const { case: whole, decisions } = read
  const loaded = read.fates.filter(fate => fate.endsWith(' loaded')).length
  must(loaded === decisions.length + (whole ? 1 : 0), 'one fact a loaded row')
  must(new Set(decisions.map(each => each.decision_id)).size === decisions.length, 'ids are unique')
  if (whole === undefined) return found
  const ended = new Set(decisions.map(({ outcome }) => outcome))
  must(whole.case_outcome === 'pending' || ended.has(whole.case_outcome), 'a case ends as some decision did')
  must(whole.case_outcome !== 'pending' || whole.case_outcome_kind === 'none', 'pending is of no kind')
  must((whole.waiting_at === undefined) === /decided|inactive/.test(whole.case_status), 'who waits is open')
  must(
    whole.country_of_return === undefined || /ordered$/.test(whole.return_outcome ?? ''),
    'an order stands'
  )
  let last = ''
  for (const [at, each] of decisions.entries()) {
    must(each.sequence === at + 1, 'sequence')
    must((each.decided_on ?? '9') >= last, 'timeline')
    last = each.decided_on ?? '9'
    must((each.decided_on ?? '') <= released_on, 'no decision after the release')
    const { stages } = outcomeDefinitions[each.outcome]
    must(
      stages === 'any' || (stages as readonly string[]).includes(each.decision_stage),
      'outcome of its stage'
    )
    must(
      each.country_of_return === undefined || /ordered$/.test(each.outcome),
      'a country only with an order'
    )
    must(each.nationality === whole.nationality, 'one nationality')
  }
  return found
}

t.test('each row of any case is told once, its facts agree, and the order of rows is nothing', async t => {
  const reached = new Set<string>()
  for (let seed = 1; seed <= 5000; seed++) {
    const parts = anyCase(seed)
    const read = told(...parts)
    const wrong = faults(parts, read)
    if (wrong.length > 0) return t.fail(`case ${seed}: ${wrong.join('; ')}`)
    const again = told(...parts.toReversed())
    const told_of = ({ case: whole, decisions, fates }: Told) => JSON.stringify([whole, decisions, fates])
    if (told_of(read) !== told_of(again)) return t.fail(`case ${seed} depends on the order of its rows`)
    for (const fate of read.fates) reached.add(fate.replace(/^\S+ /, ''))
    for (const { outcome } of read.decisions) reached.add(outcome)
  }
  const fates = [...reached].filter(each => !(allOutcomes as readonly string[]).includes(each)).sort()
  t.same(fates, [
    'excluded case_not_counted',
    'excluded decided_by_application',
    'excluded no_decision',
    'excluded other_appeal',
    'excluded out_of_scope',
    'excluded transfer',
    'excluded venue_change',
    'excluded zero_bond',
    'loaded',
    'rejected duplicate_key',
    'rejected no_proceeding',
    'rejected orphan'
  ])
})
