import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { Frame } from './columns.ts'
import { areMembersSql, memberDay } from './member.ts'

/** Excludes rows that lie wholly outside the requested period, and those of countries that had left a group by then. */
export function rowsInside(frame: Frame): Sql {
  const inside = inPeriodSql(frame)
  const members = areMembersSql(frame, memberDay(frame))
  return members === undefined ? inside : allOf([inside, anyOf([raw('p_from is null'), members])])
}

function inPeriodSql({ clock: { from, to } }: Frame): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`p_to >= ${dayLiteral(from)}`]),
    ...(to === undefined ? [] : [sql`p_from <= ${dayLiteral(to)}`])
  ]
  return conditions.length === 0 ? raw('true') : anyOf([raw('p_from is null'), allOf(conditions)])
}
