import type { ReleaseEntry } from '../snapshot/card.ts'
import { largestPageSize } from '../vocabulary/page-size.ts'

interface Surroundings {
  rateLimit: number | 'off'
  paths: { path: string; summary: string }[]
}

/** The service document: where a client starts. */
export function serviceDocument(releases: readonly ReleaseEntry[], { rateLimit, paths }: Surroundings) {
  return {
    data: {
      title: 'Asylum Outcomes',
      description:
        'What happened to people who asked for asylum: decision stages, outcomes and countries of return, from public releases.',
      endpoints: paths,
      current_releases: releases
        .filter(({ status }) => status === 'current')
        .map(({ source, series, release, retrieved_on, synthetic, starter }) => ({
          source,
          series,
          release,
          retrieved_on,
          synthetic,
          starter,
          url: `/v1/sources/${source}/releases/${release}`
        })),
      limits: { requests_a_minute: rateLimit === 'off' ? null : rateLimit, rows_a_page: largestPageSize },
      licence: { code: 'MIT', data: 'Each source has its own: see /v1/sources.' },
      contact: 'The operator of this service.'
    }
  }
}
