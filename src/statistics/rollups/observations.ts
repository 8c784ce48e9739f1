import { dayOf, type ReleaseCard } from '../../snapshot/card.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import { durationEvents } from '../../vocabulary/measures/case-statistics.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { rollupFields } from '../../vocabulary/records/record.ts'
import { type Branch, named, place } from '../kinds/durations/branch.ts'
import { allBranches } from '../kinds/durations/branches.ts'
import { durationTables } from '../kinds/durations/tables.ts'
import type { Clock } from '../question/clock.ts'
import type { Frame } from '../rows/columns.ts'

/** The columns that a rollup of observations is grouped by. `filed`: by the quarter of filing, too. */
interface ObservationRollup {
  name: string
  columns: readonly string[]
  filed: boolean
}

/** The smallest first. Quarters are fine enough for years of any basis, since every year begins with a quarter. */
const observationRollups: readonly ObservationRollup[] = [
  { name: 'by_court', columns: ['court'], filed: false },
  { name: 'by_country', columns: ['nationality'], filed: false },
  { name: 'by_case', columns: rollupFields('case', 'trait'), filed: false },
  { name: 'by_quarter', columns: [], filed: true }
]

/** The columns of `Branch.where`, which all rollups of a branch have. */
const always: Partial<Record<Branch['name'], readonly string[]>> = Object.fromEntries(
  durationEvents.flatMap(event => [
    [named('decided_once', event), ['application_type']],
    [named('decided_again', event), ['application_type']],
    [named('cases_returned', event), ['case_type']]
  ])
)

const quarter = 'filed_quarter'
const isPeriod = (name: string): boolean => (periodDimensions as readonly string[]).includes(name)
const nameOf = (branch: Branch, { name }: ObservationRollup): string => `observed_${branch.name}_${name}`

/** The columns of an observation itself: its kind, its days, whether it ended, and its state. */
function ownColumns(branch: Branch, as_at: string): Sql {
  const { ended, lost, filed, not_open, has_event } = branch
  const days = sql`cast(coalesce(${ended}, ${lost}, cast(${as_at} as date)) - ${filed} as int)`
  const became = sql`case when ${ended} is null and ${lost} is null and ${not_open} is not null then ${not_open}
    when ${days} is null then ${place('no_date')} when ${days} < 0 then ${place('negative_span')}
    when ${ended} is not null then ${place('decided')} when ${lost} is not null then ${place('ended_otherwise')} else ${place('open')} end`
  return sql`${branch.application_type} as kind, ${days} as days, coalesce(${has_event}, false) as has_event, cast(${became} as int) as became`
}

/** The rollups of the observations of a release; none where it lacks cases or decisions. */
export function rollupsOfObservations(card: ReleaseCard): Rollup[] {
  if (!card.tables.cases || !card.tables.decisions) return []
  return allBranches(durationTables(card)).flatMap(branch =>
    observationRollups.map(rollup => {
      const grouped = columnsOf(branch, rollup)
        .map(name => `${name}, `)
        .join('')
      const filed = rollup.filed
        ? sql`, cast(date_trunc('quarter', ${branch.filed}) as date) as ${raw(quarter)}`
        : raw('')
      const inOrder = `kind, ${grouped}${rollup.filed ? `${quarter}, ` : ''}days nulls first`
      return {
        name: nameOf(branch, rollup),
        ...statementOf(sql`select ${raw(grouped)}${ownColumns(branch, dayOf(card))}${filed},
  cast(count(*) as int) as number from ${branch.rows} group by all order by ${raw(inOrder)}`)
      }
    })
  )
}

const columnsOf = (branch: Branch, { columns }: ObservationRollup): string[] => [
  ...new Set([...columns, ...(always[branch.name] ?? [])])
]

/** Where observations are read from. */
interface Observations {
  /** `select … from …` with p_from, the date from which periods are made. */
  from: Sql
  /** Whether the rows of a cell are adjacent, and further grouping would hardly reduce them. */
  isInOrder: boolean
}

/** The observations of a branch, from the smallest rollup that has all `columns` of the query, else from the tables. */
export function observationsFor(
  { chosen, clock }: Frame,
  branch: Branch,
  as_at: string,
  { groups, columns }: { groups: readonly string[]; columns: ReadonlySet<string> }
): Observations {
  const found = observationRollups.find(
    rollup => hasRollup(chosen.release.stored, nameOf(branch, rollup), columns) && knowsTime(clock, rollup)
  )
  if (found) {
    const table = raw(`r${chosen.release.release_id}.${nameOf(branch, found)}`)
    return {
      from: sql`select *, ${raw(found.filed ? quarter : 'cast(null as date)')} as p_from from ${table}`,
      // application_type is the same as `kind`, the first column of the order. Quarters of one year are adjacent.
      isInOrder:
        columnsOf(branch, found)
          .filter(name => name !== 'application_type')
          .join() === groups.filter(name => !isPeriod(name)).join()
    }
  }
  const dated = clock.date_basis === 'filed' ? branch.filed : branch.ended
  return {
    from: sql`select *, ${dated} as p_from, ${ownColumns(branch, as_at)}, 1 as number from ${branch.rows}`,
    isInOrder: false
  }
}

/** Whether a rollup is fine enough for the requested periods. */
function knowsTime({ date_basis, groups, from, to }: Clock, { filed }: ObservationRollup): boolean {
  const hasPeriods = groups.length > 0 || from !== undefined || to !== undefined
  if (!hasPeriods) return true
  return (
    filed && date_basis === 'filed' && !groups.includes('month') && isQuarterly(from, 1) && isQuarterly(to, 0)
  )
}

/** Whether a bound is the first day of a quarter (`ahead` 1), or the last (`ahead` 0). */
function isQuarterly(day: string | undefined, ahead: 0 | 1): boolean {
  if (day === undefined) return true
  const month = Number(day.slice(5, 7))
  return month % 3 === ahead
}
