import type { Language } from '../vocabulary/labels/language.ts'
import type { Filters } from '../vocabulary/results/filter-columns.ts'
import type { Attribution } from '../vocabulary/results/result-table.ts'
import type { Answer } from './answer.ts'
import type { AppDeps } from './deps.ts'
import { type Asking, caveatsIn, citationOf, linksOf, sourceNote, withoutFormat } from './envelope.ts'

/** The attribution that must accompany figures in every format; the same values as in the envelope of JSON. */
export function attributionOf(
  answer: Answer,
  asking: Asking,
  { query, filters }: { query: Record<string, unknown>; filters: Filters },
  { build, settings: { publicUrl = '' } }: { build: string; settings: Pick<AppDeps['settings'], 'publicUrl'> }
): Attribution {
  const { meta = {} } = answer
  const { lang = 'en', fields } = query as { lang?: Language; fields?: unknown }
  const sources = (answer.releases ?? []).map(release => sourceNote(release, lang))
  // Without the format: people open this address in a browser.
  const given = withoutFormat(asking.given)
  return {
    lang,
    citation: citationOf(sources, lang),
    sources,
    synthetic: sources.some(({ synthetic }) => synthetic),
    caveats: caveatsIn(answer, lang),
    canonical: publicUrl + (linksOf(answer, { ...asking, given }, []).canonical ?? asking.path),
    generated_by: build,
    query: (meta.query ?? query) as Record<string, unknown>,
    counting_rule: typeof meta.counting_rule === 'string' ? meta.counting_rule : null,
    // Who names the columns names them all.
    filters: fields === undefined ? filters : {}
  }
}
