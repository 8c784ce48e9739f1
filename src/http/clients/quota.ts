import type { Asker } from '../../snapshot/admission/asker.ts'
import type { Problem } from '../../vocabulary/problem.ts'

/** What a request takes of its client's quota. */
export interface Quota {
  /** The refusal of a client whose quota is used up. It stands until the answer is known to be a 304. */
  refusal?: Problem
  /** The request was answered without a query or a scan, and is not counted. */
  is_free?: boolean
  /** Points that the request costs beside the one of each request, and that are still to be taken. */
  further: number
  /** Points that were asked for its queries. */
  charged: number
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Not counted against a client's limit: for health checks, which are requested all the time. */
    unlimited?: boolean
    /** The handler tells a client that has the answer already so, before it throws the refusal of the quota. */
    tells_fresh?: boolean
  }
  interface FastifyRequest {
    /** Undefined where there is no limit. */
    quota?: Quota
    /** Whose this request is, and by when it must be answered. */
    asker?: Asker
  }
}
