import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  applicationDecisions,
  completionCodes,
  courtDecisionCodes,
  stagesByCaseType,
  undecidedApplications,
  undecidedCompletions
} from '../../../../src/sources/us-eoir-cases/codes/codes.ts'
import {
  appealTypes,
  boardDecisions,
  courtDecisions,
  filedBy
} from '../../../../src/sources/us-eoir-cases/codes/codes-appeals.ts'
import {
  custodyCodes,
  eoirCaseTypes,
  eoirSexCodes
} from '../../../../src/sources/us-eoir-cases/codes/codes-case.ts'
import { outcomeDefinitions } from '../../../../src/vocabulary/outcome.ts'
import { sourceRules, tablesOf, tableUnder } from '../../../docs/rules/pages.ts'
import { shared } from '../../released.ts'

const { missing: skip } = shared('data/us-eoir')

/** The published lookups are lists of code and description; a description can be quoted. */
function published(path: string, columns = 2): string[][] {
  const [, ...lines] = readFileSync(shared(`data/us-eoir/${path}`).path, 'utf8')
    .trim()
    .split(/\r?\n/)
  return lines.map(line => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell)
    return cells.slice(0, columns).map(cell => cell.replace(/^"|"$/g, '').replaceAll('""', '"'))
  })
}
const asObject = (rows: string[][]) => Object.fromEntries(rows.map(([code = '', label]) => [code, label]))
const labels = (codes: Record<string, readonly [string, string] | { label: string }>) =>
  Object.fromEntries(
    Object.entries(codes).map(([code, each]) => [code, 'label' in each ? each.label : each[1]])
  )

t.test('lookups of one key are those published, code by code and word by word', { skip }, async t => {
  t.same(labels(boardDecisions), asObject(published('lookups/tblLookupBIADecision.csv')))
  t.same(labels(courtDecisions), asObject(published('lookups/tblLookupFedCourtDecision.csv')))
  t.same(labels(filedBy), asObject(published('lookups/tblLookupFiledBy.csv')))
  t.same(labels(custodyCodes), asObject(published('lookups/tblLookupCustodyStatus.csv')))
  t.same(labels(eoirSexCodes), asObject(published('lookups/tblLookupSex.csv')))
  t.same(eoirCaseTypes, asObject(published('lookups/tblLookupCaseType.csv')))
  const decisions = asObject(published('lookups/tblLookupCourtAppDecisions.csv'))
  for (const codes of Object.values(applicationDecisions))
    t.same({ ...labels(codes), ...undecidedApplications }, decisions)
  const types = asObject(published('lookups/tbllookupAppealType.csv'))
  for (const type of Object.keys(appealTypes)) t.ok(type in types, type)
})

t.test('each published decision of a judge is read, or known not to be', { skip }, async t => {
  const unread: string[] = []
  let read = 0
  for (const [type = '', code = '', kind, label] of published('court_decision_reconstructed.csv', 4)) {
    if (!(type in stagesByCaseType)) continue
    const case_type = type as keyof typeof stagesByCaseType
    const table: Record<string, readonly [string, string]> =
      kind === 'C' ? courtDecisionCodes[case_type] : completionCodes[case_type]
    const words = kind === 'O' && code in undecidedCompletions ? undecidedCompletions : undefined
    const ours = words?.[code as keyof typeof undecidedCompletions].label ?? table[code]?.[1]
    if (ours === undefined) unread.push(`${type} ${code} ${kind}`)
    // One wording a letter: EXC has "Withdraw" for RMV's "Withdrawn", and WHO the other way round.
    else if (code === 'W') t.match(ours, /^Withdraw/)
    else t.equal(ours, label, `${type} ${code} ${kind}`)
    read++
  }
  t.same(unread, ['AOC P O'], 'under AOC "Temporary Protected Status" is no outcome of the contract')
  t.ok(read > 90, `${read} codes`)
})

/** `Z H removal_ordered_withheld` → the letters and what they become. */
function fromContract(text: string, into: Record<string, string> = {}): Record<string, string> {
  for (const [, letters = '', outcome = ''] of text.matchAll(/((?:\b[A-Z] )+)([a-z_]+)/g))
    for (const letter of letters.trim().split(' ')) into[letter] = outcome
  return into
}

