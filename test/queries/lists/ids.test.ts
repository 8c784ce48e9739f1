import t from 'tap'
import { readId, recordId, recordIdOrNull } from '../../../src/queries/lists/ids.ts'
import type { ReleaseEntry } from '../../../src/snapshot/card.ts'

const owner = (id: string, id_prefix: string, ids_hold: string, release: string) =>
  ({ source: id, release, about: { id, id_prefix, ids_hold } }) as unknown as ReleaseEntry
const eoir = owner('us-eoir-cases', 'eoir', 'across_releases', '2026-08')
const uscis = owner('us-uscis-asylum-office', 'us-uscis', 'inside_release', '2026-07')

const sample = { ...eoir, synthetic: true } as ReleaseEntry

const thrown = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
}

t.test('an id that holds from release to release names no release; one that does not, does', async t => {
  t.equal(recordId(eoir, 123n), 'eoir:123')
  t.equal(recordId(uscis, '7'), 'us-uscis:2026-07:7')
  t.equal(recordIdOrNull(eoir, null), null)
  t.equal(recordId(sample, 123n), 'eoir:synthetic-123')
})

t.test('an id is read back as it was written, past 2^53 too', async t => {
  for (const id of [0n, 7n, 2n ** 53n + 1n, 2n ** 63n - 1n, -5n])
    for (const each of [eoir, uscis]) t.equal(readId(recordId(each, id), [eoir, uscis]).id, id)
  t.same(readId('eoir:synthetic-7', [eoir]), { source: 'us-eoir-cases', synthetic: true, id: 7n })
  t.same(readId('eoir:7', [eoir]), { source: 'us-eoir-cases', synthetic: false, id: 7n })
  t.same(readId('us-uscis:2026-07:7', [uscis]), {
    source: 'us-uscis-asylum-office',
    release: '2026-07',
    id: 7n
  })
})

t.test('what is no id is not found', async t => {
  for (const text of [
    '',
    'eoir',
    'eoir:',
    'eoir:x',
    'eoir:1:2',
    'eoir:007',
    'eoir:9223372036854775808',
    'us-uscis:7',
    'nobody:1',
    'eoir:synthetic-',
    'eoir:synthetic-x',
    'us-uscis:2026-07:synthetic-7',
    'eoir:1e3'
  ])
    t.match(
      thrown(() => readId(text, [eoir, uscis])),
      { type: 'not-found' },
      text
    )
})

t.test('a number alone is told the form that names its source', async t => {
  const releases = [eoir, uscis].map(each => ({ ...each, tables: { cases: {} } }) as unknown as ReleaseEntry)
  t.match(
    thrown(() => readId('2000260', releases)),
    { type: 'not-found', message: /eoir:2000260 or us-uscis:2026-07:2000260\.$/ }
  )
  t.match(
    thrown(() => readId('eoir:x', releases)),
    { message: /There is no record with the id eoir:x\.$/ }
  )
})
