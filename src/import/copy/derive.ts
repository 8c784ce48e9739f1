import type { ClientBase } from 'pg'
import type { SnapshotTable } from '../../snapshot/card.ts'
import { timelineOrder } from '../../vocabulary/decision-stage.ts'
import { detachedName } from './detached.ts'

/**
 * Writes the fields that are derived from several records of a release: the place of each event in its case's
 * timeline, and a case's last decision, pathway and country of return.
 */
export async function derive(client: ClientBase, release_id: number, tables: SnapshotTable[]): Promise<void> {
  if (!tables.includes('cases')) return
  const name = (table: SnapshotTable) => detachedName(table, release_id)
  const has = (table: SnapshotTable) => tables.includes(table)
  if (has('decisions') || has('returns')) await sequence(client, name, has)
  if (has('decisions'))
    await client.query(
      `update ${name('cases')} c set last_decided_on = d.last
       from (select case_id, max(decided_on) as last from ${name('decisions')} group by case_id) d
       where d.case_id = c.case_id and d.last is not null`
    )
  if (has('decisions')) await pathway(client, name('cases'), name('decisions'))
  if (has('decisions')) await countryOfReturn(client, name('cases'), `${name('decisions')} e`, orders)
  // Departures come after orders and overwrite them: an order of return does not prove a departure.
  if (has('returns')) {
    await countryOfReturn(client, name('cases'), `${name('returns')} e`, departures)
    await countryOfReturn(client, name('cases'), `${name('returns')} e`, based, 'country_of_return_basis')
  }
}

/** The stages that a case passed, in the order of its timeline. Consecutive decisions at one stage count once. */
async function pathway(client: ClientBase, cases: string, decisions: string): Promise<void> {
  await client.query(
    `update ${cases} c set pathway = p.pathway
     from (select case_id, string_agg(decision_stage::text, ',' order by sequence) as pathway
           from (select case_id, sequence, decision_stage,
                   lag(decision_stage) over (partition by case_id order by sequence) as before
                 from ${decisions} where case_id is not null) steps
           where before is distinct from decision_stage group by case_id) p
     where p.case_id = c.case_id`
  )
}

const orders = "outcome_group = 'return_ordered' and country_of_return is not null"
const departures = 'country_of_return is not null'
/** Agencies’ own records have no such basis: the table is read, and nothing is written. */
const based = 'country_of_return_basis is not null'

async function countryOfReturn(
  client: ClientBase,
  cases: string,
  events: string,
  which: string,
  field: 'country_of_return' | 'country_of_return_basis' = 'country_of_return'
): Promise<void> {
  await client.query(
    `update ${cases} c set ${field} = e.${field}
     from (select distinct on (case_id) case_id, ${field} from ${events}
           where case_id is not null and ${which} order by case_id, sequence desc nulls last) e
     where e.case_id = c.case_id`
  )
}

/**
 * Timeline order (docs/rules/domain.md §8.7): date, then stage, then the source's id, departures after decisions of
 * the same day, undated events last. Cases whose source gives the order keep it.
 */
async function sequence(
  client: ClientBase,
  name: (table: SnapshotTable) => string,
  has: (table: SnapshotTable) => boolean
): Promise<void> {
  const events: string[] = []
  const stage = `array_position(array[${timelineOrder.map(each => `'${each}'`).join(', ')}], decision_stage::text)`
  if (has('decisions'))
    events.push(`select 'decisions' as kind, decision_id as id, case_id, decided_on as day, ${stage} as rank, sequence
      from ${name('decisions')} where case_id is not null`)
  if (has('returns'))
    events.push(`select 'returns', return_id, case_id, returned_on, ${timelineOrder.length + 1}, sequence
      from ${name('returns')} where case_id is not null`)
  await client.query('drop table if exists timeline')
  await client.query(
    `create temp table timeline as
     select kind, id, row_number() over (partition by case_id order by day nulls last, rank, id)::int as place
     from (${events.join(' union all ')}) e
     where case_id not in (select case_id from (${events.join(' union all ')}) told where sequence is not null)`
  )
  for (const [table, id] of [
    ['decisions', 'decision_id'],
    ['returns', 'return_id']
  ] as const)
    if (has(table))
      await client.query(
        `update ${name(table)} e set sequence = t.place from timeline t where t.kind = '${table}' and t.id = e.${id}`
      )
  await client.query('drop table timeline')
}
