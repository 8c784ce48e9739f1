import { createHash } from 'node:crypto'
import type { Format } from '../../formats/format.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { Filters } from '../../vocabulary/results/filter-columns.ts'

/** What a file is named by. */
export interface Named {
  /** The path without the suffix of a format. */
  path: string
  releases: readonly ReleaseEntry[]
  filters: Filters
}

/** Longest file name in characters that every system can store, without the extension. */
const longestName = 200

/**
 * The header Content-Disposition: `decisions-documented-cases-2023-03-18-nationality-RUS.csv`. Path, sources, releases,
 * then the filters in the order of the endpoint's parameters, so that the same question always has the same name. Too
 * many releases become their number. Filters that are too long are cut and end in a hash of all of them.
 */
export function dispositionOf(named: Named, { is_shown, ending }: Format): string {
  const name = nameOf(named)
  const ascii = safe(name.normalize('NFKD').replaceAll(/\p{M}/gu, ''), /[^a-z0-9_-]+/gi)
  // RFC 6266: programs that know filename* take it, and others the plain name before it.
  const whole =
    ascii === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name).replaceAll('*', '%2A')}.${ending}`
  return `${is_shown ? 'inline' : 'attachment'}; filename="${ascii}.${ending}"${whole}`
}

const safe = (text: string, unsafe: RegExp): string => text.replaceAll(unsafe, '-')

function nameOf({ path, releases, filters }: Named): string {
  const join = (...words: string[]) => safe(words.join('-'), /[^\p{L}\p{M}\p{N}_-]+/gu)
  const what = path.replace('/v1/', '')
  const each = join(what, ...releases.flatMap(({ source, release }) => [source, release]))
  const whose = each.length > longestName ? join(what, `${releases.length}-releases`) : each
  // Source and release of an answer are in its name already.
  const narrowing = Object.entries(filters).filter(
    ([name]) => releases.length === 0 || (name !== 'source' && name !== 'release')
  )
  if (narrowing.length === 0) return whose
  const filtered = join(...narrowing.flat())
  const whole = `${whose}-${filtered}`
  if (whole.length <= longestName) return whole
  const hash = createHash('sha256').update(JSON.stringify(narrowing)).digest('hex').slice(0, 8)
  const short = whose.length > longestName / 2 ? join(what, `${releases.length}-releases`) : whose
  return `${`${short}-${filtered}`.slice(0, longestName - hash.length - 1)}-${hash}`
}
