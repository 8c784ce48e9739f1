import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { pathwayStatistics } from '../../../vocabulary/measures/case-statistics.ts'
import { clockOptions, releaseOptions, withoutShares } from '../../question/options.ts'
import { identityOf, questionOf } from '../../question/question.ts'
import { caseCaveats, caseSubject } from '../../rows/case-frame.ts'
import type { CountedRows, Kind, KindLayout, KindQuestion, Opened, ReadableSet } from '../kind.ts'
import { drawPathways } from './graph.ts'
import { passedBy } from './passed.ts'
import { undatedCaveats } from './undated.ts'

const subject = caseSubject(pathwayStatistics.path, 'Pathways of cases', pathwayStatistics)
const layout: KindLayout = {
  dimensions: ['from', 'to'],
  split_by: [],
  measures: [{ name: 'cases', kind: 'count' }],
  measured: ['cases'],
  unit: 'cases',
  table: { unflagged: true }
}

/** The stages that cases passed, from their filing to their status. A link connects two stages of the same case. */
export const pathwayKind = {
  path: pathwayStatistics.path,
  title: subject.title,
  options: [...releaseOptions, ...clockOptions, 'filters'],
  missing: {
    dry_run: said('pathways_without_estimate'),
    fill: said('pathways_without_grid'),
    intervals: withoutShares
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
    'groups',
    'reconciliation'
  ],
  has_own_measures: true,
  tells_left_out: false,
  unflagged: true,
  read: query => {
    const question = questionOf(query, subject)
    return { question, groups: [], identity: identityOf(question) }
  },
  layout: () => layout,
  count
} as const satisfies Kind<KindQuestion, KindLayout>

async function count(set: ReadableSet, opened: Opened): Promise<CountedRows> {
  const passed = opened.reach.inside === 'outside' ? [] : await passedBy(set, opened)
  const { links, nodes } = drawPathways(passed.filter(({ dated }) => dated))
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
