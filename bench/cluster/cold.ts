import { setTimeout as sleep } from 'node:timers/promises'
import { addresses } from '../overload/mix.ts'
import { cpuOfTree } from '../processes.ts'
import { clientOn } from './client.ts'
import type { Node } from './nodes.ts'
import type { Balancer } from './servers.ts'

/** Answers and seconds of processor time of some rounds. */
export interface Cost {
  answers: number
  others: number
  nodes: number
  proxy: number
  client: number
}

export interface Compared {
  one: Cost
  two: Cost
  /** Of each pair of rounds, answers per processor second with two nodes over those with one. */
  ratios: number[]
}

interface Comparing {
  nodes: [Node, Node]
  balancer: Balancer
  port: number
  rounds: number
  questions: number
}

/** Requests that are under way at once at each node. */
const at_once = 3

/**
 * Asks the same statistics, of which nothing is kept, of one node and of two, in turns, through the balancer. Each round asks by
 * another name of the host, so that the shared cache has none of them.
 */
export async function coldStatistics(comparing: Comparing): Promise<Compared> {
  const { nodes, balancer, port, rounds, questions } = comparing
  const paths = await statisticsPaths(questions)
  const round = async (name: string, asked: Node[]): Promise<Cost> => {
    balancer.reload(nodes.map(node => (asked.includes(node) ? node.address : undefined)))
    await sleep(2_000)
    const client = clientOn(port)
    const cpu = [...asked.map(node => cpuOfTree(node.pid())), cpuOfTree(balancer.pid())]
    const own = process.cpuUsage()
    const cost = { answers: 0, others: 0 }
    const left = [...paths.entries()]
    await Promise.all(
      Array.from({ length: at_once * asked.length }, async () => {
        for (let next = left.pop(); next; next = left.pop()) {
          const { status } = await client.get(next[1], next[0], `${name}.bench`)
          if (status === 200) cost.answers++
          else cost.others++
        }
      })
    )
    const { user, system } = process.cpuUsage(own)
    client.close()
    const spent = cpu.map(seconds => seconds())
    const proxy = spent.pop() ?? 0
    const ofNodes = spent.reduce((sum, seconds) => sum + seconds, 0)
    return { ...cost, nodes: ofNodes, proxy, client: (user + system) / 1e6 }
  }
  // Code is compiled as it is used.
  await round('warm-1', [nodes[0]])
  await round('warm-2', [nodes[1]])
  const pairs: [Cost, Cost][] = []
  for (let i = 0; i < rounds; i++) {
    const alone = async () => round(`one-${i}`, [nodes[i % 2] as Node])
    const both = async () => round(`two-${i}`, nodes)
    // The order alternates too, so that nothing is always first.
    if (i % 4 < 2) pairs.push([await alone(), await both()])
    else {
      const two = await both()
      pairs.push([await alone(), two])
    }
  }
  balancer.reload()
  return {
    one: together(pairs.map(([one]) => one)),
    two: together(pairs.map(([, two]) => two)),
    ratios: pairs.map(([one, two]) => perSecond(two) / perSecond(one))
  }
}

/** Answers per processor second of the nodes. */
export const perSecond = ({ answers, nodes }: Cost): number => answers / nodes

function together(costs: Cost[]): Cost {
  const all = { answers: 0, others: 0, nodes: 0, proxy: 0, client: 0 }
  for (const cost of costs) for (const name of Object.keys(all) as (keyof Cost)[]) all[name] += cost[name]
  return all
}

/** So many statistics of the mix of bench/overload, no two the same. */
async function statisticsPaths(count: number): Promise<string[]> {
  const addressOf = await addresses()
  const paths: string[] = []
  for (let n = 0; paths.length < count; n++) {
    const path = addressOf(n)
    if (path.startsWith('/v1/statistics/')) paths.push(path)
  }
  return paths
}
