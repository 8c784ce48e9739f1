import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { chosenTable, column, raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { pathwayStatistics } from '../../vocabulary/case-statistics.ts'
import { type CaseFrame, caseCaveats, caseSubject, filtersSql, insideSql, openCases } from '../case-frame.ts'
import { rowsOf } from '../columns.ts'
import { constantsOf, figuresOfRows, type ListedAnswer } from '../listing.ts'
import { filtersIn, identityOf, questionOf } from '../question.ts'
import { ofRecords } from '../summaries/records.ts'
import { drawPathways, type Passed, type PathwayGraph, type PathwayLink } from './graph.ts'
import { undatedCaveats } from './undated.ts'

const subject = caseSubject(pathwayStatistics.path, 'Pathways of cases', pathwayStatistics)

/**
 * The stages that cases passed, from their filing to where they stand, drawn inside one case each. Throws Problem
 * where it cannot be answered.
 */
export async function answerPathways(
  set: Pick<ReleaseSet, 'releases' | 'query'>,
  query: Readonly<Record<string, unknown>>
): Promise<ListedAnswer> {
  const question = questionOf(query, subject)
  const open = await openCases(set, question, identityOf(question))
  const rows = open.reach.inside === 'outside' ? [] : await passedBy(set, open)
  const placed = rows.filter(({ dated }) => dated)
  const graph = drawPathways(placed)
  const { chosen } = open.frame
  return {
    data: graph.links.map(link => ({ ...link })),
    releases: [chosen.release],
    table: tableOf(open, graph.links),
    caveats: [
      ...(await caseCaveats(set, open, graph.links.length === 0)),
      ...(graph.links.length === 0 ? [] : await undatedCaveats(set, open))
    ],
    meta: metaOf(open, graph, rows),
    figures: figuresOfRows(
      graph.links.map(({ from, to, cases }) => ({ words: { from, to }, numbers: { cases }, flags: {} })),
      open,
      { dimensions: ['from', 'to'], measures: [{ name: 'cases', kind: 'count' }] },
      { total: graph.links.length, unit: 'cases', constants: constantsOf(open.frame, 'cases') }
    ),
    next: null
  }
}

function tableOf({ frame }: CaseFrame, links: readonly PathwayLink[]): ListedAnswer['table'] {
  const constants = constantsOf(frame, 'cases')
  return {
    header: ['from', 'to', 'cases', 'cases_flags', ...Object.keys(constants)],
    batches: [links.map(link => ({ ...link, cases_flags: [], ...constants }))]
  }
}

type Row = Passed & { dated: boolean }

async function passedBy(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<Row[]> {
  const { chosen, clock } = open.frame
  const isBound = clock.from !== undefined || clock.to !== undefined
  const [pathway, status] = [column('pathway'), column('case_status')]
  const passed = sql`select cast(pathway as varchar) as pathway,
  coalesce(cast(case_status as varchar), 'unknown') as case_status, dated, cast(number as int) as cases
from (select ${pathway}, ${status}, ${isBound ? sql`${chosenTable.date} is not null` : raw('true')} as dated, ${chosenTable.count} as number
  from ${chosenTable.name} where ${filtersSql(open)} and ${insideSql(open, chosenTable.date)} group by all) order by all`
  const { text, values } = statementOf(ofRecords(chosen, 'filed_on', passed))
  return rowsOf(await set.query(text, values)) as unknown as Row[]
}

function metaOf(open: CaseFrame, graph: PathwayGraph, rows: readonly Row[]): ListedAnswer['meta'] {
  const { question, frame, reach, as_at } = open
  const { chosen, clock } = frame
  return {
    total: graph.links.length,
    total_reason: null,
    query: Object.fromEntries(
      Object.entries({
        source: chosen.release.source,
        series: chosen.release.series,
        release: chosen.release.release,
        as_of: question.as_of,
        date_basis: clock.date_basis,
        year_basis: clock.year_basis,
        period: question.period,
        period_from: clock.period_from,
        period_to: clock.period_to,
        ...Object.fromEntries(filtersIn(question))
      }).filter(([, value]) => value !== undefined)
    ),
    unit: 'cases',
    counting_rule: chosen.release.about.counting_rule,
    as_at,
    period: {
      date_basis: clock.date_basis,
      year_basis: clock.year_basis,
      from: reach.from,
      to: reach.to,
      partial: reach.partial
    },
    nodes: graph.nodes,
    reconciliation: { cases: reconciled(graph, rows) }
  }
}

/** Throws where cases are lost or doubled on the way: each in scope leaves `filed` once, or is left out. */
function reconciled({ links }: PathwayGraph, rows: readonly Row[]) {
  const sum = (list: readonly { cases: number }[]): number => list.reduce((n, { cases }) => n + cases, 0)
  const in_scope = sum(rows)
  const left = sum(rows.filter(({ dated }) => !dated))
  const entering = sum(links.filter(({ from }) => from === 'filed'))
  if (in_scope !== entering + left)
    throw new Error(`pathways: ${in_scope} cases in scope, but ${entering + left} accounted for`)
  return {
    in_scope,
    sum_of_cells: entering,
    suppressed_cells: 0,
    left_out: left > 0 ? [{ reason: 'no_date', count: left }] : [],
    not_added: []
  }
}
