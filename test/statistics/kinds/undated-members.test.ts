import t from 'tap'
import { service } from '../../service.ts'

interface Block {
  in_scope: number
  sum_of_cells: number
  left_out: { reason: string; count: number }[]
}

/** The members of the OECD that joined after the first case of the sample was filed, and all others. */
const joined = `(values ('MEX', date '1994-05-18'), ('COL', date '2020-04-28'), ('CRI', date '2021-05-25'),
  ('CHL', date '2010-05-07'), ('POL', date '1996-11-22'), ('HUN', date '1996-05-07'), ('CZE', date '1995-12-21'),
  ('KOR', date '1996-12-12'), ('SVK', date '2000-12-14'), ('SVN', date '2010-07-21'), ('EST', date '2010-12-09'),
  ('ISR', date '2010-09-07'), ('LVA', date '2016-07-01'), ('LTU', date '2018-07-05')) as joined (code, since)`
const before = `'USA','CAN','GBR','FRA','DEU','ESP','ITA','PRT','NLD','BEL','LUX','CHE','AUT','SWE','NOR','DNK','ISL','IRL',
  'GRC','TUR','FIN','JPN','AUS','NZL'`
/** Whether the nationality of a row is a member on a day: null where it is one and the day is not known. */
const isMember = (day: string): string =>
  `case when nationality in (${before}) then ${day} is not null or null
    else (select ${day} >= since from ${joined} where code = nationality) end`

t.test('cases whose day of membership is not known are left out with a count, as decisions are', async t => {
  const { database, json } = await service(t)
  const { pool } = database
  const [release] = (await pool.query("select release_id from releases where source = 'us-eoir-cases'")).rows
  const count = async (table: string, where: string, day: string) => {
    const { rows } = await pool.query(
      `select count(*) filter (where is_member)::int as members, count(*) filter (where is_member is null)::int as undated
from (select ${isMember(day)} as is_member from ${table} where release_id = $1 and ${where}
  and (nationality in (${before}) or nationality in (select code from ${joined}))) as rows`,
      [release.release_id]
    )
    return rows[0] as { members: number; undated: number }
  }
  const asked = async (path: string) => {
    const { meta } = await json(`/v1/statistics/${path}source=us-eoir-cases&nationality_group=OECD`)
    return Object.values(meta.reconciliation)[0] as Block
  }
  const cases = await count('cases', 'true', 'filed_on')
  t.ok(cases.members > 0 && cases.undated > 0, `${cases.members} members, ${cases.undated} without a day`)
  const told = { sum_of_cells: cases.members, in_scope: cases.members + cases.undated }
  const left_out = [{ reason: 'no_date', count: cases.undated }]
  t.match(await asked('pathways?'), { ...told, left_out })
  t.match(await asked('cases?date_basis=filed&'), { ...told, left_out })

  // Every case that a return decision ends is filed once, with or without a day.
  const ending = "case_type in (select case_type from decisions where decision_stage = 'return_decision')"
  const filed = await count('cases', ending, 'filed_on')
  t.ok(filed.undated > 0)
  const { in_scope, sum_of_cells, left_out: out } = await asked('durations?decision_stage=return_decision&')
  const numbers = out.map(({ count }) => count).reduce((a, b) => a + b, 0)
  t.equal(in_scope, filed.members + filed.undated)
  t.equal(in_scope, sum_of_cells + numbers)
  t.ok((out.find(({ reason }) => reason === 'no_date')?.count ?? 0) >= filed.undated)
})
