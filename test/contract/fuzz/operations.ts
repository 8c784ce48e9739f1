import { readFileSync } from 'node:fs'
import { projectRoot } from '../../../src/root.ts'

/** What a schema of the contract says that requests are made from. */
export interface ValueSchema {
  type?: string
  format?: string
  enum?: readonly (string | number)[]
  items?: ValueSchema
  minimum?: number
  maximum?: number
  default?: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  schema: ValueSchema
}

interface Response {
  content?: Record<string, { schema?: object }>
}

/** One GET of the contract. */
export interface Operation {
  path: string
  parameters: readonly Parameter[]
  responses: Readonly<Record<string, Response>>
}

interface Contract {
  paths: Record<string, { get?: { parameters?: Parameter[]; responses: Record<string, Response> } }>
  components: { schemas: Record<string, object> }
}

/** The committed contract: what clients are made from. */
export const contract: Contract = JSON.parse(readFileSync(`${projectRoot}/openapi/openapi.json`, 'utf8'))

export const operations: readonly Operation[] = Object.entries(contract.paths).flatMap(([path, { get }]) =>
  get ? [{ path, parameters: get.parameters ?? [], responses: get.responses }] : []
)
