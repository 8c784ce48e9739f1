import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { AnswererFigures } from '../http/answerers/answerers.ts'
import type { CacheFigures } from '../http/caching/answer-cache.ts'
import { dayOf, type ReleaseEntry } from '../snapshot/card.ts'
import type { Queued } from '../snapshot/release-set.ts'

/** Where the figures of a scrape are read from, each at the moment of the scrape. */
export interface MetricSources {
  answers(): CacheFigures
  queue(): readonly Queued[]
  releases(): readonly ReleaseEntry[]
  /** Undefined where the service makes all answers itself. */
  answerers(): AnswererFigures | undefined
  pool: { totalCount: number; idleCount: number; waitingCount: number }
}

/** Milliseconds between two looks at the event loop. */
const resolution = 10
const day = 86_400_000

/** Adds what is read at a scrape to a registry. The returned function ends the look at the event loop. */
export function addGauges(registry: Registry, sources: MetricSources): () => void {
  const { answers, queue, releases, pool } = sources
  const registers = [registry]
  const stop = addEventLoop(registers)
  addAnswerers(registers, sources)
  new Gauge({
    name: 'asylum_outcomes_statistics_queries',
    help: 'Statistics queries that run, and requests that wait for their turn.',
    labelNames: ['lane', 'state'],
    registers,
    collect() {
      this.reset()
      for (const { lane, running, waiting } of queue()) {
        this.set({ lane, state: 'running' }, running)
        this.set({ lane, state: 'waiting' }, waiting)
      }
    }
  })
  new Counter({
    name: 'asylum_outcomes_answer_cache_lookups_total',
    help: 'Requests whose answer or refusal was in memory (hit), or was not (miss).',
    labelNames: ['result'],
    registers,
    collect() {
      const { asked, had } = answers()
      this.reset()
      this.inc({ result: 'hit' }, had)
      this.inc({ result: 'miss' }, asked - had)
    }
  })
  new Gauge({
    name: 'asylum_outcomes_answer_cache_bytes',
    help: 'Bytes of the answers and refusals in memory.',
    registers,
    collect() {
      this.set(answers().bytes)
    }
  })
  new Gauge({
    name: 'asylum_outcomes_release_age_days',
    help: 'Days since the edition of each current release, or since it was fetched or published here where that is not known.',
    labelNames: ['source', 'series', 'release'],
    registers,
    collect() {
      this.reset()
      for (const release of releases().filter(({ status }) => status === 'current'))
        this.set(
          { source: release.source, series: release.series, release: release.release },
          Math.floor((Date.now() - Date.parse(dayOf(release))) / day)
        )
    }
  })
  new Gauge({
    name: 'asylum_outcomes_database_pool',
    help: 'Connections to the database, those of them that are idle, and queries that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'total' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    }
  })
  new Gauge({
    name: 'asylum_outcomes_memory_bytes',
    help: 'Memory of the process: all that is resident, and of it what JavaScript uses, in its heap and beside it.',
    labelNames: ['of'],
    registers,
    collect() {
      const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
      this.set({ of: 'resident' }, rss)
      this.set({ of: 'heap' }, heapUsed)
      this.set({ of: 'external' }, external)
      this.set({ of: 'array_buffers' }, arrayBuffers)
    }
  })
  return stop
}

function addAnswerers(registers: Registry[], { answerers }: MetricSources): void {
  new Gauge({
    name: 'asylum_outcomes_answering_processes',
    help: 'Processes that make large answers: those that work, and those that wait for a job.',
    labelNames: ['state'],
    registers,
    collect() {
      const { alive = 0, busy = 0 } = answerers() ?? {}
      this.set({ state: 'busy' }, busy)
      this.set({ state: 'idle' }, alive - busy)
    }
  })
  new Counter({
    name: 'asylum_outcomes_answering_processes_lost_total',
    help: 'Processes that made large answers and ended before the service: killed, broken, or at a deadline.',
    registers,
    collect() {
      const { started = 0, alive = 0 } = answerers() ?? {}
      this.reset()
      this.inc(started - alive)
    }
  })
  new Counter({
    name: 'asylum_outcomes_answering_jobs_total',
    help: 'Large answers that were begun.',
    registers,
    collect() {
      this.reset()
      this.inc(answerers()?.jobs ?? 0)
    }
  })
}

/** Node measures how far two looks are apart, so that a loop without any delay shows the resolution. */
function addEventLoop(registers: Registry[]): () => void {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolution / 1000) || 0
  new Gauge({
    name: 'asylum_outcomes_event_loop_delay_seconds',
    help: 'Seconds that the event loop was late since the last scrape.',
    labelNames: ['of'],
    registers,
    collect() {
      this.set({ of: 'p50' }, beyond(delay.percentile(50)))
      this.set({ of: 'p99' }, beyond(delay.percentile(99)))
      this.set({ of: 'max' }, beyond(delay.max))
      delay.reset()
    }
  })
  return () => delay.disable()
}
