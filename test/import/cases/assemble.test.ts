import { createHmac } from 'node:crypto'
import { rm, truncate } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { writeRelease } from '../../../bench/eoir/release.ts'
import { type Assembling, assembleBuckets, assembleInThreads } from '../../../src/import/cases/assemble.ts'
import type { Bucket } from '../../../src/import/cases/bucket.ts'
import { gatherLanes } from '../../../src/import/cases/gather.ts'
import type { Spilled } from '../../../src/import/cases/spill.ts'
import { lanesOf } from '../../../src/import/recognise/recognise-tables.ts'
import { type Member, openMembers } from '../../../src/reading/members.ts'
import { caseData } from '../../../src/sources/us-eoir-cases/reading/layout.ts'

const name = { source: 'us-eoir-cases', layout: caseData.id }
const buckets = 7

async function spilledRelease(t: Test, cases: number): Promise<Spilled[]> {
  const out = t.testdir({ parts: {} })
  writeRelease({ cases, seed: 5, out, layout: 'current', damage_rate: 500 })
  const members: Member[] = []
  for await (const member of openMembers([`${out}/release`]))
    if (caseData.tables.some(table => path.basename(member.name).startsWith(`${table}.`)))
      members.push(member)
  const gathered = await gatherLanes({
    ...{ layout: caseData, lanes: lanesOf(caseData, members), folder: `${out}/parts`, buckets },
    ...{ sink: { reject: () => undefined }, released_on: '2026-08-31', onRows() {} }
  })
  return gathered.map(({ spilled }) => spilled)
}

const assembling = (spilled: Spilled[], onBucket: Assembling['onBucket']): Assembling => ({
  ...{ layout: caseData, spilled, buckets, released_on: '2026-08-31', absent: [], onBucket },
  writing: { release_id: 4, series: 'cases', untold: caseData.untold ?? [], apart: true }
})

async function bucketsOf(
  spilled: Spilled[],
  how: (assembling: Assembling) => Promise<void>
): Promise<{ index: number; text: string; rest: Omit<Bucket, 'rows'>; parts: unknown }[]> {
  const made: Awaited<ReturnType<typeof bucketsOf>> = []
  await how(
    assembling(spilled, async ({ rows, ...rest }, index) => {
      // Who takes slowly gets them one at a time all the same.
      await new Promise(resolve => setTimeout(resolve, index % 2 ? 20 : 0))
      made.push({ index, text: Buffer.from(rows.bytes).toString(), parts: rows.parts, rest })
    })
  )
  return made
}

t.test('threads make the same buckets as one does, and they are taken in their order', async t => {
  const spilled = await spilledRelease(t, 3_000)
  const alone = await bucketsOf(spilled, assembleBuckets)
  t.strictSame(
    alone.map(({ index }) => index),
    [0, 1, 2, 3, 4, 5, 6]
  )
  t.ok(alone.flatMap(({ text }) => text.split('\n')).length > 5_000, 'there is something to compare')
  t.ok(alone.some(({ rest }) => rest.rejected.length > 0) && alone.every(({ rest }) => rest.parts > 500))
  for (const threads of [2, 3])
    t.strictSame(await bucketsOf(spilled, how => assembleInThreads(how, name, threads)), alone)
})

t.test('a removed case becomes nothing, with threads and without, and its rows are counted', async t => {
  const spilled = await spilledRelease(t, 300)
  const key = '0b'.repeat(64)
  const hashOf = (id: number) =>
    createHmac('sha256', Buffer.from(key, 'hex')).update(`us-eoir-cases\ncase synthetic-${id}`).digest('hex')
  const ids = [2_000_003, 2_000_117]
  const removed = { source: 'us-eoir-cases', synthetic: true, key, hashes: ids.map(hashOf) }
  const whole = await bucketsOf(spilled, assembleBuckets)
  const alone = await bucketsOf(spilled, how => assembleBuckets({ ...how, removed }))
  t.strictSame(await bucketsOf(spilled, how => assembleInThreads({ ...how, removed }, name, 2)), alone)
  const rowsOf = (made: typeof alone, id: number) =>
    made
      .flatMap(({ text, rest }) => [...text.split('\n'), ...rest.rejected.map(row => row.join('\t'))])
      .filter(row => row.split('\t').includes(String(id))).length
  const sumOf = (made: typeof alone, count: 'loaded' | 'rejected' | 'excluded') =>
    made.flatMap(({ rest }) => rest.counts.tables).reduce((sum, table) => sum + table[count], 0)
  for (const id of ids) t.ok(rowsOf(whole, id) > 0 && rowsOf(alone, id) === 0, `${id}`)
  const counted = alone
    .flatMap(({ rest }) => rest.counts.tables)
    .reduce((sum, { excluded_by_reason: { removed = 0 } }) => sum + removed, 0)
  t.ok(counted > 2)
  const all = ['loaded', 'rejected', 'excluded'] as const
  t.equal(
    all.reduce((sum, count) => sum + sumOf(alone, count), 0),
    all.reduce((sum, count) => sum + sumOf(whole, count), 0)
  )
})

t.test('each part has the rows of its stage and of the nationalities of its letter', async t => {
  const spilled = await spilledRelease(t, 300)
  let rows = 0
  await assembleBuckets(
    assembling(spilled, async ({ rows: { bytes, parts } }) => {
      let at = 0
      for (const { table, part, length } of parts) {
        const text = Buffer.from(bytes.subarray(at, at + length)).toString()
        at += length
        const [stage, letter] = part.includes(' ') ? part.split(' ') : [undefined, part]
        t.equal(stage === undefined, table === 'cases')
        for (const row of text.trimEnd().split('\n')) {
          rows++
          const cells = row.split('\t')
          if (stage !== undefined && !cells.includes(stage)) t.fail(`${row} is not of ${part}`)
          if (!cells.some(cell => cell.startsWith(letter as string))) t.fail(`${row} is not of ${part}`)
        }
      }
      t.equal(at, bytes.length, 'no byte belongs to no part')
    })
  )
  t.ok(rows > 300)
})

t.test('what ends the assembling is told as it was, whoever it happened to', async t => {
  const spilled = await spilledRelease(t, 300)
  const ways = [assembleBuckets, (how: Assembling) => assembleInThreads(how, name, 2)]
  for (const way of ways)
    await t.rejects(
      way(
        assembling(spilled, async (_, index) => {
          if (index === 3) throw new Error('no more room')
        })
      ),
      /^no more room$/
    )
  const [first] = spilled
  await truncate((first as Spilled).file, 1_000)
  for (const way of ways)
    await t.rejects(bucketsOf(spilled, way), /the work of this import was cut off on disk/)
  await rm((first as Spilled).file)
  for (const way of ways) await t.rejects(bucketsOf(spilled, way), /no such file/)
})
