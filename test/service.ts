import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { type AppDeps, buildApp } from '../src/app.ts'
import type { Database } from '../src/database/connect.ts'
import { rollupsOf } from '../src/rollups.ts'
import { type OpenSnapshots, openSnapshots } from '../src/snapshot/snapshots.ts'
import { builtInGroups, type CountryGroup } from '../src/vocabulary/countries/groups/country-group.ts'
import { database } from './helper.ts'
import { copyOf, type Fill, firstRun, type Loaded } from './loaded.ts'

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

/**
 * The service over a database of its own, with its first-run data, what else is loaded, or what a function puts there.
 * `country_groups`: its groups of countries.
 */
export async function service(
  t: Test,
  settings: Partial<AppDeps['settings']> = {},
  holding: Loaded | Fill = firstRun,
  country_groups: readonly CountryGroup[] = builtInGroups
): Promise<Service> {
  const { database, dataDir } =
    typeof holding === 'function' ? await filledBy(t, holding) : await copyOf(t, holding)
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000, country_groups })
  const app = await buildApp({
    database,
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
  return { app, database, snapshots, dataDir, get, json }
}

let shared: Promise<Service> | undefined

/** The service over the first-run data, one for all tests of a process that only read over HTTP; closed with the process. */
export function sharedService(): Promise<Pick<Service, 'get' | 'json'>> {
  shared ??= service(t)
  return shared
}

async function filledBy(t: Test, fill: Fill): Promise<{ database: Database; dataDir: string }> {
  const opened = await database(t)
  const dataDir = t.testdir({})
  await fill(opened, dataDir)
  return { database: opened, dataDir }
}
