/**
 * Builds on the loopback what deploy/compose.yml describes, with the PostgreSQL, nginx and pgbouncer of the system: a primary, a
 * replica, a pooler before it, two nodes, each tied to a processor, and nginx with deploy/nginx.conf. Under a steady load of GETs it
 * kills each part in turn, publishes releases, lets the replica lag and restarts nodes, and prints what clients saw of it. Then it
 * asks for statistics of which nothing is kept, of one node and of two, and compares the processor time of the nodes.
 *
 *   node .build/bench/cluster.js [requests a second, by default 10] [rounds, by default 6] [questions of a round, by default 240]
 *
 * Of 0 requests a second nothing is killed, and only what answers cost is measured.
 *
 * Exit code 0 where all goals are met, 1 where one is missed, and 77 where a program is not installed: nothing was tried then.
 * All figures that it imports are made up, in a folder of its own that is removed at the end.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../src/database/embedded/postmaster.ts'
import { projectRoot } from '../src/root.ts'
import { type Client, clientOn } from './cluster/client.ts'
import { type Cost, coldStatistics, perSecond } from './cluster/cold.ts'
import { clusterEvents, type Parts } from './cluster/events.ts'
import { costOfKept } from './cluster/kept.ts'
import { lineOf, steadyLoad } from './cluster/load.ts'
import { databaseAs, makeNode, type Node } from './cluster/nodes.ts'
import { findPrograms } from './cluster/programs.ts'
import { cachedQuestions, questionOf, releaseOf } from './cluster/questions.ts'
import { makeCluster, runToEnd } from './cluster/running.ts'
import {
  databaseName,
  type Making,
  makeBalancer,
  makeBouncer,
  makePrimary,
  makeReplica
} from './cluster/servers.ts'
import { figures } from './kill-releases.ts'

/** As other test programs say that nothing was tried. */
const skipped = 77
const goal = 0.95
const head =
  '| event | requests (cached, statistics, records) | failed | for | mixed | cached failed | slowest | what failed, and which releases were told |'
const [rate = 10, rounds = 6, questions = 240] = process.argv.slice(2).map(Number)

const programs = findPrograms()
if (Array.isArray(programs)) {
  console.log(
    `SKIPPED: nothing was tried, as ${programs.join(', ')} is not installed (apt install ${programs.join(' ')}).`
  )
  process.exitCode = skipped
} else {
  const cluster = makeCluster()
  const folder = mkdtempSync(path.join(process.env.BENCH_DIR ?? tmpdir(), 'asylum-outcomes-cluster-'))
  // The servers' user must be able to enter.
  chmodSync(folder, 0o755)
  const clear = async () => {
    await cluster.endAll()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => clear().then(() => process.exit(1)))
  try {
    process.exitCode = (await measure({ cluster, programs, folder })) ? 0 : 1
  } finally {
    await clear()
  }
}

/** Resolves with whether all goals are met. */
async function measure(making: Making): Promise<boolean> {
  const [primary = 0, replica = 0, bouncer = 0, nginx = 0, one = 0, two = 0] = await Promise.all(
    Array.from({ length: 6 }, freePort)
  )
  const parts = await build(making, { primary, replica, bouncer, nginx, nodes: [one, two] })
  console.log(`load of the machine ${loadavg()[0]?.toFixed(1)}; ${rate} requests a second\n`)
  const areWhole = rate === 0 || (await underEvents(parts, nginx))
  const { nodes: given, balancer } = parts
  console.log(`\n${await keptBy('nginx', nginx, balancer.pid(), 20_000)}`)
  console.log(await keptBy('a node', one, given[0].pid(), 10_000))
  for (const node of given) await node.end('SIGINT')
  const keepsNothing = { ANSWER_CACHE_MB: '0', RATE_LIMIT: 'off' }
  const nodes = given.map((_, i) =>
    makeNode(making, {
      ...{ number: i + 1, port: [one, two][i] ?? 0, ports: { primary, bouncer }, settings: keepsNothing }
    })
  ) as [Node, Node]
  for (const node of nodes) await node.start()
  // A node that has started asks itself a few questions first.
  await sleep(10_000)
  console.log(`\nload of the machine ${loadavg()[0]?.toFixed(1)}`)
  const {
    one: alone,
    two: both,
    ratios
  } = await coldStatistics({
    ...{ nodes, balancer, port: nginx, rounds, questions }
  })
  const ratio = perSecond(both) / perSecond(alone)
  const each = ratios.map(value => value.toFixed(2)).join(', ')
  console.log(`\n${costOf('one node', alone)}\n${costOf('two nodes', both)}`)
  console.log(
    `answers per processor second of the nodes, two over one: ${ratio.toFixed(3)} (rounds ${each}); goal ${goal}`
  )
  const isMet = areWhole && ratio >= goal
  console.log(isMet ? '\nAll goals are met.' : '\nA goal is missed.')
  return isMet
}

