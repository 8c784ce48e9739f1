import t, { type Test } from 'tap'
import { writeRelease } from '../../bench/eoir/release.ts'
import type { TallyFile } from '../../bench/eoir/tally.ts'
import type { Database } from '../../src/database/connect.ts'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf } from '../import/made-up.ts'

const usFiscalYear = (column: string) =>
  `(extract(year from ${column}) + case when extract(month from ${column}) >= 10 then 1 else 0 end)::int`

/** Counts by plain SQL as `one|two|three` → count, in the order of the tally. */
async function counted({ pool }: Database, sql: string): Promise<Record<string, number>> {
  const { rows } = await pool.query({ text: sql, rowMode: 'array' })
  return sorted(rows.map((row: unknown[]) => [row.slice(0, -1), Number(row.at(-1))]))
}

function sorted(entries: [readonly unknown[], number][]): Record<string, number> {
  const named = entries.map(([keys, n]): [string, number] => [keys.map(key => key ?? '-').join('|'), n])
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What differs between two counts, few of them: thousands of equal cells tell nothing. */
function differences(found: Record<string, number>, meant: Record<string, number>) {
  const keys = new Set([...Object.keys(found), ...Object.keys(meant)])
  return [...keys]
    .filter(key => found[key] !== meant[key])
    .slice(0, 40)
    .map(key => `${key}: imported ${found[key] ?? 0}, meant ${meant[key] ?? 0}`)
}

function plain(counts: Record<string, number>): Record<string, number> {
  return sorted(Object.entries(counts).map(([key, n]) => [[key], n]))
}

for (const layout of ['current', '2021'] as const)
  t.test(
    `a made-up release in the layout of ${layout} comes out as it was meant, count by count`,
    async t => {
      const db = await database(t)
      const out = t.testdir({})
      const { tally } = writeRelease({ cases: 20_000, seed: 7, out, layout, damage_rate: 500 })
      const report = await importRelease(await contextOf(t, db, ...sourceRegistry), {
        ...{ source: 'us-eoir-cases', paths: [`${out}/release`] },
        ...{ release: 'synthetic-tally', retrievedOn: '2026-09-02', force: true }
      })
      t.equal(report.result, 'published')
      const equal = async (name: string, sql: string, meant: Record<string, number>) =>
        t.strictSame(differences(await counted(db, sql), meant), [], name)

      await equal(
        'decisions by stage, application type, outcome, nationality and fiscal year',
        `select decision_stage, application_type, outcome, nationality, ${usFiscalYear('decided_on')}, count(*)
       from decisions group by 1, 2, 3, 4, 5`,
        sorted(
          tally.decisions.map(([stage, claim, outcome, nationality, year, n]) => [
            [stage, claim ?? 'not_split', outcome, nationality, year],
            n
          ])
        )
      )
      await equal(
        'cases by outcome, status, nationality and fiscal year of filing',
        `select case_outcome, case_status, nationality, ${usFiscalYear('filed_on')}, count(*)
       from cases group by 1, 2, 3, 4`,
        sorted(tally.cases.map(row => [row.slice(0, 4), row[4]]))
      )
      await equal(
        'applications, each once',
        `select application_type, count(distinct case_id) from decisions
       where decision_stage = 'first_instance' group by 1`,
        plain(tally.applications)
      )
      await equal(
        'decisions by stage and by whether counsel had appeared',
        `select decision_stage, coalesce(represented_at_decision::text, 'UNK'), count(*)
       from decisions group by 1, 2`,
        plain(tally.represented_at_decision)
      )
      const single: [string, string, Record<string, number>][] = [
        ['case_outcome_kind', '', tally.case_outcome_kind],
        ['case_type', '', tally.case_type],
        ['waiting_at', 'where waiting_at is not null', tally.waiting_at],
        ['country_of_return', 'where country_of_return is not null', tally.case_country_of_return]
      ]
      for (const [column, where, meant] of single)
        await equal(
          `cases by ${column}`,
          `select ${column}, count(*) from cases ${where} group by 1`,
          plain(meant)
        )
      await equal(
        'pathways',
        `select coalesce(nullif(pathway, ''), 'none'), count(*) from cases group by 1`,
        plain(tally.pathways)
      )
      await equal(
        'countries of return that orders name',
        `select country_of_return, count(*) from decisions where country_of_return is not null group by 1`,
        plain(tally.ordered_country_of_return)
      )
      await equal(
        'cases whose proceedings disagree on the type',
        'select count(*) from cases where case_type_conflict',
        { '': tally.case_type_conflict }
      )
      await accounted(t, db, tally)
    }
  )

/** Each row of each table is loaded, excluded or rejected, for the reason that was meant. */
async function accounted(t: Test, { pool }: Database, { rows: meant }: TallyFile): Promise<void> {
  const { rows } = await pool.query('select rows_by_table from releases')
  for (const [table, { read, loaded, excluded, rejected, repaired }] of Object.entries(meant)) {
    const found = rows[0].rows_by_table[table]
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    t.strictSame(
      {
        ...{ read: found.read, loaded: found.loaded, published: found.published, repaired: found.repaired },
        excluded: plain(found.excluded_by_reason),
        rejected: plain(found.rejected_by_reason)
      },
      {
        ...{ read, loaded, published: read, repaired: sum(repaired) },
        ...{ excluded: plain(excluded), rejected: plain(rejected) }
      },
      `rows of ${table}`
    )
  }
}
