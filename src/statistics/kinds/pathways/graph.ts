import { caseStatuses } from '../../../vocabulary/closed-lists.ts'
import { type DecisionStage, decisionStages } from '../../../vocabulary/decision-stage.ts'

type CaseStatus = (typeof caseStatuses)[number]

/** The nodes of the graph: filing, each stage that decided something in the case, and its status now. */
export const pathwayNodes = ['filed', ...decisionStages, ...caseStatuses] as const
export type PathwayNode = (typeof pathwayNodes)[number]

/** Cases with the same stages in the same order, and the same status. */
export interface Passed {
  /** Stages joined by commas; null where nothing was decided. */
  pathway: string | null
  case_status: CaseStatus
  cases: number
}

export interface PathwayLink {
  from: PathwayNode
  to: PathwayNode
  cases: number
}

export interface PathwayGraph {
  links: PathwayLink[]
  nodes: { node: PathwayNode; cases: number }[]
}

const place = new Map<string, number>(pathwayNodes.map((node, i) => [node, i]))

/**
 * The links that cases passed, in the order of a procedure. A case counts once on each link and at each node, even if
 * it passed several times, as one that was sent back and decided again.
 */
export function drawPathways(rows: readonly Passed[]): PathwayGraph {
  const links = new Map<string, number>()
  const nodes = new Map<string, number>()
  const add = (counts: Map<string, number>, keys: readonly string[], cases: number): void => {
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + cases)
  }
  for (const { pathway, case_status, cases } of rows) {
    const stages = (pathway ? pathway.split(',') : []) as DecisionStage[]
    const path: PathwayNode[] = ['filed', ...stages, case_status]
    add(nodes, path, cases)
    add(
      links,
      path.slice(1).map((to, i) => `${path[i]} ${to}`),
      cases
    )
  }
  return {
    links: [...links].map(([key, cases]) => linkOf(key, cases)).sort(inOrder),
    nodes: pathwayNodes.flatMap(node => (nodes.has(node) ? [{ node, cases: nodes.get(node) as number }] : []))
  }
}

function linkOf(key: string, cases: number): PathwayLink {
  const [from, to] = key.split(' ') as [PathwayNode, PathwayNode]
  return { from, to, cases }
}

const placeOf = (node: PathwayNode): number => place.get(node) ?? pathwayNodes.length
const inOrder = (a: PathwayLink, b: PathwayLink): number =>
  placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to)
