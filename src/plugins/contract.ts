import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Type } from 'typebox'
import { isFresh, policies } from '../http/caching/caching.ts'

const description = `What happened to people who asked for asylum: **decision stages**, **outcomes** and **countries of return**, from public releases of the agencies themselves.

Every answer names its source, release and citation. A withheld number is \`null\` with its status and never zero. Sources, stages and units are never added to one another. An unknown or misspelled parameter is an error, never ignored.`

export const tags = [
  { name: 'Service', description: 'What there is, and whether it is up.' },
  { name: 'Statistics', description: 'Counts and rates, with their reconciliation.' },
  { name: 'Records', description: 'Cases, decisions, returns and published figures, one row each.' },
  { name: 'Countries of return', description: 'Where people were ordered to go, and where they were taken.' },
  { name: 'Vocabulary', description: 'Stages, outcomes, measures, dimensions, countries and code lists.' },
  { name: 'Sources', description: 'Publishers, releases, terms and known issues.' }
]

/** Declares all lists in query strings as comma-separated: the package has no option for a single parameter. */
function listsByCommas<Document extends object>(document: Document): Document {
  const { paths = {} } = document as { paths?: Record<string, { get?: { parameters?: Parameter[] } }> }
  for (const { get } of Object.values(paths))
    for (const parameter of get?.parameters ?? [])
      if (parameter.schema?.type === 'array') Object.assign(parameter, { style: 'form', explode: false })
  return document
}
interface Parameter {
  schema?: { type?: string }
}

/** Makes the OpenAPI document from the schemas of the routes and serves it at /openapi.json. */
export const contract = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Asylum Outcomes',
        version: '1.0.0',
        description,
        license: { name: 'MIT (code); each source has its own licence', identifier: 'MIT' }
      },
      servers: [{ url: '/' }],
      // Everything is public: there is nothing to sign in to.
      security: [],
      tags
    },
    refResolver: { buildLocalReference: json => String(json.$id) },
    transformObject: found =>
      'openapiObject' in found ? listsByCommas(found.openapiObject) : found.swaggerObject
  })
  let written: string | undefined
  app.get(
    '/openapi.json',
    {
      schema: {
        hide: true,
        querystring: Type.Object({}, { additionalProperties: false })
      }
    },
    (request, reply) => {
      written ??= JSON.stringify(app.swagger())
      const etag = `W/"${createHash('sha256').update(written).digest('base64url').slice(0, 22)}"`
      if (isFresh(request, reply, { etag, control: policies.answers })) return reply.code(304).send()
      return reply.type('application/json; charset=utf-8').send(written)
    }
  )
})
