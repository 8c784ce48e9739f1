import type { Static, TObject, TSchema } from 'typebox'
import type { Format } from '../formats/format.ts'
import type { SetCards, Sources } from '../snapshot/considered.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { OperationId } from '../vocabulary/labels/summaries.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import type { Answer } from './answer.ts'
import type { IsQueued } from './clients/door.ts'
import type { Records } from './clients/record-turns.ts'

/** The argument of a route's function: checked values and the release set, which stays open until the answer is sent. */
export interface EndpointRequest<Query, Params> {
  query: Query
  params: Params
  format: Format
  set: ReleaseSet
  /** The records, read when it is the client's turn. */
  records: Records
}

export interface Endpoint<Query extends TObject, Params extends TObject> {
  url: string
  /** Its summary is in the catalogue of summaries. */
  operationId: OperationId
  description?: string
  tags: [string]
  params?: Params
  /** The endpoint's own parameters; `format` and the options of its formats are added. */
  query: Query
  data: TSchema
  /** A row of a list with the parameter `fields`, which leaves members out. */
  row_with_fields?: TSchema
  meta?: TSchema
  /** Default: JSON only. */
  formats?: readonly Format[]
  cache?: 'answers' | 'cases'
  /**
   * The sources whose releases decide what this request is told, in refusals too. The answer is made from these alone, and
   * a publish of another source leaves it as it is. Left out, or undefined: every source.
   */
  considers?(
    asked: Pick<EndpointRequest<Static<Query>, Static<Params>>, 'query' | 'params' | 'format'>,
    set: SetCards
  ): Sources
  /** Whether it is made by queries to a release set, and refused at the door where these would get their turn too late. */
  is_queued?: IsQueued
  /** It is read from the database by queries of its own, in one turn of the client's (http/clients/record-turns.ts). */
  takes_turn?: true
  /** It is made from a release set alone, so that a process of its own can make it (http/answerers/). */
  is_from_set?: boolean
  /** True: `data` has texts in several languages, of which those of the request are written. */
  has_texts?: true
  /** An example of `data` for the contract. */
  example: unknown
  /** An example of the members of meta that are added to the common ones. */
  exampleMeta?: Record<string, unknown>
  answer(request: EndpointRequest<Static<Query>, Static<Params>>): Answer | Promise<Answer>
}

/** An endpoint, whatever its parameters are. */
// biome-ignore lint/suspicious/noExplicitAny: their types are known where the endpoint is defined
export type EndpointOf = Registered<any, any>

declare module 'fastify' {
  interface FastifyInstance {
    /** By operation; where it is there, each endpoint enters itself. */
    endpoints?: Map<string, EndpointOf>
  }
}

/** A definition with the values that are computed once, at registration. */
export interface Registered<Query extends TObject, Params extends TObject> extends Endpoint<Query, Params> {
  /** Those that this computer can write. */
  formats: readonly Format[]
  /** The others, for the tag of its answers: no link names them. */
  lacks: string
  columns: readonly TableColumn[]
}
