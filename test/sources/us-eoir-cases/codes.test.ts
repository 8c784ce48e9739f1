import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  applicationDecisions,
  completionCodes,
  decisionCodes,
  stagesByCaseType,
  undecidedApplications,
  undecidedCompletions
} from '../../../src/sources/us-eoir-cases/codes.ts'
import {
  appealTypes,
  boardDecisions,
  courtDecisions,
  filedBy
} from '../../../src/sources/us-eoir-cases/codes-appeals.ts'
import { caseTypes, custodyCodes, sexCodes } from '../../../src/sources/us-eoir-cases/codes-case.ts'
import { outcomeDefinitions } from '../../../src/vocabulary/outcome.ts'
import { shared } from '../released.ts'

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
  t.same(labels(sexCodes), asObject(published('lookups/tblLookupSex.csv')))
  t.same(caseTypes, asObject(published('lookups/tblLookupCaseType.csv')))
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
      kind === 'C' ? decisionCodes[case_type] : completionCodes[case_type]
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

t.test(
  'the codes become what the contract says',
  { skip: shared('design/source-mappings.md').missing },
  async t => {
    const text = readFileSync(shared('design/source-mappings.md').path, 'utf8')
    const [, section = ''] = text.split('\n## 4. ')
    const row = (start: string): string => section.split(`\n| ${start} | `)[1]?.split('\n')[0] ?? ''
    const ours = (codes: Record<string, readonly [string, string]>) =>
      Object.fromEntries(Object.entries(codes).map(([code, [outcome]]) => [code, outcome]))
    t.same(ours(decisionCodes.CFR), fromContract(row('DEC_CODE')))
    t.same(ours(decisionCodes.RFR), fromContract(row('DEC_CODE')))
    const removal = fromContract(row('DEC_CODE, RMV'))
    t.same(ours(decisionCodes.RMV), removal)
    const { X: _, E: _e, Z: _z, H: _h, ...shared_by_all } = removal
    t.same(ours(decisionCodes.DEP), { D: 'removal_ordered', ...shared_by_all })
    t.same(ours(decisionCodes.EXC), { E: 'removal_ordered', ...shared_by_all })
    const [reviewed = '', completed = ''] = section.split('\n| OTHER_COMP | ').slice(1)
    t.same(
      { ...ours(completionCodes.CFR), C: 'none', T: 'none', X: 'none' },
      fromContract(reviewed.split('\n')[0] ?? '')
    )
    t.same(
      { ...ours(completionCodes.RMV), C: 'none', T: 'none', X: 'none' },
      fromContract(completed.split('\n')[0] ?? '')
    )
    const board: Record<string, string> = {}
    for (const [outcome = '', codes = ''] of section
      .split('| outcome | strBIADecision |')[1]
      ?.split('\n\n')[0]
      ?.split('\n')
      .flatMap(line => {
        const cells = /^\| ([a-z_]+) \| (.+) \|$/.exec(line)
        return cells ? [cells.slice(1)] : []
      }) ?? [])
      for (const code of codes
        .replace(/\([^)]*\)/g, '')
        .split(' ')
        .filter(Boolean))
        board[code] = outcome
    // The line that draws the table and sentences after it hold no code.
    t.same(
      ours(boardDecisions),
      Object.fromEntries(Object.entries(board).filter(([, outcome]) => outcome !== ''))
    )
  }
)

t.test('each outcome can stand at the stage of its code', async t => {
  for (const [case_type, stage] of Object.entries(stagesByCaseType))
    for (const table of [decisionCodes, completionCodes])
      for (const [code, [outcome]] of Object.entries<readonly [string, string]>(
        table[case_type as keyof typeof stagesByCaseType]
      )) {
        const { stages } = outcomeDefinitions[outcome as keyof typeof outcomeDefinitions]
        t.ok(stages === 'any' || (stages as readonly string[]).includes(stage), `${case_type} ${code}`)
      }
})
