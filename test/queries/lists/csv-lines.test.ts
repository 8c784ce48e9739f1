import t, { type Test } from 'tap'
import { csv } from '../../../src/formats/csv.ts'
import { decisionList } from '../../../src/queries/decisions.ts'
import { listLines } from '../../../src/queries/lists/csv-lines.ts'
import type { Fact } from '../../../src/vocabulary/fact.ts'
import type { Attribution } from '../../../src/vocabulary/results/result-table.ts'
import { service } from '../../service.ts'
import { anyCase, anyCount, anyDecision, anyEvent, anyReturn } from '../every-column.ts'
import { importFacts, range } from '../made-up-records.ts'

/** Texts that CSV must quote, that a spreadsheet would run, or that look like none. */
const texts = [
  '=1+1',
  'a,b',
  'a;b',
  '"',
  'x "y" z',
  'a\nb',
  'a\r\nb',
  '\\.',
  '-3',
  '@x',
  '\tx',
  ' x ',
  'é',
  "'",
  'null',
  ''
]
const text = (i: number) => ({
  source_code: texts[i % texts.length] as string,
  nationality_raw: texts[(i * 7) % texts.length] as string
})
/** More than the rows of the first page, which becomes objects. */
const rows = 7400
const lists: Record<string, (i: number) => Fact> = {
  '/v1/cases': i => ({
    ...anyCase(i),
    nationality_raw: text(i).nationality_raw,
    claim_grounds: i % 3 ? [`"${i}"`, '=x'] : []
  }),
  '/v1/decisions': i => ({ ...anyDecision(i), ...text(i) }),
  '/v1/returns': i => ({ ...anyReturn(i), ...text(i) }),
  '/v1/events': i => ({ ...anyEvent(i), summary: `${texts[i % texts.length]}${i}` }),
  '/v1/published-counts': i => ({ ...anyCount(i), ...text(i) })
}

/** The service with the records of one list. */
const holding = (t: Test, path: string) =>
  service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, range(rows).map(lists[path] ?? anyCase), 'first')
  )

for (const path of Object.keys(lists))
  t.test(`${path} as CSV has the bytes that its rows have`, async t => {
    const s = await holding(t, path)

    /** What the format writes of the rows of NDJSON, which become objects first. */
    const asWritten = async (query: string, options: object): Promise<string> => {
      const { body } = await s.get(`${path}.ndjson?${query}`)
      const found = body
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
      const columns = Object.keys(found[0]).map(name => ({ name, type: 'text' as const }))
      let written = ''
      const table = { columns, batches: [found] }
      for await (const piece of await csv.write(table, { lang: 'en' } as Attribution, options))
        written += piece
      return written
    }

    const all = path === '/v1/returns' ? 'include_duplicates=true' : ''
    for (const query of [all, `${all}&nationality=RUS,HND,AFG,UNK`, `${all}&fields=nationality`])
      for (const [given, options] of [
        ['', {}],
        ['&delimiter=semicolon&bom=true', { delimiter: 'semicolon', bom: true }]
      ] as const) {
        const answer = await s.get(`${path}.csv?${query}${given}`)
        t.equal(answer.statusCode, 200, answer.body.slice(0, 200))
        t.equal(answer.body === (await asWritten(query, options)), true, `${query}${given}`)
        t.ok(answer.body.split('\r\n').length > 5000)
      }
  })

t.test('stretches follow one another without a gap, in every order', async t => {
  const s = await holding(t, '/v1/decisions')
  const columns = ['decision_id', 'decided_on', 'source_code']
  await s.snapshots.use(async set => {
    const [release] = set.releases
    if (!release) throw new Error('nothing was imported')
    for (const by of ['date', 'id'] as const)
      for (const descending of [true, false]) {
        const question = { release, conditions: [], by, descending, limit: 0 }
        const walked = async (rows: number) => {
          const pieces: Buffer[] = []
          const from = descending
            ? { id: String(2n ** 62n), ...(by === 'date' && { date: '9999-12-31' }) }
            : { id: '-1', ...(by === 'date' && { date: null }) }
          const walk = { database: s.database, set, list: decisionList, release, question, rows }
          for await (const piece of listLines(walk, from, { columns, same: {}, delimiter: ',' }))
            pieces.push(piece)
          return Buffer.concat(pieces).toString()
        }
        const whole = await walked(1_000_000)
        t.equal(whole.match(/\d+,[-\d]*,/g)?.length, rows)
        t.equal((await walked(70)) === whole, true, `${by}, descending: ${descending}`)
      }
  })
})

t.test(
  'a record that was removed meanwhile is left out, and a release that is gone cuts the list',
  async t => {
    const s = await holding(t, '/v1/decisions')
    const { pool } = s.database
    await s.snapshots.use(async set => {
      const [release] = set.releases
      if (!release) throw new Error('nothing was imported')
      const question = { release, conditions: [], by: 'id' as const, descending: false, limit: 0 }
      const walk = { database: s.database, set, list: decisionList, release, question, rows: 500 }
      const asked = { columns: ['decision_id'], same: {}, delimiter: ',' as const }
      const walked = async () => {
        const pieces: Buffer[] = []
        for await (const piece of listLines(walk, { id: '-1' }, asked)) pieces.push(piece)
        return Buffer.concat(pieces).toString().trimEnd().split('\r\n')
      }
      const before = await walked()
      t.equal(before.length, rows)

      const gone = [before[0], before[1234], before.at(-1)].map(line => line?.split(':').at(-1))
      await pool.query('delete from decisions where decision_id = any($1::bigint[])', [gone])
      t.same(await walked(), before, 'nothing is looked for while the files are the same')
      await pool.query("update snapshot_files set sha256 = 'another' where name = 'decision.parquet'")
      t.same(
        await walked(),
        before.filter(line => !gone.includes(line.split(':').at(-1)))
      )

      await pool.query("delete from snapshot_files where name = 'decision.parquet'")
      await t.rejects(walked(), /are not kept any more/)
    })
  }
)
