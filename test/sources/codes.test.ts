import t from 'tap'
import {
  besideRefugeeStatus,
  columnOutcomes,
  levels
} from '../../src/sources/unhcr-asylum-decisions/codes.ts'
import { fearColumnNames } from '../../src/sources/us-credible-fear/codes.ts'
import { type TypeMeaning, typeColumns } from '../../src/sources/us-dhs-repatriations/codes.ts'
import { caseOutcomes } from '../../src/sources/us-uscis-asylum-office/codes.ts'
import { sourceRules } from '../docs/rules/pages.ts'

// The tables of docs/rules/sources.md are the contract; the code tables of each source are the same as data.
const text = sourceRules()

/** The rows of the tables of a section, each as its cells, without the lines that only draw. */
function tableRows(section: number): string[][] {
  const [, from = ''] = text.split(`\n## ${section}. `)
  return (from.split('\n## ')[0] ?? '')
    .split('\n')
    .filter(line => line.startsWith('|') && !/^\|[-| ]+\|$/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim())
    )
}

/** `TA, TP, TR` and `IN (USA)` are levels; `dec_recognized **and** dec_other` are columns. */
const levelsIn = (cell: string): string[] => cell.match(/\b[A-Z]{2}\b/g) ?? []
const columnsIn = (cell: string): string => (cell.match(/dec_[a-z]+/g) ?? []).join('+')

t.test('the levels of UNHCR stand at the stages of the contract', t => {
  const found: Record<string, string> = {}
  for (const [codes = '', stage = ''] of tableRows(1))
    if (/^[a-z_]+$/.test(stage) && stage !== 'level')
      for (const level of levelsIn(codes)) found[level] = stage
  t.same(
    Object.fromEntries(Object.entries(levels).map(([code, { decision_stage }]) => [code, decision_stage])),
    found
  )
  const authorities = tableRows(1)
    .filter(([, , note]) => note?.startsWith('authority'))
    .map(([codes = '', , note = '']) => [levelsIn(codes)[0], /us_[a-z_]+/.exec(note)?.[0]])
  t.same(
    Object.entries(levels).flatMap(([code, level]) =>
      'authority' in level ? [[code, level.authority]] : []
    ),
    authorities
  )
  t.end()
})

t.test('the columns of UNHCR become the outcomes of the contract at each level', t => {
  const all = Object.keys(levels)
  const rows = tableRows(1).filter(([column]) => column?.startsWith('dec_'))
  // In the words of the table: all, all others (than those of two columns), all but IN, or a list.
  const atLevels = (cell: string): string[] => {
    if (cell === 'all others') return all.filter(level => !(level in besideRefugeeStatus))
    if (cell === 'all but IN') return all.filter(level => level !== 'IN')
    return cell === 'all' ? all : levelsIn(cell)
  }
  const expected = new Set(
    rows
      .filter(([column]) => column !== '`dec_level`')
      .flatMap(([column = '', at = '', becomes = '']) => {
        const outcome = column === 'dec_total' ? 'not_split' : /^[a-z_]+/.exec(becomes)?.[0]
        return atLevels(at).map(level => `${level} ${columnsIn(column)} ${outcome}`)
      })
  )
  const ours = new Set(
    Object.entries(columnOutcomes).flatMap(([level, each]) =>
      each.map(({ columns, outcome }) => `${level} ${columns.join('+')} ${outcome}`)
    )
  )
  t.ok(expected.size > 50)
  t.same([...ours].sort(), [...expected].sort())
  t.end()
})

t.test('the names of credible-fear columns become what the contract says', t => {
  const found: Record<string, string> = {}
  for (const [names = '', becomes = ''] of tableRows(2)) {
    if (names.startsWith('row ') || names.startsWith('column') || names.startsWith('`')) continue
    const outcome = becomes.includes('is_total')
      ? 'not_split'
      : becomes.replace(/^excluded: /, '').replaceAll('`', '')
    // `Fear Established_Persecution (Y), Fear Established_Torture (Y)` are two names.
    for (const name of names.split(/[;,] /)) found[name] = outcome
  }
  t.same(
    Object.fromEntries(
      Object.entries<{ outcome?: string; excluded?: string }>(fearColumnNames).map(([name, each]) => [
        name,
        each.outcome ?? each.excluded
      ])
    ),
    found
  )
  t.end()
})

t.test('the columns of repatriations by type become what the contract says', t => {
  const table = text.split('### 5.2 us-dhs-repatriations')[1]?.split('\n## ')[0] ?? ''
  const found = table
    .split('\n')
    .filter(line => /^\| (Total|DHS) [\w ]+: /.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', ''))
    )
  const ours = Object.entries<TypeMeaning>(typeColumns).map(([name, meaning]) => {
    if ('excluded' in meaning) return [name, `excluded: ${meaning.excluded}`, '–']
    const { return_type, return_subtype, total_over } = meaning
    if (total_over?.includes('return_type')) return [name, 'is_total over both', '–']
    return [name, return_type, total_over ? 'is_total' : (return_subtype ?? '')]
  })
  t.same(ours, found)
  t.equal(ours.length, 16, 'columns C to R')
  t.end()
})

t.test('the outcomes of asylum officers become what the contract says', t => {
  const found: Record<string, string> = {}
  for (const [code = '', becomes = ''] of tableRows(3)) {
    const outcome = /^[a-z_]+/.exec(becomes)?.[0] ?? ''
    if (code !== 'case_outcome' && !code.startsWith('any')) found[code] = outcome
  }
  t.same(
    Object.fromEntries(Object.entries(caseOutcomes).map(([code, { outcome }]) => [code, outcome])),
    found
  )
  t.end()
})
