import t from 'tap'
import { writeCsv } from '../../src/formats/csv.ts'
import { labelsOfRows, withLabelColumns } from '../../src/formats/labelling.ts'
import { columnLabel } from '../../src/vocabulary/labels/columns.ts'
import type { TableColumn } from '../../src/vocabulary/results/table-column.ts'

const columns: TableColumn[] = [
  { name: 'nationality', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'court', type: 'text' },
  { name: 'represented', type: 'boolean' },
  { name: 'decisions', type: 'integer' },
  { name: 'decisions_flags', type: 'list' }
]
const rows = [
  {
    nationality: 'AFG',
    outcome: 'subsidiary_protection_granted',
    court: 'NYC',
    represented: true,
    decisions: null,
    decisions_flags: ['suppressed', 'partial']
  },
  {
    nationality: null,
    outcome: 'rejected',
    court: 'NYC',
    represented: null,
    decisions: 3,
    decisions_flags: []
  }
]

t.test(
  'a label stands after each code, none where there is no code, and none for a code of a source',
  async t => {
    const table = withLabelColumns({ columns, batches: [rows] }, 'fr')
    t.same(
      table.columns.map(({ name }) => name),
      [
        ...['nationality', 'nationality_label', 'outcome', 'outcome_label', 'court'],
        ...['represented', 'represented_label', 'decisions', 'decisions_flags', 'decisions_flags_label']
      ]
    )
    const written = []
    for await (const batch of table.batches) written.push(...batch)
    t.same(written, [
      {
        nationality: 'AFG',
        nationality_label: 'Afghanistan',
        outcome: 'subsidiary_protection_granted',
        outcome_label: 'Protection subsidiaire accordée',
        court: 'NYC',
        represented: true,
        represented_label: 'Oui',
        decisions: null,
        decisions_flags: ['suppressed', 'partial'],
        decisions_flags_label: ['non divulgué', 'incomplet']
      },
      {
        nationality: null,
        nationality_label: null,
        outcome: 'rejected',
        outcome_label: 'Rejet',
        court: 'NYC',
        represented: null,
        represented_label: null,
        decisions: 3,
        decisions_flags: [],
        decisions_flags_label: []
      }
    ])
  }
)

t.test('JSON has each label once, those of nested records too', async t => {
  const data = [{ outcome: 'rejected', decisions: 3, flags: { decisions: ['rounded'] } }]
  t.same(labelsOfRows(data, 'es'), {
    outcome: { label: 'resultado', values: { rejected: 'Denegada' } },
    decisions: { label: 'decisiones', values: {} },
    decisions_flags: { label: 'decisiones: marcas', values: { rounded: 'redondeado' } }
  })
  const nested = labelsOfRows({ case_id: 'x:1', decisions: [{ outcome: 'rejected' }] }, 'fr')
  t.same(nested.outcome, { label: 'issue', values: { rejected: 'Rejet' } })
  t.notOk('case_id' in nested, 'what has no label keeps its name')
})

t.test('names of columns in words follow from the names', async t => {
  t.equal(columnLabel('nationality_label', 'fr'), 'nationalité, en toutes lettres')
  t.equal(columnLabel('fear_found_rate_n', 'en'), 'rate of fear found (n)')
  t.equal(
    columnLabel('fear_found_rate_n_share', 'en'),
    'rate of fear found (n as a share of all in the cell)'
  )
  t.match(columnLabel('fear_found_rate_n_share_flags', 'en'), /as a share of all in the cell\): flags$/)
  t.match(columnLabel('fear_found_rate_low', 'es'), /\(límite inferior\)$/)
  t.match(columnLabel('decisions_flags', 'fr'), 'décisions\u00a0: mentions')
  t.equal(columnLabel('case_id', 'fr'), 'case_id')
})

t.test('a header in words is quoted where it holds a comma', async t => {
  const pieces = []
  for await (const piece of writeCsv([columnLabel('nationality_label', 'fr')], [])) pieces.push(piece)
  t.equal(pieces.join(''), '"nationalité, en toutes lettres"\r\n')
})
