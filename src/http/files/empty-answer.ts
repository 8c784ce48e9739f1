import { type LocalText, textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { EmptyReason } from '../../vocabulary/results/empty-reason.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { Answer } from '../answer.ts'

/** Longest detail in characters: proxies refuse large headers. */
const longestDetail = 500

/**
 * The header Asylum-Outcomes-Empty of an answer without a row: a word of emptyReasons and one sentence, as a token with
 * a parameter of RFC 9651. undefined where there are rows.
 */
export function emptyHeader(answer: Answer): string | undefined {
  if (!isEmpty(answer)) return undefined
  const [reason, detail] = whyEmpty(answer)
  return `${reason}; detail="${quotable(detail)}"`
}

function isEmpty({ result, timeline, data }: Answer): boolean {
  if (result) return result.rows.length === 0
  if (timeline) return timeline.blocks.every(each => each.series_by_period.length === 0 && each.undated === 0)
  return Array.isArray(data) && data.length === 0
}

function whyEmpty(answer: Answer): [EmptyReason, string] {
  const { caveats = [], meta = {}, result, releases = [] } = answer
  for (const id of ['not-imported', 'outside-coverage'] as const) {
    const caveat = caveats.find(each => each.id === id)
    if (caveat) return [id, textIn(caveat.text, 'en')]
  }
  const silent = (meta.not_answered ?? []) as readonly { source: string; reason: LocalText }[]
  if (silent.length > 0)
    return [
      'not-answered',
      silent.map(({ source, reason }) => `${source}: ${textIn(reason, 'en')}`).join(' ')
    ]
  const missing = (result?.missing ?? meta.missing ?? []) as readonly MissingNote[]
  if (missing.length > 0)
    return ['not-told', `The release does not tell ${missing.map(noteText).join('; ')}.`]
  const left_out = result?.left_out ?? []
  if (left_out.length > 0)
    return ['left-out', `What is in scope is in no row: ${left_out.map(({ reason }) => reason).join(', ')}.`]
  const whose = releases.map(({ source, release }) => `${source} ${release}`).join(', ')
  return ['no-row', whose === '' ? 'Nothing matches.' : `No row of ${whose} matches.`]
}

const noteText = ({ dimension, values, period }: MissingNote): string =>
  `${dimension} ${values.length === 0 ? 'as a whole' : values.join(', ')} in ${period}`

/** Printable ASCII, as headers can hold it, with quotes and backslashes escaped and a limit. */
function quotable(text: string): string {
  const ascii = text
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[–—]/g, '-')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
  const short = ascii.length > longestDetail ? `${ascii.slice(0, longestDetail - 3)}...` : ascii
  return short.replaceAll(/["\\]/g, '\\$&')
}
