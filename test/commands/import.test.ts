import t from 'tap'
import { exitCodeOf } from '../../src/commands/import.ts'

const breach = {
  kind: 'vanished' as const,
  reporter: 'DEU',
  year: 2024,
  what: 'rejected',
  before: 450,
  now: 0
}
const report = { unmet: [], breaches: [], status: 'current' as const }

t.test('a dry run ends with the exit code that the import would end with', async t => {
  for (const result of ['dry_run', 'published'] as const) {
    t.equal(exitCodeOf({ ...report, result }), 0, result)
    t.equal(exitCodeOf({ ...report, result, status: 'beside' }), 0, 'beside for what it lacks')
    t.equal(exitCodeOf({ ...report, result, status: 'beside', breaches: [breach] }), 11, result)
    t.equal(exitCodeOf({ ...report, result, breaches: [breach] }), 0, 'with --make-current')
    t.equal(exitCodeOf({ ...report, result, unmet: ['9 rows'] }), 0, 'with --force')
  }
  t.equal(exitCodeOf({ ...report, result: 'dry_run', status: null, unmet: ['9 rows'] }), 4)
})
