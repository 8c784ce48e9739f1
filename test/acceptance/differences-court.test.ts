import t, { type Test } from 'tap'
import { writeRelease } from '../../bench/eoir/release.ts'
import type { TallyFile } from '../../bench/eoir/tally.ts'
import type { Database } from '../../src/database/connect.ts'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf, folder } from '../import/made-up.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { type CourtRows, casesAsRows, courtFiles, courtFolder, removalCase } from './court-release.ts'

const day = '2026-09-02'
const request = { source: 'us-eoir-cases', releasedOn: day, retrievedOn: day, makeCurrent: true, force: true }

/** Counts of the newest comparison as `difference|by|value` → count, of one kind of record. */
async function countedOf({ pool }: Database, record: string, by: string): Promise<Record<string, number>> {
  const { rows } = await pool.query(
    `select difference || '|' || coalesce(value, '') || coalesce('|' || value_before || '|' || value_after, '') as key, count
     from difference_counts where record = $1 and by = $2
       and difference_id = (select max(difference_id) from release_differences where state = 'ready')`,
    [record, by]
  )
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
}

/** Sums of a tally's counts by one of its columns: what is in `more` and not in `less`. */
function surplus(
  more: TallyFile,
  less: TallyFile,
  what: 'cases' | 'decisions',
  column: number
): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [tally, sign] of [
    [more, 1],
    [less, -1]
  ] as const)
    for (const row of tally[what]) {
      const key = String(row[column])
      sums[key] = (sums[key] ?? 0) + sign * (row.at(-1) as number)
    }
  return Object.fromEntries(Object.entries(sums).filter(([, count]) => count !== 0))
}

const under = (difference: string, sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).map(([key, count]) => [`${difference}|${key}`, count]))
const all = (sums: Record<string, number>): number =>
  Object.values(sums).reduce((sum, count) => sum + count, 0)

t.test(
  'a generated court release that gains cases, and then loses them, tells the numbers of its tally',
  async t => {
    const db = await database(t)
    const context = await contextOf(t, db, ...sourceRegistry)
    const made = async (cases: number) => {
      const out = await folder(t)
      return { out, ...writeRelease({ cases, seed: 11, out, layout: 'current', damage_rate: 0 }) }
    }
    const [few, many] = [await made(600), await made(900)]
    const load = (release: string, { out }: { out: string }) =>
      importRelease(context, { ...request, paths: [`${out}/release`], release })
    await load('synthetic-1', few)
    for (const [release, difference, from] of [
      ['synthetic-2', 'added', many],
      ['synthetic-3', 'vanished', few]
    ] as const) {
      const { compared } = await load(release, from)
      t.equal(compared?.state, 'ready')
      for (const [record, what, nationality] of [
        ['case', 'cases', 2],
        ['decision', 'decisions', 3]
      ] as const) {
        const nationalities = surplus(many.tally, few.tally, what, nationality)
        t.ok(all(nationalities) > 100, `${all(nationalities)} ${what}`)
        t.same(
          await countedOf(db, record, 'all'),
          { [`${difference}|`]: all(nationalities) },
          `${what}: nothing else differs`
        )
        t.same(await countedOf(db, record, 'nationality'), under(difference, nationalities))
      }
      const stages = surplus(many.tally, few.tally, 'decisions', 0)
      t.same(await countedOf(db, 'decision', 'decision_stage'), under(difference, stages))
      const listed = await db.pool.query(
        'select count(*)::int as rows, count(changes)::int as told from difference_rows where difference_id = (select max(difference_id) from release_differences)'
      )
      t.same(listed.rows, [{ rows: all(surplus(many.tally, few.tally, 'cases', 2)) + all(stages), told: 0 }])
    }
  }
)

type Removal = ReturnType<typeof removalCase>

/** A case that differs from all others by the day of its charging document. */
function filedOn(each: Removal, id: number): Removal {
  const filed = at(`2019-${String(1 + (id % 12)).padStart(2, '0')}-${String(1 + (id % 28)).padStart(2, '0')}`)
  return { ...each, B_TblProceeding: { ...each.B_TblProceeding, OSC_DATE: filed } }
}

function rekeyed(each: Removal, id: number, whole: boolean): Removal {
  const IDNCASE = String(id)
  const own = whole ? { IDNPROCEEDING: String(1000 + id) } : {}
  return {
    A_TblCase: { ...each.A_TblCase, IDNCASE },
    B_TblProceeding: { ...each.B_TblProceeding, IDNCASE, ...own },
    tbl_Court_Appln: {
      ...each.tbl_Court_Appln,
      ...{ IDNCASE, ...own },
      ...(whole ? { IDNPROCEEDINGAPPLN: String(5000 + id) } : {})
    }
  }
}