type CodeTable = Readonly<Record<string, readonly [string, string]>>
const ours = (codes: CodeTable) =>
  Object.fromEntries(Object.entries(codes).map(([code, [outcome]]) => [code, outcome]))
const undecided = { C: 'none', T: 'none', X: 'none' }

const [, section = ''] = sourceRules().split('\n## 4. ')
const tables = tablesOf('docs/rules/sources.md', section.split('\n## ')[0])

t.test('the codes of judges become what the rules say, by case type and field', t => {
  const row = (start: string): string => section.split(`\n| ${start} | `)[1]?.split('\n')[0] ?? ''
  const [reviewed = '', completed = ''] = section.split('\n| OTHER_COMP | ').slice(1)
  const claims = row('OTHER_COMP, AOC and WHO')
  const said = {
    CFR: [row('DEC_CODE'), reviewed],
    RFR: [row('DEC_CODE'), reviewed],
    RMV: [row('DEC_CODE, RMV'), completed],
    DEP: [row('DEC_CODE, DEP'), completed],
    EXC: [row('DEC_CODE, EXC'), completed],
    AOC: [row('DEC_CODE, AOC'), claims],
    WHO: [row('DEC_CODE, WHO'), claims]
  } as const satisfies Record<keyof typeof stagesByCaseType, readonly string[]>
  for (const [type, [decided = '', closed = '']] of Object.entries(said)) {
    const case_type = type as keyof typeof said
    t.same(ours(courtDecisionCodes[case_type]), fromContract(decided), `${type} DEC_CODE`)
    const closings = fromContract(closed.split('\n')[0] ?? '')
    t.same({ ...ours(completionCodes[case_type]), ...undecided }, closings, `${type} OTHER_COMP`)
  }
  t.same(Object.keys(undecidedCompletions), Object.keys(undecided))
  t.end()
})

t.test('the codes of applications become what the rules say, by what was applied for', t => {
  const rows = tableUnder(tables, 'APPL_DEC')
  for (const [place, type] of (['ASYL', 'ASYW', 'WCAT'] as const).entries())
    t.same(
      ours(applicationDecisions[type]),
      Object.fromEntries(
        rows.flatMap(([letters = '', ...outcomes]) => letters.split(' ').map(code => [code, outcomes[place]]))
      ),
      type
    )
  t.end()
})

/** The codes of a cell, without what stands in brackets. */
const codesIn = (cell = ''): string[] =>
  cell
    .replace(/\([^)]*\)/g, '')
    .split(' ')
    .filter(Boolean)

t.test('the codes of the Board, of who appealed and of federal courts become what the rules say', t => {
  const board = tableUnder(tables, 'outcome', 'strBIADecision')
  t.same(
    ours(boardDecisions),
    Object.fromEntries(board.flatMap(([outcome, codes]) => codesIn(codes).map(code => [code, outcome])))
  )
  const appellants = tableUnder(tables, 'strFiledBy').filter(([codes]) => codes !== 'empty')
  t.same(
    Object.fromEntries(Object.entries(filedBy).map(([code, { appealed_by }]) => [code, appealed_by])),
    Object.fromEntries(appellants.flatMap(([codes, by]) => codesIn(codes).map(code => [code, by])))
  )
  t.same(ours(courtDecisions), Object.fromEntries(tableUnder(tables, 'strFedCourtDecision')))
  t.end()
})

t.test('each outcome can stand at the stage of its code', async t => {
  for (const [case_type, stage] of Object.entries(stagesByCaseType))
    for (const table of [courtDecisionCodes, completionCodes])
      for (const [code, [outcome]] of Object.entries<readonly [string, string]>(
        table[case_type as keyof typeof stagesByCaseType]
      )) {
        const { stages } = outcomeDefinitions[outcome as keyof typeof outcomeDefinitions]
        t.ok(stages === 'any' || (stages as readonly string[]).includes(stage), `${case_type} ${code}`)
      }
})
