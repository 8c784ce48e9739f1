import { createHmac } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { writeRelease } from '../../../bench/eoir/release.ts'
import { type Gathering, gatherInThreads, gatherLanes } from '../../../src/import/cases/gather.ts'
import type { GatheredLane } from '../../../src/import/cases/lane.ts'
import { lanesOf } from '../../../src/import/recognise/recognise-tables.ts'
import { type Member, openMembers } from '../../../src/reading/members.ts'
import { caseData } from '../../../src/sources/us-eoir-cases/reading/layout.ts'

async function tablesIn(folder: string): Promise<Member[][]> {
  const members: Member[] = []
  for await (const member of openMembers([folder])) members.push(member)
  const read: Member[] = []
  for (const member of members)
    if (caseData.tables.some(table => path.basename(member.name).startsWith(`${table}.`))) read.push(member)
  return lanesOf(caseData, read)
}

/** All that a gathering gives: each part that was spilled, each count, each rejected row, how many rows were told. */
async function gathered(
  folder: string,
  lanes: Member[][],
  how: (gathering: Gathering) => Promise<GatheredLane[]>
): Promise<{ parts: string[]; counts: unknown[]; rejected: string[]; rows: number }> {
  await mkdir(folder)
  const rejected: string[] = []
  let rows = 0
  const found = await how({
    ...{ layout: caseData, lanes, folder, buckets: 7, released_on: '2026-08-31' },
    sink: {
      reject(row) {
        rejected.push(row.join('\t'))
        return undefined
      }
    },
    onRows(_file, more) {
      rows += more
    }
  })
  const parts: string[] = []
  for (const { spilled } of found) {
    const bytes = await readFile(spilled.file)
    for (const [bucket, blocks] of spilled.blocks.entries())
      for (let i = 0; i < blocks.length; i += 2) {
        const begin = blocks[i] as number
        const text = bytes.subarray(begin, begin + (blocks[i + 1] as number)).toString()
        for (const line of text.trimEnd().split('\n')) parts.push(`${bucket} ${line}`)
      }
  }
  return { parts: parts.sort(), counts: found.map(({ counts }) => counts), rejected: rejected.sort(), rows }
}

t.test('threads read the same parts, counts and rejected rows as one reader does', async t => {
  const out = t.testdir({})
  writeRelease({ cases: 3_000, seed: 3, out, layout: 'current', damage_rate: 500 })
  const lanes = await tablesIn(`${out}/release`)
  t.ok(lanes.length > 1, 'there are several lanes to read at once')
  const alone = await gathered(`${out}/alone`, lanes, gatherLanes)
  const threads = await gathered(`${out}/threads`, lanes, gathering =>
    gatherInThreads(gathering, { source: 'us-eoir-cases', layout: caseData.id }, 2)
  )
  t.ok(alone.parts.length > 5_000 && alone.rejected.length > 0, 'there is something to compare')
  t.strictSame(threads, alone)
})

t.test('of a rejected row that has the number of a removed case its raw text is not kept', async t => {
  const out = t.testdir({})
  writeRelease({ cases: 3_000, seed: 3, out, layout: 'current', damage_rate: 500 })
  const lanes = await tablesIn(`${out}/release`)
  const whole = (await gathered(`${out}/whole`, lanes, gatherLanes)).rejected
  const ids = whole.flatMap(row => /\b200\d{4}\b/.exec(row)?.[0] ?? [])
  const [id = ''] = ids
  t.ok(
    id !== '' && whole.length > ids.length,
    `${ids.length} of ${whole.length} rejected rows have the number of a case`
  )
  const key = '0b'.repeat(64)
  const hash = createHmac('sha256', Buffer.from(key, 'hex'))
    .update(`us-eoir-cases\ncase synthetic-${id}`)
    .digest('hex')
  const removed = { source: 'us-eoir-cases', synthetic: true, key, hashes: [hash] }
  const alone = await gathered(`${out}/alone`, lanes, how => gatherLanes({ ...how, removed }))
  const threads = await gathered(`${out}/threads`, lanes, how =>
    gatherInThreads({ ...how, removed }, { source: 'us-eoir-cases', layout: caseData.id }, 2)
  )
  t.strictSame(threads, alone)
  const named = new RegExp(`\\b${id}\\b`)
  t.notOk(alone.rejected.some(row => named.test(row)))
  t.equal(alone.rejected.length, whole.length, 'it stays counted')
  t.same(
    alone.rejected.filter(row => whole.includes(row)).length,
    whole.filter(row => !named.test(row)).length,
    'the others stay as they were'
  )
})

t.test('a file that is gone by the time a thread reads it is named', async t => {
  const out = t.testdir({})
  writeRelease({ cases: 50, seed: 3, out, layout: 'current', damage_rate: 1 })
  const lanes = await tablesIn(`${out}/release`)
  const [first = []] = lanes
  const gone = lanes.with(0, [
    { ...(first[0] as Member), path: `${out}/elsewhere.csv` } as Member,
    ...first.slice(1)
  ])
  await t.rejects(
    gathered(`${out}/threads`, gone, gathering =>
      gatherInThreads(gathering, { source: 'us-eoir-cases', layout: caseData.id }, 2)
    ),
    {
      message: /elsewhere.csv: there is no such file/
    }
  )
})