/** Key → all that the rows say of it: of cases, and of their decisions (an order, and an application). */
function contents(cases: Removal[], record: 'case' | 'decision'): Map<string, string> {
  const found = new Map<string, string>()
  const { stringify } = JSON
  for (const { A_TblCase, B_TblProceeding, tbl_Court_Appln } of cases) {
    const { IDNCASE, ...told } = A_TblCase
    const { IDNPROCEEDING, IDNCASE: _, ...order } = B_TblProceeding
    const { IDNPROCEEDINGAPPLN, IDNPROCEEDING: __, IDNCASE: ___, ...application } = tbl_Court_Appln
    if (record === 'case') found.set(IDNCASE, stringify([told, order, application]))
    else {
      found.set(`order ${IDNPROCEEDING}`, stringify([IDNCASE, told.NAT, order]))
      found.set(`application ${IDNPROCEEDINGAPPLN}`, stringify([IDNCASE, told.NAT, application]))
    }
  }
  return found
}

function naive(was: Map<string, string>, is: Map<string, string>): Record<string, number> {
  const times = (all: Map<string, string>, text: string) =>
    [...all.values()].filter(each => each === text).length
  const gone = [...was].filter(([key]) => !is.has(key))
  const come = [...is].filter(([key]) => !was.has(key))
  const pairs = gone.filter(
    ([, text]) => come.some(([, other]) => other === text) && times(was, text) === 1 && times(is, text) === 1
  ).length
  const changed = [...was].filter(([key, text]) => is.has(key) && is.get(key) !== text).length
  return { vanished: gone.length - pairs, changed, rekeyed: pairs, added: come.length - pairs }
}

async function imported(t: Test, editions: CourtRows[]): Promise<Database> {
  const db = await database(t)
  const context = await contextOf(t, db, ...sourceRegistry)
  for (const [i, rows] of editions.entries()) {
    const paths = [await courtFolder(t, courtFiles(rows))]
    await importRelease(context, { ...request, paths, release: `r${i + 1}` })
  }
  return db
}

t.test('edited court rows differ in what was edited, field by field', async t => {
  const ids = Array.from({ length: 30 }, (_, i) => i + 1)
  const twin = (id: number) => filedOn(removalCase(id), 100)
  const before = ids.map(id => (id === 9 || id === 10 ? twin(id) : filedOn(removalCase(id), id)))
  const after = before
    .filter((_, i) => i !== 5)
    .map((each, i): Removal => {
      const id = i < 5 ? i + 1 : i + 2
      if (id <= 3) return { ...each, A_TblCase: { ...each.A_TblCase, NAT: 'CH' } }
      if (id <= 5) return { ...each, tbl_Court_Appln: { ...each.tbl_Court_Appln, APPL_DEC: 'G' } }
      if (id === 7) return rekeyed(each, 707, false)
      if (id === 8) return rekeyed(each, 708, true)
      return id === 9 ? rekeyed(each, 709, false) : each
    })
  after.push(filedOn(removalCase(31), 31))

  const db = await imported(t, [casesAsRows(before), casesAsRows(after)])
  for (const record of ['case', 'decision'] as const) {
    const meant = naive(contents(before, record), contents(after, record))
    const told = await db.pool.query(
      `select (each->>'vanished')::int as vanished, (each->>'changed')::int as changed, (each->>'rekeyed')::int as rekeyed,
         (each->>'added')::int as added from release_differences, json_array_elements(records::json) each where each->>'record' = $1`,
      [record]
    )
    t.same(told.rows, [meant], record)
    t.ok(Object.values(meant).filter(count => count > 0).length >= 3, JSON.stringify(meant))
  }
  t.match(await countedOf(db, 'case', 'field'), {
    'changed|nationality': 3,
    'changed|protection_outcome': 2,
    'changed|case_outcome': 2
  })
  t.match(await countedOf(db, 'decision', 'field'), {
    'changed|nationality': 6,
    'changed|outcome': 2,
    'changed|source_code': 2,
    'changed|case_id': 4
  })
  t.match(await countedOf(db, 'decision', 'values'), {
    'changed|nationality|RUS|CHN': 6,
    'changed|outcome|rejected|refugee_status_granted': 2
  })
  const { rows } = await db.pool.query(
    "select id::int, former_id::int from difference_rows where difference = 'rekeyed' order by 1"
  )
  t.same(rows, [
    { id: 707, former_id: 7 },
    { id: 708, former_id: 8 }
  ])
})
