import type { FastifyError, FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify'
import fp from 'fastify-plugin'
import { faultOf, problemOfFaults, type QuerySchema } from '../http/faults.ts'
import { checkValues, normalise } from '../http/query-values.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

/** Options of Fastify's Ajv: no given value is removed, and all faults are found. */
export const checking: FastifyServerOptions['ajv'] = {
  customOptions: {
    removeAdditional: false,
    allErrors: true,
    coerceTypes: true,
    useDefaults: true
  }
}

/**
 * Refuses unknown parameters, invalid values and codes of another scheme. Never ignores one, and reports all faults
 * of a request at once.
 */
export const strictQuery = fp(async (app: FastifyInstance) => {
  app.decorateRequest('queryFaults')
  app.decorateRequest('given')

  app.addHook('onRoute', route => {
    if (route.schema?.querystring) route.attachValidation = true
  })

  app.addHook('preValidation', async request => {
    // No code, id or name has one, and Postgres refuses it in any text.
    if (Object.values(request.params as object).some(hasNul)) throw nothingAt(request)
    const schema = request.routeOptions.schema?.querystring as QuerySchema | undefined
    if (!schema) return
    const { values, faults } = normalise(request.query as Record<string, string | string[]>, schema)
    request.query = values
    // A copy, because validation adds defaults to request.query.
    request.given = { ...values }
    request.queryFaults = faults
  })

  app.addHook('preHandler', async request => {
    const schema = request.routeOptions.schema?.querystring as QuerySchema | undefined
    if (!schema) return
    const validationError = request.validationError as FastifyError | undefined
    if (validationError?.validationContext === 'params') throw nothingAt(request)
    const query = request.query as Record<string, unknown>
    const invalid = (validationError?.validation ?? []).map(error => faultOf(error, schema, query))
    const faults = [...(request.queryFaults ?? []), ...invalid, ...checkValues(query, schema)]
    if (faults.length > 0) throw problemOfFaults(faults)
  })
})

const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes('\0')

const nothingAt = (request: FastifyRequest): Problem =>
  new Problem('not-found', said('nothing_at', { path: request.originalUrl.split('?')[0] ?? '' }))
