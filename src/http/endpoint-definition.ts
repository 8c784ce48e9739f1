import type { Static, TObject, TSchema } from 'typebox'
import type { Format } from '../formats/format.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import type { Answer } from './answer.ts'

/** What a route's function gets: checked values and the release set, which stays open until the answer is out. */
export interface EndpointRequest<Query, Params> {
  query: Query
  params: Params
  format: Format
  set: ReleaseSet
}

export interface Endpoint<Query extends TObject, Params extends TObject> {
  url: string
  operationId: string
  summary: string
  description?: string
  tags: [string]
  params?: Params
  /** Parameters of its own; `format` and the options of its formats are added. */
  query: Query
  data: TSchema
  meta?: TSchema
  /** Default: JSON only. */
  formats?: readonly Format[]
  cache?: 'answers' | 'cases'
  /** A `data` as it could come. */
  example: unknown
  /** Members of meta beside the common ones, as they could come. */
  exampleMeta?: Record<string, unknown>
  answer(asked: EndpointRequest<Static<Query>, Static<Params>>): Answer | Promise<Answer>
}

/** A checked definition with what is worked out once. */
export interface Registered<Query extends TObject, Params extends TObject> extends Endpoint<Query, Params> {
  formats: readonly Format[]
  columns: readonly TableColumn[]
}
