import type { Format } from '../formats/format.ts'
import { formats, hasOption, isOption } from '../formats/registry.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { said, textIn, textsIn } from '../vocabulary/labels/texts/texts.ts'
import { asDeclared, citationTold, citedAs, syntheticCaveat } from '../vocabulary/synthetic.ts'
import type { Answer } from './answer.ts'
import { canonicalQuery } from './caching/caching.ts'

/** A release as in `meta.sources`, with the placeholders of its citation filled in. */
export function sourceNote(release: ReleaseEntry, lang: Language) {
  const { source, series, retrieved_on, synthetic, content_sha256, licence, url, about } = release
  return {
    source,
    title: textIn(about.title, lang),
    publisher: textIn(about.publisher, lang),
    series,
    release: release.release,
    retrieved_on,
    data_as_of: release.data_as_of ?? null,
    synthetic,
    sha256: content_sha256,
    licence: textIn(asDeclared(licence, about.licence), lang),
    url,
    citation: citedAs(release, citationTold(release.citation, about.citation, release, lang), lang)
  }
}

/** The citation of an answer from these sources. */
export const citationOf = (sources: readonly { citation: string }[], lang: Language): string =>
  sources.length > 0 ? sources.map(({ citation }) => citation).join(' ') : said('citation_of_words')[lang]

/** The caveats of an answer. One that rests on a made-up release always says so. */
export function caveatsOfAll({ caveats = [], releases = [] }: Answer): readonly CaveatNote[] {
  const unsaid = releases.filter(
    ({ source, synthetic }) =>
      synthetic && !caveats.some(each => each.id === syntheticCaveat.id && each.source === source)
  )
  return [...unsaid.map(({ source }) => ({ ...syntheticCaveat, source })), ...caveats]
}

/** The caveats of an answer in one language. */
export const caveatsIn = (answer: Answer, lang: Language) =>
  caveatsOfAll(answer).map(({ id, source, text, plain }) => ({
    ...{ id, source },
    text: textIn(text, lang),
    plain: textIn(plain, lang)
  }))

/** The member `meta`: the query, the attribution and the caveats. */
export function envelopeMeta(
  answer: Answer,
  query: Record<string, unknown>,
  build: string
): Record<string, unknown> {
  const { lang = 'en' } = query as { lang?: Language }
  const sources = (answer.releases ?? []).map(release => sourceNote(release, lang))
  return {
    query,
    sources,
    caveats: caveatsIn(answer, lang),
    synthetic: sources.some(({ synthetic }) => synthetic),
    citation: citationOf(sources, lang),
    ...textsIn(answer.meta ?? {}, lang),
    generated_by: build
  }
}

/** A request as it came: the URL as received, the path without a suffix, and the given parameters. */
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

/** The member `links`: only formats of the endpoint and pages that exist. */
export function linksOf(
  answer: Answer,
  asking: Asking,
  available: readonly Format[]
): Record<string, string | null> {
  const { cursor, format, dry_run, ...question } = asking.given
  const pinned = answer.pins ?? pins(answer, asking)
  const fitting = whatFits(
    asking.given,
    formats.find(({ id }) => id === asking.given.format)
  )
  // `as_of` selects the release that was current on a day; the canonical link names that release instead.
  const { as_of, ...timeless } = fitting
  const requestedPath = asking.url.split('?')[0] ?? asking.path
  const others = available.filter(() => available.length > 1)
  return {
    self: asking.url,
    next: answer.next ? withQuery(requestedPath, { ...asking.given, cursor: answer.next }) : null,
    canonical: withQuery(asking.path, { ...('release' in pinned ? timeless : fitting), ...pinned }),
    // `dry_run` estimates the size in JSON only; links to the other formats leave it out.
    ...Object.fromEntries(
      others.map(each => [
        each.id,
        withQuery(
          `${asking.path}.${each.id}`,
          whatFits(each.is_paged ? { ...question, dry_run } : question, each)
        )
      ])
    )
  }
}

/** Drops options that a format does not have. The canonical link has no format by suffix or Accept. */
function whatFits(given: Record<string, unknown>, format: Format | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !isOption(name) || (format && hasOption(format, name)))
  )
}

/** The given parameters without `format` and the options of formats. */
export function withoutFormat(given: Record<string, unknown>): Record<string, unknown> {
  const { format, ...others } = given
  return Object.fromEntries(Object.entries(others).filter(([name]) => !isOption(name)))
}

/** Parameters that pin the releases that answered. A release's label is unique only inside its source. */
function pins({ releases = [] }: Answer, { parameters }: Asking): Record<string, unknown> {
  if (releases.length === 0 || !parameters.includes('release')) return {}
  const unique = (names: string[]): string[] => [...new Set(names)]
  const release = unique(releases.map(each => each.release))
  return parameters.includes('source')
    ? { source: unique(releases.map(each => each.source)), release }
    : { release }
}

/**
 * The Link header: next page, canonical URL, releases and licences, for clients that do not read the body. `help`: the
 * address of the JSON that explains the answer.
 */
export function linkHeader(
  answer: Answer,
  links: Record<string, string | null>,
  help?: string | null
): string {
  const described = (answer.releases ?? []).map(
    ({ source, release }) => `</v1/sources/${source}/releases/${release}>; rel="describedby"`
  )
  const licences = [...new Set((answer.releases ?? []).flatMap(({ about }) => about.licence_url ?? []))]
  return [
    ...(links.next ? [`<${links.next}>; rel="next"`] : []),
    `<${links.canonical}>; rel="canonical"`,
    ...described,
    ...licences.map(url => `<${url}>; rel="license"`),
    ...(answer.alternates ?? []).map(({ url, type }) => `<${url}>; rel="alternate"; type="${type}"`),
    ...(help ? [`<${help}>; rel="help"; type="application/json"`] : [])
  ].join(', ')
}