/** What answers cost that a process has in its cache, as it stands in the output. */
async function keptBy(name: string, port: number, giver: number, requests: number): Promise<string> {
  const client = clientOn(port)
  const cost = await costOfKept(client, giver, requests)
  client.close()
  return (
    `kept by ${name}: ${cost.answers} answers of ${Math.round(cost.bytes)} bytes, ${cost.others} others; ` +
    `${Math.round(cost.answers / cost.giver)} answers per processor second of it`
  )
}

function costOf(name: string, cost: Cost): string {
  const seconds = `nodes ${cost.nodes.toFixed(1)} s, nginx ${cost.proxy.toFixed(2)} s, client ${cost.client.toFixed(1)} s`
  return (
    `${name}: ${cost.answers} answers, ${cost.others} others; ${seconds} of processor time; ` +
    `${perSecond(cost).toFixed(1)} answers per processor second of the nodes`
  )
}

interface Ports {
  primary: number
  replica: number
  bouncer: number
  nginx: number
  nodes: [number, number]
}

async function build(making: Making, ports: Ports): Promise<Parts> {
  const { primary: primaryPort, replica: replicaPort, bouncer: bouncerPort } = ports
  const primary = await makePrimary(making, primaryPort)
  const [importer, reader] = ['asylum_importer', 'asylum_reader'].map(role => databaseAs(role, primaryPort))
  const command = (role: string, ...args: string[]) =>
    runToEnd(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...args], {
      env: {
        ...{ PATH: process.env.PATH, FIRST_DATA: 'demo', DATA_DIR: path.join(making.folder, 'importer') },
        DATABASE_URL: databaseAs(role, primaryPort)
      }
    })
  await command('app', 'migrate', `--importer=${importer}`, `--reader=${reader}`, '--without-tables')
  let newest = 100
  const files = path.join(making.folder, 'files')
  mkdirSync(files)
  const publish = async () => {
    const given = await figures.argumentsOf(files, ++newest)
    await command('asylum_importer', ...given, '--make-current')
  }
  await publish()
  const replica = await makeReplica(making, { primary: primaryPort, own: replicaPort })
  const bouncer = await makeBouncer(making, { replica: replicaPort, own: bouncerPort })
  const nodes = ports.nodes.map((port, i) =>
    makeNode(making, { number: i + 1, port, ports: { primary: primaryPort, bouncer: bouncerPort } })
  ) as [Node, Node]
  for (const node of nodes) await node.start()
  const balancer = await makeBalancer(
    making,
    ports.nginx,
    nodes.map(({ address }) => address)
  )
  return {
    ...{ nodes, primary, replica, bouncer, balancer, publish },
    untilTold: () => untilTold(ports.nodes, () => newest),
    async pauseReplica(isPaused) {
      const sql = `select pg_wal_replay_${isPaused ? 'pause' : 'resume'}()`
      const at = ['-h', '127.0.0.1', '-p', String(replicaPort), '-U', 'app', '-c', sql, databaseName]
      await runToEnd(path.join(making.programs.postgres, 'psql'), at)
    }
  }
}

async function untilTold(ports: number[], newest: () => number): Promise<void> {
  const question = questionOf(1)
  for (const port of ports) {
    const client = clientOn(port)
    while (releaseOf(await client.get(question.path, 0), question) !== newest()) await sleep(250)
    client.close()
  }
}

/** Prints the table of events; resolves with whether no answer was mixed and no cached address failed. */
async function underEvents(parts: Parts, port: number): Promise<boolean> {
  const client = clientOn(port)
  await warm(client)
  const load = steadyLoad(client, rate)
  console.log(`${head}
${head.replaceAll(/[^|]+/g, '---')}`)
  let holds = true
  for (const { name, is_without_balancer = false, run } of clusterEvents) {
    const seen = load.begin(name)
    await sleep(1_000)
    await run(parts)
    await sleep(4_000)
    console.log(lineOf(seen))
    holds &&= seen.mixed === 0 && (is_without_balancer || seen.failed.cached === 0)
  }
  await load.stop()
  client.close()
  return holds
}

async function warm(client: Client): Promise<void> {
  for (const { path: address } of cachedQuestions) {
    const { status, error, body } = await client.get(address, 0)
    if (status !== 200) throw new Error(`${address}: ${error ?? status} ${body.slice(0, 300)}`)
  }
}
