import { setTimeout as sleep } from 'node:timers/promises'
import type { Node } from './nodes.ts'
import type { Running } from './running.ts'
import type { Balancer } from './servers.ts'

/** What a cluster is made of, and what the bench can do to it. */
export interface Parts {
  nodes: [Node, Node]
  primary: Running
  replica: Running
  bouncer: Running
  balancer: Balancer
  /** Imports the next made-up release; resolves once it is published. */
  publish(): Promise<void>
  /** Resolves once both nodes answer from the newest release. */
  untilTold(): Promise<void>
  /** Stops the replica's replay of the primary's log, or goes on with it. */
  pauseReplica(isPaused: boolean): Promise<void>
}

export interface ClusterEvent {
  name: string
  /** Whether the balancer itself is away for a while, so that nobody can answer. */
  is_without_balancer?: boolean
  run(parts: Parts): Promise<void>
}

/** Milliseconds that a killed part stays away. */
const away = 4_000

async function killed(part: Running, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  await part.end(signal)
  await sleep(away)
  await part.start()
}

/** All that is done to a cluster under load, in this order. Each leaves it whole. */
export const clusterEvents: readonly ClusterEvent[] = [
  { name: 'nothing', run: () => sleep(8_000) },
  { name: 'node 1 SIGKILL', run: ({ nodes }) => killed(nodes[0]) },
  { name: 'node 2 SIGTERM', run: ({ nodes }) => killed(nodes[1], 'SIGTERM') },
  { name: 'replica SIGKILL', run: ({ replica }) => killed(replica) },
  { name: 'primary SIGKILL', run: ({ primary }) => killed(primary) },
  { name: 'pgbouncer SIGKILL', run: ({ bouncer }) => killed(bouncer) },
  {
    name: 'nginx reloaded',
    async run({ balancer }) {
      balancer.reload()
      await sleep(away)
    }
  },
  {
    name: 'nginx SIGKILL',
    is_without_balancer: true,
    async run({ balancer }) {
      await balancer.end('SIGKILL')
      await sleep(1_000)
      await balancer.start()
    }
  },
  {
    name: 'a release is published',
    async run({ publish, untilTold }) {
      await publish()
      await untilTold()
    }
  },
  {
    name: 'one is published while the replica lags',
    async run({ publish, untilTold, pauseReplica }) {
      await pauseReplica(true)
      await publish()
      await untilTold()
      await sleep(away)
      await pauseReplica(false)
      await sleep(away)
    }
  },
  {
    name: 'nodes restarted one by one',
    async run({ nodes }) {
      for (const node of nodes) {
        await node.end('SIGTERM')
        await node.start()
      }
    }
  },
  {
    name: 'both nodes SIGKILL',
    async run({ nodes }) {
      await Promise.all(nodes.map(node => killed(node)))
    }
  }
]
