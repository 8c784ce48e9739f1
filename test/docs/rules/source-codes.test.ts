import t from 'tap'
import { decisionColumns, excludedColumns } from '../../../src/sources/ca-irb/codes.ts'
import { documentedCasesCodeLists } from '../../../src/sources/documented-cases/codes.ts'
import { applicants, unaccompanied } from '../../../src/sources/gb-asylum-decisions/codes.ts'
import {
  ageCodes,
  type EurostatMeaning,
  eurostatSexCodes
} from '../../../src/sources/publishers/eurostat/codes.ts'
import { ages, sexLabels } from '../../../src/sources/publishers/home-office/labels.ts'
import { coded, tablesOf, tableUnder } from './pages.ts'

// Code tables of docs/rules/sources.md that no test of a source reads.
const tables = tablesOf('docs/rules/sources.md')
const rows = (...header: string[]): string[][] => tableUnder(tables, ...header)
const first = (cell: string | undefined): string => coded(cell)[0] ?? ''

t.test('labels of the Home Office are those of the page', t => {
  const said: Record<string, Record<string, string>> = {}
  for (const [label, column = '', value] of rows('label', 'Column'))
    said[column] = { ...said[column], [first(label)]: first(value) }
  t.same(said, { Age: ages, Sex: sexLabels, 'Applicant type': applicants, UASC: unaccompanied })
  t.end()
})

t.test('codes of Eurostat are those of the page', t => {
  const worded = (codes: Record<string, EurostatMeaning>, total: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(codes).map(([code, meaning]) => {
        if (!('total' in meaning)) return [code, `\`${meaning.value}\``]
        return [code, meaning.total === total ? 'total' : `subtotal \`${meaning.value}\``]
      })
    )
  const said = (dimension: string) =>
    Object.fromEntries(
      rows('eurostat code').flatMap(([code, of, value = '']) =>
        of === dimension ? [[first(code), value]] : []
      )
    )
  t.same(said('sex'), worded(eurostatSexCodes, 'sex'))
  t.same(said('age'), worded(ageCodes, 'age_group'))
  t.end()
})

t.test('columns of the Canadian board become what the page says', t => {
  const all: Record<string, { outcome?: string; excluded?: string }> = {
    ...decisionColumns,
    ...excludedColumns
  }
  t.same(
    rows('column of the board').map(([column, becomes = '']) => [
      ...[first(column), becomes.startsWith('excluded'), first(becomes)]
    ]),
    Object.entries(all).map(([column, { outcome, excluded }]) => [
      ...[column, excluded !== undefined, outcome ?? excluded]
    ])
  )
  t.end()
})

t.test('events of documented cases stand at the stages of the page', t => {
  const entries = documentedCasesCodeLists.flatMap(list => list.entries)
  t.same(
    rows('event').map(([event, becomes]) => [
      first(event),
      becomes?.startsWith('stage') ? first(becomes) : null
    ]),
    entries.map(({ code, dimension, value }) => [code, dimension === 'decision_stage' ? value : null])
  )
  t.end()
})
