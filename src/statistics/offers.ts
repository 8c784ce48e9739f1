import { inEach, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { KindQuestion } from './kinds/kind.ts'
import { whyNotOf } from './question/choosing/refuse-choice.ts'
import { parametersOf, queryString, subjectOf } from './question/question.ts'

/** A table in a refusal; `url` where it answers when it is named. */
interface Offered {
  source: string
  series: string
  reasons: Translated[]
  url?: string
}

/**
 * A refusal whose addresses all work: each table that answers when it is named is asked, and one that refuses or has no
 * row is listed with its reason in the place of its address. Addresses get the parameters that only this kind has.
 */
export async function withWorkingOffers<Asked extends KindQuestion>(
  refusal: unknown,
  asked: Asked,
  rowsOf: (asked: Asked) => Promise<number>
): Promise<unknown> {
  if (!(refusal instanceof Problem) || refusal.type !== 'unsupported-combination') return refusal
  const offers = (refusal.extra.sources ?? []) as Offered[]
  if (!offers.some(({ url }) => url !== undefined)) return refusal
  let { detail } = refusal
  const sources: Offered[] = []
  for (const { url, ...offer } of offers) {
    const { source, series, reasons } = offer
    const narrowed = { ...asked, question: { ...asked.question, source, series } }
    const why = url === undefined ? undefined : await whyNot(narrowed, rowsOf)
    if (url === undefined) sources.push(offer)
    else if (why === undefined) sources.push({ ...offer, url: addressOfAsked(narrowed) })
    else {
      const [told, now] = [whyNotOf(source, series, reasons), whyNotOf(source, series, [why])]
      const before = detail
      detail = inEach(lang => before[lang].replace(told[lang], () => now[lang]))
      sources.push({ source, series, reasons: [why] })
    }
  }
  return new Problem(refusal.type, detail, refusal.errors, { ...refusal.extra, sources })
}

async function whyNot<Asked extends KindQuestion>(asked: Asked, rowsOf: (asked: Asked) => Promise<number>) {
  const first = { limit: 1, cursor: undefined, fill: undefined, dry_run: undefined }
  try {
    return (await rowsOf({ ...asked, question: { ...asked.question, ...first } })) > 0
      ? undefined
      : said('it_has_no_row')
  } catch (error) {
    if (error instanceof Problem) return error.detail
    throw error
  }
}

/** The address of a question with the groups and filters that no table stores. */
function addressOfAsked({ question, groups, own_filters = {} }: KindQuestion): string {
  const own = Object.entries(own_filters).flatMap(([name, values]) =>
    values === undefined ? [] : [[name, values.join(',')] as const]
  )
  const rest = parametersOf({ ...question, group_by: undefined, limit: undefined, cursor: undefined })
  const grouped = groups.length > 0 ? [['group_by', groups.join(',')] as const] : []
  return `${subjectOf(question).path}?${queryString([...rest.slice(0, 2), ...grouped, ...rest.slice(2), ...own])}`
}
