import type {
  DataDescription,
  DataOffer,
  DescribedEdition,
  DescribedSource
} from '../../vocabulary/results/data-description.ts'
import type { DescriptionFormat } from '../format.ts'
import { jsonLdExample } from './json-ld-example.ts'

type Members = Readonly<Record<string, unknown>>

/** What the figures of a source are described by, in one language. */
type Described = DataDescription<string>

/**
 * What there is to have, in the vocabulary of schema.org: a DataCatalog with a Dataset for each source, or one Dataset. A
 * source with several current editions is a Dataset of parts, each of which is whole in itself, as Google Dataset Search
 * asks for. Addresses are paths (withOrigin).
 */
export function dataSets({ describes, catalogue, sources }: Described): Members {
  const within = catalogueNamed(catalogue)
  const [first] = sources
  const described =
    describes === 'source' && first
      ? sourceAsDataset(first, within)
      : {
          ...{ ...within, description: catalogue.description },
          dataset: sources.map(each => sourceAsDataset(each, within))
        }
  return { '@context': 'https://schema.org', ...described }
}

const addresses: ReadonlySet<string> = new Set(['@id', 'url', 'contentUrl'])

/** The same with each path in it as a whole address. `origin`: https://example.org, or nothing, which leaves paths. */
export function withOrigin(value: unknown, origin: string): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(each => withOrigin(each, origin))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      addresses.has(name) && String(each).startsWith('/') ? `${origin}${each}` : withOrigin(each, origin)
    ])
  )
}

const catalogueNamed = ({ title }: Described['catalogue']): Members => ({
  ...{ '@type': 'DataCatalog', '@id': '/v1/sources', name: title, url: '/sources' }
})

function sourceAsDataset(source: DescribedSource<string>, within: Members): Members {
  const { title, editions } = source
  const own = { ...aboutSource(source, within), '@id': `/v1/sources/${source.source}`, name: title }
  const [only] = editions
  if (only && editions.length === 1) return { ...own, ...aboutEdition(only, source) }
  return {
    ...own,
    hasPart: editions.map(each => ({
      ...aboutSource(source, within),
      '@id': `/v1/sources/${source.source}/releases/${each.release}`,
      name: `${title}: ${each.title}, ${each.release}`,
      isPartOf: { '@id': `/v1/sources/${source.source}` },
      ...aboutEdition(each, source)
    }))
  }
}

const aboutSource = (source: DescribedSource<string>, within: Members): Members => ({
  '@type': 'Dataset',
  description: source.description,
  url: `/sources/${source.source}`,
  creator: { '@type': 'Organization', name: source.publisher },
  license: source.licence_url ?? source.licence,
  isBasedOn: source.publisher_url,
  isAccessibleForFree: true,
  includedInDataCatalog: within
})

const aboutEdition = (edition: DescribedEdition<string>, source: DescribedSource<string>): Members => ({
  version: edition.release,
  license: source.licence_url ?? edition.licence,
  isBasedOn: edition.publisher_url,
  temporalCoverage: `${edition.from}/${edition.to}`,
  ...(edition.released_on === null ? {} : { datePublished: edition.released_on }),
  dateModified: edition.published_on,
  distribution: edition.offers.map(asDownload)
})

const asDownload = ({ name, media_type, path, bytes, sha256 }: DataOffer): Members => ({
  '@type': 'DataDownload',
  name,
  encodingFormat: media_type.split(';')[0],
  contentUrl: path,
  ...(bytes === undefined ? {} : { contentSize: `${bytes} B` }),
  ...(sha256 === undefined ? {} : { sha256 })
})

export const jsonLdFormat: DescriptionFormat = {
  id: 'json-ld',
  type: 'application/ld+json; charset=utf-8',
  accepts: ['application/ld+json'],
  ending: 'jsonld',
  is_shown: true,
  is_paged: true,
  is_binary: false,
  options: [],
  example: jsonLdExample,
  writes: 'description',
  write: (described, origin) => JSON.stringify(withOrigin(dataSets(described), origin))
}
