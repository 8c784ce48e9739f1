import Fastify from 'fastify'
import type { Database } from './database/connect.ts'
import { answerJobs } from './http/answerers/answer-jobs.ts'
import type { FromAnswerer, ToAnswerer } from './http/answerers/messages.ts'
import type { AppDeps } from './http/deps.ts'
import type { EndpointOf } from './http/endpoint-definition.ts'
import { compareRoutes } from './routes/compare.ts'
import { countryOfReturnRoutes } from './routes/countries-of-return.ts'
import { caseStatisticsRoutes } from './routes/statistics-cases.ts'
import { decisionStatisticsRoutes } from './routes/statistics-decisions.ts'
import { durationStatisticsRoutes } from './routes/statistics-durations.ts'
import { pathwayStatisticsRoutes } from './routes/statistics-pathways.ts'
import { pendingStatisticsRoutes } from './routes/statistics-pending.ts'
import { returnStatisticsRoutes } from './routes/statistics-returns.ts'
import { namedSchemas } from './schemas/named.ts'

/**
 * The program of a process that makes large answers for the service that started it (http/answerers/). It opens release sets,
 * and has no database and no port. It ends with the service.
 */

/** Nothing that an answerer makes is read from the database. */
const noDatabase = new Proxy({} as Database, {
  get() {
    throw new Error('an answerer has no database')
  }
})

/** The endpoints whose answers are made from a release set alone. This app only registers them, and never listens. */
function endpointsHere(): ReadonlyMap<string, EndpointOf> {
  const endpoints = new Map<string, EndpointOf>()
  const app = Fastify()
  app.decorate('endpoints', endpoints)
  for (const schema of namedSchemas) app.addSchema(schema)
  const deps = { database: noDatabase } as unknown as AppDeps
  for (const routes of [
    decisionStatisticsRoutes,
    caseStatisticsRoutes,
    returnStatisticsRoutes,
    pendingStatisticsRoutes,
    durationStatisticsRoutes,
    pathwayStatisticsRoutes,
    compareRoutes,
    countryOfReturnRoutes
  ])
    routes(app, deps)
  return endpoints
}

// Who stops the service by Ctrl-C signals this process too: it ends when the service does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
// Without the service nothing comes any more, and what is sent is not read: the process ends with its job.
const receive = answerJobs(endpointsHere(), (message: FromAnswerer) => {
  if (process.connected) process.send?.(message)
})
process.on('message', message => receive(message as ToAnswerer))
