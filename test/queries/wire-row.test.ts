import t from 'tap'
import { wireRow } from '../../src/queries/wire-row.ts'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'
import { storedFields } from '../../src/vocabulary/records/record.ts'
import type { StoredField } from '../../src/vocabulary/records/types.ts'
import type { Grain } from '../../src/vocabulary/unit.ts'

const release = {
  ...{ source: 'made-up', release: '2024-01', synthetic: true },
  about: { id_prefix: 'made', ids_hold: 'across_releases' }
} as ReleaseEntry

/** A row of a table of which only these columns say something. */
const kept = <G extends Grain>(grain: G, said: Partial<Record<StoredField<G>, unknown>>) =>
  ({ ...Object.fromEntries(storedFields(grain).map(({ name }) => [name, null])), ...said }) as Record<
    StoredField<G>,
    unknown
  >

t.test('ids carry the prefix of their source, and an id that is not there stays null', async t => {
  const row = wireRow('return')(kept('return', { return_id: '5', duplicate_of: 9n }), release)
  t.match(row, { return_id: 'made:synthetic-5', duplicate_of: 'made:synthetic-9', case_id: null })
})

t.test('a day is written to its precision', async t => {
  const day = { decision_id: 1, decided_on: '2023-03-01' }
  const decided = (decided_precision: string | null) =>
    wireRow('decision')(kept('decision', { ...day, decided_precision }), release).decided_on
  t.same(['day', 'month', 'year', null].map(decided), ['2023-03-01', '2023-03', '2023', '2023-03-01'])
})

t.test('a row says whose it is, and nothing that is internal', async t => {
  const row = wireRow('return')(kept('return', { return_id: 5, sequence: 2, release_id: 12 }), release)
  t.match(row, { source: 'made-up', release: '2024-01', synthetic: true, return_status: 'executed' })
  t.notOk('sequence' in row)
  t.notOk('release_id' in row)
})

t.test('rows do not share what they hold', async t => {
  const toWire = wireRow('case')
  const [one, other] = [
    toWire(kept('case', { case_id: 1, court: 'NYC' }), release),
    toWire(kept('case', { case_id: 2 }), release)
  ]
  t.same(
    [one.case_id, one.court, other.case_id, other.court],
    ['made:synthetic-1', 'NYC', 'made:synthetic-2', null]
  )
})
