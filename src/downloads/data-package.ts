import type { ReleaseCard } from '../snapshot/card.ts'
import type { KeptDownload } from '../snapshot/downloads/kept-downloads.ts'
import { textIn } from '../vocabulary/labels/texts/texts.ts'
import { downloadKindOf } from '../vocabulary/release/download-kinds.ts'
import { citedAs } from '../vocabulary/synthetic.ts'
import { type DescribedField, parquetFields, textFields } from './described-fields.ts'

/** The release as a Frictionless Data Package (version 2): its files with their hashes, their columns, its terms and citation. */
export function dataPackage(card: ReleaseCard, files: readonly KeptDownload[]): Buffer {
  const { source, release, series, about, synthetic, citation, licence, url, published_at } = card
  const title = `${textIn(about.title, 'en')}, ${release}`
  const { licence_url } = about
  const written = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${source}-${release}`.replaceAll(':', '-'),
    title: synthetic ? `Made up, about nobody: ${title}` : title,
    description: textIn(about.description, 'en'),
    homepage: url,
    version: release,
    created: published_at,
    ...(licence_url !== null && { licenses: [{ path: licence_url, title: licence }] }),
    sources: [{ title: textIn(about.publisher, 'en'), path: url }],
    // Members of our own, which the standard allows.
    ...{ licence, attribution: textIn(about.attribution, 'en') },
    ...{ citation: citedAs({ synthetic }, citation), source, series, release, synthetic },
    ...{ retrieved_on: card.retrieved_on, released_on: card.released_on ?? null },
    data_as_of: card.data_as_of ?? null,
    ...{ coverage: card.coverage, sha256_of_publisher_files: card.content_sha256 },
    resources: files.map(resourceOf)
  }
  return Buffer.from(`${JSON.stringify(written, null, 2)}\n`)
}

function resourceOf({ name, records, rows, bytes, sha256 }: KeptDownload) {
  const { format, media_type, is_gzip } = downloadKindOf(name)
  const fields = records === null ? [] : format === 'parquet' ? parquetFields(records) : textFields(records)
  return {
    name: name.replaceAll('.', '-').toLowerCase(),
    path: name,
    ...{ format, mediatype: media_type, bytes, hash: `sha256:${sha256}` },
    ...(is_gzip && { compression: 'gz' }),
    ...(format !== 'parquet' && { encoding: 'utf-8' }),
    ...(records !== null && {
      rows,
      schema: {
        fields: fields.map(field => fieldOf(field, format === 'parquet')),
        missingValues: format === 'csv' ? [''] : []
      }
    })
  }
}

const inParquet: Readonly<Record<string, string>> = {
  INTEGER: 'integer',
  BIGINT: 'integer',
  BOOLEAN: 'boolean',
  DATE: 'date'
}

function fieldOf(
  { name, type, parquet_type, meaning, codes, is_nullable }: DescribedField,
  isParquet: boolean
) {
  const constraints = {
    ...(!is_nullable && { required: true }),
    ...(codes.length > 0 && { enum: codes.map(({ code }) => code) })
  }
  return {
    name,
    type: isParquet ? (inParquet[parquet_type ?? ''] ?? 'string') : type,
    ...(type === 'list' && !isParquet && { delimiter: ';' }),
    description: meaning,
    ...(codes.length > 0 && { categories: codes.map(({ code, label }) => ({ value: code, label })) }),
    ...(Object.keys(constraints).length > 0 && { constraints })
  }
}
