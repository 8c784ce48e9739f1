import type { Format } from '../formats/format.ts'
import { formats, hasOption, isOption } from '../formats/registry.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { citedAs } from '../vocabulary/synthetic.ts'
import type { Answer } from './answer.ts'
import { canonicalQuery } from './caching.ts'

const ourCitation = 'Asylum Outcomes: the words and code tables of this service.'

/** A release as an answer names it, with its citation filled in. */
export function sourceNote(release: ReleaseEntry) {
  const { source, series, retrieved_on, synthetic, content_sha256, licence, url } = release
  return {
    source,
    series,
    release: release.release,
    retrieved_on,
    synthetic,
    sha256: content_sha256,
    licence,
    url,
    citation: citedAs(
      release,
      release.citation.replaceAll('{release}', release.release).replaceAll('{retrieved_on}', retrieved_on)
    )
  }
}

/** How an answer from these releases is cited. */
export const citationOf = (sources: readonly { citation: string }[]): string =>
  sources.length > 0 ? sources.map(({ citation }) => citation).join(' ') : ourCitation

/** What stands beside the data: what was asked, whose figures they are, and what is known to be wrong with them. */
export function envelopeMeta(
  answer: Answer,
  query: Record<string, unknown>,
  build: string
): Record<string, unknown> {
  const sources = (answer.releases ?? []).map(sourceNote)
  return {
    query,
    sources,
    caveats: answer.caveats ?? [],
    synthetic: sources.some(({ synthetic }) => synthetic),
    citation: citationOf(sources),
    ...answer.meta,
    generated_by: build
  }
}

/** Where a question stands on the wire: its path without a suffix, the URL as asked, and what was given. */
export interface Asking {
  url: string
  path: string
  given: Record<string, unknown>
  /** The names of the endpoint's parameters. */
  parameters: readonly string[]
}

const withQuery = (path: string, query: Record<string, unknown>): string => {
  const text = canonicalQuery(query)
  return text === '' ? path : `${path}?${text}`
}

/** The links of an answer: only formats and pages that are there. */
export function linksOf(
  answer: Answer,
  asking: Asking,
  available: readonly Format[]
): Record<string, string | null> {
  const { cursor, format, dry_run, ...question } = asking.given
  const pinned = answer.pins ?? pins(answer, asking)
  const asked_as = whatFits(asking.given)
  // A day names the release that was current then; the canonical question names the release itself.
  const { as_of, ...timeless } = asked_as
  const asked = asking.url.split('?')[0] ?? asking.path
  const others = available.filter(() => available.length > 1)
  return {
    self: asking.url,
    next: answer.next ? withQuery(asked, { ...asking.given, cursor: answer.next }) : null,
    canonical: withQuery(asking.path, { ...('release' in pinned ? timeless : asked_as), ...pinned }),
    // How large an answer would be is told in JSON only; the others are the answer itself.
    ...Object.fromEntries(
      others.map(each => [
        each.id,
        withQuery(`${asking.path}.${each.id}`, each.is_paged ? { ...question, dry_run } : question)
      ])
    )
  }
}

/** Options of a format go with its `format=` only: of a suffix or Accept this address has nothing. */
function whatFits(given: Record<string, unknown>): Record<string, unknown> {
  const format = formats.find(({ id }) => id === given.format)
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !isOption(name) || (format && hasOption(format, name)))
  )
}

/** What was asked, apart from how it is written. */
export function withoutFormat(given: Record<string, unknown>): Record<string, unknown> {
  const { format, ...others } = given
  return Object.fromEntries(Object.entries(others).filter(([name]) => !isOption(name)))
}

/** The release that answered, so that the canonical question stays answered by it. A label is one inside its source. */
function pins({ releases = [] }: Answer, { parameters }: Asking): Record<string, unknown> {
  if (releases.length === 0 || !parameters.includes('release')) return {}
  const unique = (names: string[]): string[] => [...new Set(names)]
  const release = unique(releases.map(each => each.release))
  return parameters.includes('source')
    ? { source: unique(releases.map(each => each.source)), release }
    : { release }
}

/** The Link header: it says the same as the body's links, for those who read no body. */
export function linkHeader(answer: Answer, links: Record<string, string | null>): string {
  const described = (answer.releases ?? []).map(
    ({ source, release }) => `</v1/sources/${source}/releases/${release}>; rel="describedby"`
  )
  const licences = [...new Set((answer.releases ?? []).flatMap(({ about }) => about.licence_url ?? []))]
  return [
    ...(links.next ? [`<${links.next}>; rel="next"`] : []),
    `<${links.canonical}>; rel="canonical"`,
    ...described,
    ...licences.map(url => `<${url}>; rel="license"`)
  ].join(', ')
}
