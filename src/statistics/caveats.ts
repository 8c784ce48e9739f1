import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { CaveatText } from '../vocabulary/about.ts'
import type { Dimension } from '../vocabulary/dimension.ts'
import type { Chosen } from './chosen.ts'
import { type Frame, groupSql, hasColumn, isConstant, rowsOf } from './columns.ts'
import { familiesOf, type Plan } from './plan.ts'
import type { Question } from './question.ts'
import { scopeSql } from './rates.ts'
import type { Reach } from './reach.ts'
import { distinctFamilies, type Family, selectionSql } from './selection.ts'
import { allOf, anyOf, join, raw, type Sql, sql } from './sql-text.ts'

/** A known issue of an answer. */
export interface CaveatNote {
  id: string
  source: string | null
  text: string
}

/** The known issues of the source that touch rows of this answer, in the order of its about.json, and no others. */
export async function touchingCaveats(set: Pick<ReleaseSet, 'query'>, plan: Plan): Promise<CaveatNote[]> {
  const { release } = plan.frame.chosen
  const touching = new Set<string>()
  for (const family of distinctFamilies(plan.question, plan.frame, familiesOf(plan.question)))
    for (const id of await touchingIn(set, plan, family)) touching.add(id)
  return release.about.caveats
    .filter(({ id }) => touching.has(id))
    .map(({ id, text }) => ({ id, source: release.source, text }))
}

/**
 * The known issues of an answer without a row: those that every row of the release has, and those about just the
 * values that were asked for. They tell why there may be none: a nationality that the table does not name but counts
 * among others, or Kosovo, which UNHCR counts with Serbia.
 */
export const caveatsOfNothing = ({ release }: Chosen, { filters = {} }: Question): CaveatNote[] =>
  release.about.caveats
    .filter(({ scope, when, from, to }) => {
      const isAsked = Object.entries(scope).every(([name, values]) =>
        filters[name as Dimension]?.some(value => values.includes(value))
      )
      return when === 'touches' && isAsked && !from && !to
    })
    .map(({ id, text }) => ({ id, source: release.source, text }))

async function touchingIn(set: Pick<ReleaseSet, 'query'>, plan: Plan, family: Family): Promise<string[]> {
  const { frame, question, unit } = plan
  const asked = frame.chosen.release.about.caveats.flatMap(caveat => {
    const touched = touchedSql(caveat, frame.chosen)
    return touched ? [{ caveat, touched }] : []
  })
  if (asked.length === 0) return []
  const groups = frame.groups
    .filter(name => !isConstant(name))
    .map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`)
  const columns = asked.map(
    ({ caveat, touched }, i) => sql`${occurs(caveat, touched, plan)} as ${raw(`c${i}`)}`
  )
  const { text, values } = sql`${selectionSql(question, frame, family)}, grouped as (
select ${join([...groups, ...columns], ', ')} from selected where state = 'cell' and unit = ${unit}
${groups.length > 0 ? raw(`group by ${groups.map((_, i) => i + 1).join(', ')}`) : raw('')})
select ${raw(asked.map((_, i) => `coalesce(bool_or(c${i}), false) as c${i}`).join(', '))} from grouped`
  const [row = {}] = rowsOf(await set.query(text, values))
  return asked.flatMap(({ caveat }, i) => (row[`c${i}`] === true ? [caveat.id] : []))
}

function touchedSql({ scope, from, to }: CaveatText, chosen: Chosen): Sql | undefined {
  const rows = scopeSql(scope, chosen)
  if (!rows) return undefined
  // A record without a date may be of any time.
  const dated = allOf([
    ...(from === undefined ? [] : [sql`p_to >= cast(${from} as date)`]),
    ...(to === undefined ? [] : [sql`p_from <= cast(${to} as date)`])
  ])
  return sql`(${rows} and (p_from is null or ${dated}))`
}

/** Whether a cell holds one value of a dimension. Split inside `mixed` only, a level of another stage is added up. */
const isApart = ({ groups, levels_in_mixed }: Frame, name: Dimension): boolean =>
  groups.includes(name) && !(name === 'source_level' && levels_in_mixed)

/** Inside one cell: a touched row, or touched rows with several values of a dimension that the issue is about. */
function occurs({ scope, when }: CaveatText, touched: Sql, { frame }: Plan): Sql {
  if (when === 'touches') return sql`count(*) filter (where ${touched}) > 0`
  const several = Object.entries(scope).filter(
    ([name, values]) =>
      values.length > 1 && hasColumn(frame.chosen, name) && !isApart(frame, name as Dimension)
  )
  return anyOf(several.map(([name]) => sql`count(distinct ${raw(name)}) filter (where ${touched}) > 1`))
}

/** What is to be known of the release itself and of what the question asks of it. */
export function releaseCaveats({ release, pinned }: Chosen, reach: Reach): CaveatNote[] {
  const { source } = release
  const notes: CaveatNote[] = []
  if (release.synthetic)
    notes.push({
      id: 'synthetic',
      source,
      text: 'Synthetic data, made up for tests: these figures are about nobody.'
    })
  if (release.status === 'withdrawn' && pinned)
    notes.push({
      id: 'withdrawn-release',
      source,
      text: `Release ${release.release} was withdrawn: ${release.status_reason ?? 'no reason was given'}.`
    })
  if (reach.about_one !== undefined)
    notes.push({
      id: 'one-country-of-asylum',
      source,
      text: `Every figure of this release is about decisions in one country of asylum: ${reach.about_one}.`
    })
  if (reach.inside !== 'whole')
    notes.push({
      id: 'outside-coverage',
      source,
      text: `Release ${release.release} does not cover ${reach.missing.join('; ')}. ${reach.inside === 'outside' ? 'Nothing of the question lies inside, so there is no answer here, which is not an answer of zero.' : 'That there is no figure does not mean that nothing happened.'}`
    })
  return notes
}
