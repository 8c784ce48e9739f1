import { pathwayStatistics } from '../../../vocabulary/case-statistics.ts'
import { caseCaveats, caseSubject } from '../../case-frame.ts'
import { caveatsOfNothing } from '../../caveats.ts'
import { drawPathways } from '../../pathways/graph.ts'
import { type PassedAlike, passedBy } from '../../pathways/passed.ts'
import { undatedCaveats } from '../../pathways/undated.ts'
import { identityOf, questionOf } from '../../question.ts'
import { estimateCells } from '../../table/fill.ts'
import type { Counted, Kind, KindQuestion, Layout, Opened, Reading, Size } from '../kind.ts'

const subject = caseSubject(pathwayStatistics.path, 'Pathways of cases', pathwayStatistics)
const layout: Layout = {
  dimensions: ['from', 'to'],
  split_by: [],
  measures: [{ name: 'cases', kind: 'count' }],
  measured: ['cases'],
  unit: 'cases',
  table: { unflagged: true }
}

/** The stages that cases passed, from their filing to where they stand, drawn inside one case each. */
export const pathwayKind = {
  path: pathwayStatistics.path,
  title: subject.title,
  options: [
    'source',
    'series',
    'release',
    'as_of',
    'date_basis',
    'year_basis',
    'period',
    'period_from',
    'period_to',
    'filters'
  ],
  missing: {
    fill: 'a link that is not there was passed by no case, and most pairs of places have no way between them',
    intervals: 'they are counted one by one, and no share is made of them'
  },
  meta: [
    'total',
    'total_reason',
    'query',
    'unit',
    'counting_rule',
    'as_at',
    'period',
    'nodes',
    'reconciliation',
    'estimate'
  ],
  has_own_measures: true,
  tells_left_out: false,
  unflagged: true,
  read: query => {
    const question = questionOf(query, subject)
    return { question, groups: [], identity: identityOf(question) }
  },
  layout: () => layout,
  count,
  size,
  empty: () => ({ numbers: { cases: 0 }, flags: {} }),
  ownMeta: () => ({ nodes: [] })
} as const satisfies Kind<KindQuestion, Layout>

const passedIn = async (set: Reading, opened: Opened): Promise<PassedAlike[]> =>
  opened.reach.inside === 'outside' ? [] : passedBy(set, opened)

const drawn = (passed: readonly PassedAlike[]) => drawPathways(passed.filter(({ dated }) => dated))

async function count(set: Reading, opened: Opened): Promise<Counted> {
  const passed = await passedIn(set, opened)
  const { links, nodes } = drawn(passed)
  const inScope = (isDated: boolean): number =>
    passed.reduce((n, { dated, cases }) => (dated === isDated ? n + cases : n), 0)
  const undated = inScope(false)
  const isEmpty = links.length === 0
  return {
    rows: links.map(({ from, to, cases }) => ({ words: { from, to }, numbers: { cases }, flags: {} })),
    // Each case in scope leaves `filed` once, or is left out.
    accounts: {
      cases: {
        states: { cell: inScope(true), ...(undated > 0 ? { no_date: undated } : {}) },
        cells: links.flatMap(({ from, cases }) => (from === 'filed' ? [cases] : []))
      }
    },
    caveats: [
      ...(await caseCaveats(set, opened, isEmpty)),
      ...(isEmpty ? [] : await undatedCaveats(set, opened))
    ],
    meta: { nodes }
  }
}

/** There are few links, whatever the number of cases: they are drawn to be counted. */
async function size(set: Reading, opened: Opened): Promise<Size> {
  const links = drawn(await passedIn(set, opened)).links.map(({ from, to }) => [from, to])
  return {
    estimate: estimateCells(layout.dimensions, links),
    cells: async () => links,
    caveats: caveatsOfNothing(opened.frame.chosen, opened.question)
  }
}
