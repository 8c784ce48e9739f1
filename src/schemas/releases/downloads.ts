import { Type } from 'typebox'
import { ReleaseStatus } from '../../vocabulary/closed-lists.ts'
import { exactly } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'

const text = Type.String()

const fileMembers = {
  name: text,
  records: orNull(
    Type.String({ description: 'The records that it has, a row each; null: it describes the others.' })
  ),
  format: text,
  media_type: text,
  rows: orNull(Type.Integer()),
  bytes: Type.Integer(),
  sha256: text,
  url: Type.String({ description: 'Holds the hash: what is there never changes. Range is understood.' }),
  latest_url: Type.String({ description: 'Leads to the address with the hash of this file as it is now.' })
}

/** A file of a release, as the release itself names it. */
export const ReleaseDownload = exactly(fileMembers, { $id: 'ReleaseDownload' })

export const DownloadSchema = exactly(
  {
    ...{ source: text, series: text, release: text, status: ref(ReleaseStatus), synthetic: Type.Boolean() },
    ...fileMembers
  },
  { $id: 'Download' }
)

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

const fileExample = {
  ...{ name: 'published_counts.parquet', records: 'published_counts', format: 'parquet' },
  ...{ media_type: 'application/vnd.apache.parquet', rows: 122400, bytes: 804312, sha256 },
  url: `/v1/sources/unhcr-asylum-decisions/downloads/2026-09-15/${sha256}/published_counts.parquet`,
  latest_url: '/v1/sources/unhcr-asylum-decisions/downloads/2026-09-15/published_counts.parquet'
}

export const downloadExample = {
  ...{ source: 'unhcr-asylum-decisions', series: 'decisions', release: '2026-09-15' },
  ...{ status: 'current', synthetic: false },
  ...fileExample
}

export const releaseDownloadExample = fileExample
