import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { recordTurns } from './http/clients/record-turns.ts'
import type { AppDeps } from './http/deps.ts'
import { withoutSuffix } from './http/negotiation.ts'
import { answerBrokenRequest, refuseExpectation, refuseUrl, requestId } from './http/refusals.ts'
import { pageRoutes } from './pages/routes.ts'
import { admission } from './plugins/admission.ts'
import { answerCache } from './plugins/answer-cache.ts'
import { answerers } from './plugins/answerers.ts'
import { compression } from './plugins/compression.ts'
import { connections } from './plugins/connections.ts'
import { contract } from './plugins/contract.ts'
import { docs } from './plugins/docs.ts'
import { draining } from './plugins/draining.ts'
import { headers } from './plugins/headers.ts'
import { health } from './plugins/health.ts'
import { methods } from './plugins/methods.ts'
import { metrics } from './plugins/metrics.ts'
import { problems } from './plugins/problems.ts'
import { rateLimits } from './plugins/rate-limit.ts'
import { repeats } from './plugins/repeats.ts'
import { requestLog } from './plugins/request-log.ts'
import { checking, strictQuery } from './plugins/strict-query.ts'
import { validatorsWhenAsked } from './plugins/validators.ts'
import { caseRoutes } from './routes/cases.ts'
import { changeRoutes } from './routes/changes.ts'
import { compareRoutes } from './routes/compare.ts'
import { countryOfReturnRoutes } from './routes/countries-of-return.ts'
import { decisionStageRoutes } from './routes/decision-stages.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { loadedRoutes } from './routes/loaded.ts'
import { publishedCountRoutes } from './routes/published-counts.ts'
import { eventRoutes } from './routes/records/events.ts'
import { returnRoutes } from './routes/records/returns.ts'
import { differenceRoutes } from './routes/releases/differences.ts'
import { downloadRoutes } from './routes/releases/downloads.ts'
import { serviceRoutes } from './routes/service.ts'
import { sourceRoutes } from './routes/sources.ts'
import { applicationStatisticsRoutes } from './routes/statistics-applications.ts'
import { caseStatisticsRoutes } from './routes/statistics-cases.ts'
import { decisionStatisticsRoutes } from './routes/statistics-decisions.ts'
import { durationStatisticsRoutes } from './routes/statistics-durations.ts'
import { pathwayStatisticsRoutes } from './routes/statistics-pathways.ts'
import { pendingStatisticsRoutes } from './routes/statistics-pending.ts'
import { returnStatisticsRoutes } from './routes/statistics-returns.ts'
import { codeListRoutes } from './routes/vocabulary/code-lists.ts'
import { countryRoutes } from './routes/vocabulary/countries.ts'
import { countryGroupRoutes } from './routes/vocabulary/country-groups.ts'
import { measureRoutes } from './routes/vocabulary/measures.ts'
import { namedSchemas } from './schemas/named.ts'

export type { AppDeps } from './http/deps.ts'

/**
 * Builds the service, ready to listen or for `inject`. Closing it leaves the given database and snapshots open.
 * `further` adds routes that are not of the API, such as those of a benchmark.
 */
export async function buildApp(
  given: AppDeps,
  further: (app: FastifyInstance) => void = () => {}
): Promise<FastifyInstance> {
  const deps: AppDeps = { records: recordTurns(given.database), ...given }
  const app = Fastify({
    logger:
      deps.settings.logLevel === 'silent'
        ? false
        : {
            level: deps.settings.logLevel,
            ...(deps.logStream ? { stream: deps.logStream } : {})
          },
    // plugins/request-log.ts writes one line a request, without the client's address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.settings.trustedProxies ? [...deps.settings.trustedProxies] : false,
    genReqId: requestId,
    rewriteUrl: withoutSuffix,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    frameworkErrors: refuseUrl,
    clientErrorHandler: answerBrokenRequest,
    // A request that does not arrive whole in this time is ended with 408, its body included.
    requestTimeout: deps.settings.requestTimeoutMs ?? 30_000,
    // plugins/connections.ts refuses a request without Host, in the form of all refusals.
    http: { requireHostHeader: false, connectionsCheckingInterval: 2000 }
  })
  app.server.on('checkExpectation', refuseExpectation)
  // The result of a handler is sent unchanged: fast-json-stringify would drop keys and write null as 0.
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  const validators = validatorsWhenAsked(checking, namedSchemas)
  app.setValidatorCompiler(validators.compiler)
  app.decorate('makeValidators', validators.make)

  await app.register(problems)
  await app.register(requestLog)
  await app.register(headers)
  await app.register(connections)
  await app.register(admission, { timeoutMs: deps.settings.answerTimeoutMs })
  await app.register(draining, { leaving: deps.leaving })
  await app.register(rateLimits, { limit: deps.settings.rateLimit })
  await app.register(methods)
  await app.register(strictQuery)
  await app.register(compression)
  await app.register(answerCache, { megabytes: deps.settings.answerCacheMb })
  await app.register(repeats, deps)
  const { publicUrl } = deps.settings
  await app.register(answerers, { build: deps.build, settings: publicUrl === undefined ? {} : { publicUrl } })
  for (const schema of namedSchemas) app.addSchema(schema)
  await app.register(contract)
  await app.register(docs)
  await app.register(health, deps)
  await app.register(metrics, deps)

  serviceRoutes(app, deps)
  decisionStatisticsRoutes(app, deps)
  caseStatisticsRoutes(app, deps)
  returnStatisticsRoutes(app, deps)
  applicationStatisticsRoutes(app, deps)
  pendingStatisticsRoutes(app, deps)
  durationStatisticsRoutes(app, deps)
  pathwayStatisticsRoutes(app, deps)
  compareRoutes(app, deps)
  measureRoutes(app, deps)
  caseRoutes(app, deps)
  decisionRoutes(app, deps)
  returnRoutes(app, deps)
  eventRoutes(app, deps)
  publishedCountRoutes(app, deps)
  countryOfReturnRoutes(app, deps)
  decisionStageRoutes(app, deps)
  countryRoutes(app, deps)
  countryGroupRoutes(app, deps)
  codeListRoutes(app, deps)
  sourceRoutes(app, deps)
  loadedRoutes(app, deps)
  changeRoutes(app, deps)
  downloadRoutes(app, deps)
  differenceRoutes(app, deps)
  pageRoutes(app, deps)
  further(app)

  await app.ready()
  return app
}
