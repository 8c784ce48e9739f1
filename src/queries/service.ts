import type { ReleaseEntry } from '../snapshot/card.ts'
import { type LocalText, said } from '../vocabulary/labels/texts/texts.ts'
import { largestPageSize } from '../vocabulary/page-size.ts'

export interface ServicePath {
  path: string
  summary: LocalText
}

interface Surroundings {
  rateLimit: number | 'off'
  paths: ServicePath[]
  feeds: readonly { url: string; type: string }[]
}

/** The service document: where a client starts. */
export function serviceDocument(
  releases: readonly ReleaseEntry[],
  { rateLimit, paths, feeds }: Surroundings
) {
  return {
    alternates: feeds,
    data: {
      title: 'Asylum Outcomes',
      description: said('service_described'),
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
      licence: { code: 'MIT', data: said('licence_of_data') },
      contact: said('service_contact')
    }
  }
}
