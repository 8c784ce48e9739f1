import { readFile } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { rowParts } from '../../../src/import/cases/row-parts.ts'
import { detachedTables } from '../../../src/import/copy/sink.ts'
import type { CountFact, Fact } from '../../../src/vocabulary/fact.ts'
import { database } from '../../helper.ts'
import { count } from '../made-up.ts'

const many = (from: number, to: number, more: Partial<CountFact> = {}): CountFact[] =>
  Array.from({ length: to - from }, (_, i) => count(`k${from + i}`, { ...more, line: from + i }))

async function detached(t: Test) {
  const db = await database(t)
  const folder = t.testdir({})
  const sink = detachedTables(db, 7, 'main', { folder })
  const rows = rowParts(sink.writing)
  const take = (facts: Fact[]) => {
    for (const fact of facts) rows.write(fact)
    return sink.take(rows.take())
  }
  const linesInTable = async () =>
    (await db.pool.query('select line from published_counts_7 order by ctid')).rows.map(({ line }) => line)
  return { sink, take, linesInTable }
}

t.test('rows that are taken in small and large pieces are in the table and its copy, in order', async t => {
  const { sink, take, linesInTable } = await detached(t)
  // A few rows, far more than are sent at once, a few again, and some that are written one by one.
  await take(many(0, 3))
  await take(many(3, 4_000))
  await take(many(4_000, 4_010))
  for (const fact of many(4_010, 4_020)) await sink.write(fact)
  await take([])
  await take(many(4_020, 9_000))
  await sink.commit()
  const expected = Array.from({ length: 9_000 }, (_, i) => i)
  t.strictSame(await linesInTable(), expected)
  const { files = [], columns = [] } = sink.copies().published_counts ?? {}
  t.equal(files.length, 1)
  const copy = await readFile(files[0] as string, 'utf8')
  const at = columns.indexOf('line')
  const lines = copy.trimEnd().split('\n')
  t.strictSame(
    lines.map(row => Number(row.split('\t')[at])),
    expected
  )
})

t.test('one text that needs an escape is enough for a table to have no copy', async t => {
  const { sink, take } = await detached(t)
  await take(many(0, 5))
  await take(many(5, 6, { source_label: 'a\ttab' }))
  await take(many(6, 9))
  await sink.commit()
  t.strictSame(sink.copies(), {})
})

t.test('rows that the database refuses are told to who gave them, or at the end', async t => {
  const { sink, take } = await detached(t)
  const giving = async () => {
    await take(many(0, 4_000, { period_from: 'no day' }))
    await take(many(4_000, 8_000))
    await sink.commit()
  }
  await t.rejects(giving(), /invalid input syntax for type date: "no day"/)
  await sink.abort()
})
