import t from 'tap'
import { decodeCursor, encodeCursor } from '../../src/vocabulary/cursor.ts'
import type { Problem } from '../../src/vocabulary/problem.ts'

const context = { query: 'nationality=RUS', release: 'unhcr-asylum-decisions:2026-06' }
const after = ['RUS', 2021, null, true, 'Türkiye']
const cursor = encodeCursor(after, context)

t.test('a cursor comes back with its release and sort keys', async t => {
  t.same(decodeCursor(cursor, { query: context.query }), { release: context.release, after })
  t.same(decodeCursor(cursor, context).after, after)
  t.match(cursor, /^[A-Za-z0-9_-]+$/, 'it stands in a URL as it is')
})

function refusal(text: string, of: { query: string; release?: string }): string {
  try {
    decodeCursor(text, of)
    return 'accepted'
  } catch (error) {
    return (error as Problem).type
  }
}

t.test('a cursor of another question or release is refused', async t => {
  t.equal(refusal(cursor, { query: 'nationality=AFG' }), 'invalid-cursor')
  t.equal(refusal(cursor, { ...context, release: 'unhcr-asylum-decisions:2025-06' }), 'invalid-cursor')
})

t.test('a cursor changed in any one character, cut or lengthened is refused, not misread', async t => {
  for (let i = 0; i < cursor.length; i++) {
    const changed = cursor.slice(0, i) + (cursor[i] === 'A' ? 'B' : 'A') + cursor.slice(i + 1)
    t.equal(refusal(changed, context), 'invalid-cursor')
  }
  for (const bad of ['', 'x', '…', cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, `${cursor}=`])
    t.equal(refusal(bad, context), 'invalid-cursor', bad)
})
