import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { type AppDeps, buildApp } from '../src/app.ts'
import type { Database } from '../src/database/connect.ts'
import { prepareData } from '../src/import/first-run.ts'
import { type OpenSnapshots, openSnapshots } from '../src/snapshot/snapshots.ts'
import { summariesOf } from '../src/summaries.ts'
import { database } from './helper.ts'

export interface Service {
  app: FastifyInstance
  database: Database
  snapshots: OpenSnapshots
  dataDir: string
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  json(url: string): Promise<Answered>
}
export interface Answered {
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it
  data: any
  // biome-ignore lint/suspicious/noExplicitAny: the same
  meta: any
  links: Record<string, string | null>
}

/** Fills a new database. */
export type Fill = (database: Database, dataDir: string) => Promise<unknown>

const firstRun: Fill = (database, dataDir) => prepareData(database, { dataDir }, () => {})

/** The service over a database of its own, with its first-run data or what `fill` puts there. */
export async function service(
  t: Test,
  settings: Partial<AppDeps['settings']> = {},
  fill: Fill = firstRun
): Promise<Service> {
  const opened = await database(t)
  const dataDir = t.testdir({})
  await fill(opened, dataDir)
  const snapshots = await openSnapshots({ database: opened, dataDir, summariesOf, timeoutMs: 10_000 })
  const app = await buildApp({
    database: opened,
    snapshots,
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 64, ...settings },
    build: 'test'
  })
  t.teardown(async () => {
    await app.close()
    await snapshots.close()
  })
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers })
  const json = async (url: string): Promise<Answered> => {
    const answer = await get(url)
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
  return { app, database: opened, snapshots, dataDir, get, json }
}
