import type { FastifyRequest } from 'fastify'
import type { Static, TObject } from 'typebox'
import type { Format, FormatOptions, ResultFormat, Written } from '../formats/format.ts'
import { labelsOfRows, withLabelColumns } from '../formats/labelling.ts'
import { isOption } from '../formats/registry.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { GroupNames } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { said, textsIn } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { groupsInMeta } from '../vocabulary/results/country-group-note.ts'
import type { DataDescription } from '../vocabulary/results/data-description.ts'
import { filtersGiven } from '../vocabulary/results/filter-columns.ts'
import { jsonRows } from '../vocabulary/results/result-rows.ts'
import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import type { Answer } from './answer.ts'
import { attributionOf } from './attribution.ts'
import type { DeliveredBody } from './caching/answer-delivery.ts'
import type { Records } from './clients/record-turns.ts'
import { languagesOf } from './content-language.ts'
import type { AppDeps } from './deps.ts'
import type { Registered } from './endpoint-definition.ts'
import { envelopeMeta, linkHeader, linksOf, withoutFormat } from './envelope.ts'
import { answerTable } from './files/answer-table.ts'
import { emptyHeader } from './files/empty-answer.ts'
import { feedOf } from './files/feed-of.ts'
import { dispositionOf } from './files/file-name.ts'
import { withoutOrigin } from './negotiation.ts'

/** What an answer is made from of a validated request. */
export interface AskedRequest {
  query: Readonly<Record<string, unknown>>
  params: Readonly<Record<string, unknown>>
  /** The given parameters, without defaults, with converted values. */
  given: Record<string, unknown>
  /** As received. */
  original_url: string
  /** The path without the suffix of a format. */
  path: string
}

/** Everything that an answer is made and written from. */
interface Making {
  set: ReleaseSet
  asked: AskedRequest
  format: Format
  build: string
  settings: Pick<AppDeps['settings'], 'publicUrl'>
  /** Called when the answer is made and only has to be written. */
  onMade(): void
  records: Records
}

/** Makes the answer and writes it in its format. Its content depends only on the request and the release set. */
export async function writeAnswer<Query extends TObject, Params extends TObject>(
  definition: Registered<Query, Params>,
  { set, asked, format, build, settings, onMade, records }: Making
): Promise<DeliveredBody> {
  const { path } = asked
  const given = asked.query as Record<string, unknown>
  const query = withoutFormat(given)
  const { lang = 'en', labels = false } = query as { lang?: Language; labels?: boolean }
  const { has_texts = false } = definition
  const make = async () =>
    definition.answer({
      query: query as Static<Query>,
      params: asked.params as Static<Params>,
      ...{ format: given.sentence_of === 'answer' ? ofWholeAnswer(format) : format, set, records }
    })
  const made = await (definition.takes_turn && records.inTurn ? records.inTurn(make) : make())
  const answer = has_texts ? { ...made, data: textsIn(made.data, lang) } : made
  onMade()
  const asking = {
    url: withoutOrigin(asked.original_url),
    path,
    given: asked.given,
    parameters: Object.keys(definition.query.properties)
  }
  const links = linksOf(answer, asking, definition.formats)
  const type = {
    'content-type': format.type,
    'content-language': languagesOf(made, format, has_texts, lang)
  }
  if (format.writes === 'document') {
    const data = answer.result ? jsonRows(answer.result) : answer.data
    const meta = {
      ...envelopeMeta(answer, query, build),
      ...(labels ? { labels: labelsOfRows(data, lang, answer.result?.country_groups) } : {})
    }
    const body = format.write({ data, meta, links })
    return { headers: { ...type, link: linkHeader(answer, links) }, body }
  }
  if (format.writes === 'feed') {
    const base = settings.publicUrl ?? ''
    const body = format.write(feedOf(answer, links, { format, lang, base, build }))
    return { headers: { ...type, link: linkHeader(answer, links) }, body }
  }
  if (format.writes === 'description') {
    if (!answer.described) throw new Error(`an answer without a description in ${format.id}`)
    const described = textsIn(answer.described, lang) as DataDescription<string>
    return {
      headers: { ...type, link: linkHeader(answer, links) },
      body: format.write(described, settings.publicUrl ?? '')
    }
  }
  const filters = filtersGiven(query, definition.query.properties)
  const empty = emptyHeader(answer, lang)
  const named = {
    ...type,
    link: linkHeader(answer, links, empty === undefined ? undefined : links.json),
    'content-disposition': dispositionOf({ path, releases: answer.releases ?? [], filters }, format),
    ...(empty === undefined ? {} : { 'asylum-outcomes-empty': empty })
  }
  const attribution = attributionOf(answer, asking, { query, filters }, { build, settings })
  if (format.writes === 'table') {
    const table = answerTable(answer, definition.columns, query, attribution.filters)
    const shown = labels ? withLabelColumns(table, lang, groupNames(answer)) : table
    return { headers: named, body: await format.write(shown, attribution, optionsOf(given)) }
  }
  if (format.writes === 'timeline') {
    if (!answer.timeline) throw new Error(`an answer without a timeline in ${format.id}`)
    return { headers: named, body: await format.write(answer.timeline, attribution, optionsOf(given)) }
  }
  if (!answer.result) throw new Error(`an answer without a result in ${format.id}`)
  return { headers: named, body: await writeResult(format, answer.result, attribution, optionsOf(given)) }
}

/** The names of the groups of countries that an answer is about. The name of a list of the operator is in no language. */
function groupNames({ result, meta }: Answer): GroupNames {
  const stated = (meta?.groups ?? []) as ReturnType<typeof groupsInMeta>
  return (
    result?.country_groups ?? stated.flatMap(({ id, name, is_own }) => (is_own ? [{ id, names: name }] : []))
  )
}

/** A result in one of its formats. Throws query-too-large where it has more rows than the format can show. */
async function writeResult(
  format: ResultFormat,
  result: ResultTable,
  attribution: Attribution,
  options: FormatOptions
): Promise<Written> {
  const rows = result.rows.length
  const { id, largest } = format
  if (rows > largest)
    throw new Problem(
      'query-too-large',
      said('too_many_rows', { rows, format: id, largest, limit: Math.min(largest, 1000) }),
      [{ parameter: 'format', code: 'query-too-large' }],
      { estimate: rows, limit: largest }
    )
  return format.write(result, attribution, options)
}

/** A format whose words are about the whole answer, as statistics are asked for it. */
const ofWholeAnswer = (format: Format): Format =>
  format.writes === 'result' ? { ...format, makeup_of: 'answer' } : format

/** The given options of formats. */
const optionsOf = (given: Record<string, unknown>): FormatOptions =>
  Object.fromEntries(Object.entries(given).filter(([name]) => isOption(name)))

/** A validated request as an answer is made from it. */
export const requestAsked = (request: FastifyRequest, path: string): AskedRequest => ({
  query: request.query as AskedRequest['query'],
  params: request.params as AskedRequest['params'],
  given: Object.fromEntries(
    Object.keys(request.given).map(name => [name, (request.query as Record<string, unknown>)[name]])
  ),
  original_url: request.originalUrl,
  path
})
