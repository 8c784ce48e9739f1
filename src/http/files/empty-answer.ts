import type { Language } from '../../vocabulary/labels/language.ts'
import {
  inOneText,
  type LocalText,
  said,
  type Translated,
  textIn
} from '../../vocabulary/labels/texts/texts.ts'
import type { EmptyReason } from '../../vocabulary/results/empty-reason.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { Answer } from '../answer.ts'

/** Longest detail in characters: proxies refuse large headers. */
const longestDetail = 500

/**
 * The header Asylum-Outcomes-Empty of an answer without a row: a word of emptyReasons and one sentence in the language of
 * the answer, as a token with a parameter of RFC 9651. undefined where there are rows.
 */
export function emptyHeader(answer: Answer, lang: Language = 'en'): string | undefined {
  if (!isEmpty(answer)) return undefined
  const [reason, detail] = whyEmpty(answer)
  return `${reason}; detail=${inHeader(textIn(detail, lang))}`
}

function isEmpty({ result, timeline, data }: Answer): boolean {
  if (result) return result.rows.length === 0
  if (timeline) return timeline.blocks.every(each => each.series_by_period.length === 0 && each.undated === 0)
  return Array.isArray(data) && data.length === 0
}

function whyEmpty(answer: Answer): [EmptyReason, LocalText] {
  const { caveats = [], meta = {}, result, releases = [] } = answer
  const groups = caveats.find(({ id }) => id === 'groups-of-destinations')
  if (groups) return ['not-told', groups.text]
  for (const id of ['not-imported', 'outside-coverage'] as const) {
    const caveat = caveats.find(each => each.id === id)
    if (caveat) return [id, caveat.text]
  }
  const silent = (meta.not_answered ?? []) as readonly { source: string; reason: LocalText }[]
  if (silent.length > 0)
    return [
      'not-answered',
      inOneText(silent.map(({ source, reason }) => said('source_says', { source, reason })))
    ]
  const missing = (result?.missing ?? meta.missing ?? []) as readonly MissingNote[]
  if (missing.length > 0)
    return ['not-told', said('release_does_not_tell', { parts: inOneText(missing.map(noteText), '; ') })]
  const left_out = result?.left_out ?? []
  if (left_out.length > 0)
    return ['left-out', said('in_no_row', { reasons: left_out.map(({ reason }) => reason).join(', ') })]
  const whose = releases.map(({ source, release }) => `${source} ${release}`).join(', ')
  return ['no-row', whose === '' ? said('nothing_matches') : said('no_row_matches', { whose })]
}

const noteText = ({ dimension, values, period }: MissingNote): Translated =>
  values.length === 0
    ? said('whole_in_period', { dimension, period })
    : said('values_in_period', { dimension, values: values.join(', '), period })

/**
 * A text as a value of RFC 9651: a String where all of it is printable ASCII, else a Display String, which has the other
 * characters as percent-encoded UTF-8. Cut to a limit.
 */
function inHeader(text: string): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ')
  const short = line.length > longestDetail ? `${line.slice(0, longestDetail - 3)}...` : line
  if (/^[\x20-\x7e]*$/.test(short)) return `"${short.replaceAll(/["\\]/g, '\\$&')}"`
  return `%"${short.replaceAll(/[^\x20-\x7e]+|["%]/g, percentEncoded)}"`
}

/** As Display Strings have it: lower-case digits. A half of a character that was cut in two becomes U+FFFD. */
const percentEncoded = (text: string): string =>
  [...Buffer.from(text, 'utf8')].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
