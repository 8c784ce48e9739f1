import t from 'tap'
import { unresolvedTable } from '../../../src/commands/checking/unresolved.ts'

t.test(
  'each code that no table knows has a line with its count, and a release without any says so',
  async t => {
    const unknown_codes = [
      { field: 'outcome', code: 'X1', count: 2 },
      { field: 'Citizenship Country', code: 'KOREA', count: 1_234 }
    ]
    const text = unresolvedTable([
      { source: 'us-ice-removals', release: '2026-03', status: 'current', unknown_codes },
      { source: 'us-uscis-asylum-office', release: '2021', status: 'beside', unknown_codes: [] }
    ])
    t.same(
      text.split('\n').map(line => line.split(/ {2,}/)),
      [
        ['source', 'release', 'status', 'field', 'rows', 'code or name', 'may be'],
        ['us-ice-removals', '2026-03', 'current', 'Citizenship Country', '1,234', '"KOREA"', 'KOR, PRK'],
        ['us-ice-removals', '2026-03', 'current', 'outcome', '2', '"X1"'],
        ['us-uscis-asylum-office', '2021', 'beside', 'none', '0'],
        ['']
      ]
    )
  }
)
