import type { AskedFigures } from '../formats/shown-columns.ts'
import type { Attribution, Language } from '../vocabulary/result-table.ts'
import type { Answer } from './answer.ts'
import type { AppDeps } from './deps.ts'
import { type Asking, citationOf, linksOf, sourceNote } from './envelope.ts'

/** What has to stand beside figures wherever they are shown, as the envelope of JSON says it. */
export function toldOf(
  answer: Answer,
  asking: Asking,
  query: Record<string, unknown>,
  { build, settings: { publicUrl = '' } }: Pick<AppDeps, 'build' | 'settings'>
): Attribution {
  const { lang = 'en' } = query as { lang?: Language }
  const sources = (answer.releases ?? []).map(sourceNote)
  // What is asked, whatever it is written as: this address is for people to open.
  const { format, bom, delimiter, ...given } = asking.given
  return {
    lang,
    citation: citationOf(sources),
    sources,
    synthetic: sources.some(({ synthetic }) => synthetic),
    caveats: answer.caveats ?? [],
    canonical: publicUrl + (linksOf(answer, { ...asking, given }, []).canonical ?? asking.path),
    generated_by: build
  }
}

/** How the figures were asked for, as the answer tells it. */
export function askedFigures({ meta = {} }: Answer, query: Record<string, unknown>): AskedFigures {
  const { intervals, fields } = query as Pick<AskedFigures, 'intervals' | 'fields'>
  return {
    ...(intervals === undefined ? {} : { intervals }),
    ...(fields === undefined ? {} : { fields }),
    query: (meta.query ?? query) as Record<string, unknown>,
    counting_rule: typeof meta.counting_rule === 'string' ? meta.counting_rule : null
  }
}
