import type { AnswerOf } from '../../asking/answers.ts'
import { type Ask, orRefused } from '../../asking/ask.ts'
import { Refused } from '../../asking/refused.ts'

type Country = AnswerOf<'/v1/countries'>['data'][number]

/** What a search found: where it is, and what it is called. */
export interface Found {
  kind: 'country' | 'case' | 'stage' | 'source' | 'measure'
  path: string
  /** A country, which the page names in its language; else its name. */
  name: string | Country
}

/** What a search found; `exactly` where a name or an id says one thing alone. */
export interface Findings {
  exactly: Found | undefined
  /** True: the word is a name of each of them, and says none of them alone. */
  is_ambiguous: boolean
  all: readonly Found[]
  meant: readonly Found[]
}

const ofCountry = (country: Country): Found => ({
  kind: 'country',
  path: `/nationalities/${country.code}`,
  name: country
})

/** Searches names of countries in any language, ids of cases, and the labels of stages, sources and measures. */
export async function findings(ask: Ask, text: string): Promise<Findings> {
  const named = await caseNamed(ask, text)
  if (named) return { exactly: named, is_ambiguous: false, all: [], meant: [] }
  const { data: resolved } = await ask.json('/v1/countries/resolve', { name: text })
  const byCode = resolved.did_you_mean.find(({ code }) => code === text.toUpperCase())
  const match = resolved.match ?? byCode
  if (match) return { exactly: ofCountry(match), is_ambiguous: false, all: [], meant: [] }
  const candidates = resolved.candidates.map(ofCountry)
  if (candidates.length > 0) return { exactly: undefined, is_ambiguous: true, all: candidates, meant: [] }
  const { data: countries } = await ask.json('/v1/countries', { q: text })
  const all = [...countries.map(ofCountry), ...(await labelled(ask, text))]
  return {
    // A part of a name is a guess, however few names have it.
    exactly: undefined,
    ...{ is_ambiguous: false, all },
    meant: resolved.did_you_mean.map(ofCountry)
  }
}

/** The case of an id such as `documented:1`, where there is one. */
async function caseNamed(ask: Ask, text: string): Promise<Found | undefined> {
  if (!/^[a-z][a-z-]*:\S+$/.test(text)) return undefined
  const found = await orRefused(ask.item('/v1/cases/{case_id}', { case_id: text }))
  if (found instanceof Refused) return undefined
  const { case_id } = found.data
  return { kind: 'case', path: `/cases/${encodeURIComponent(case_id)}`, name: case_id }
}

/** Stages, sources and measures whose label or id has the text in it. */
async function labelled(ask: Ask, text: string): Promise<Found[]> {
  const [stages, sources, measures] = await Promise.all([
    ask.json('/v1/decision-stages'),
    ask.json('/v1/sources'),
    ask.json('/v1/measures')
  ])
  const sought = text.toLocaleLowerCase()
  const has = (...words: string[]) => words.some(word => word.toLocaleLowerCase().includes(sought))
  return [
    ...stages.data
      .filter(({ decision_stage, label }) => has(decision_stage, label))
      .map(
        ({ decision_stage, label }): Found => ({
          kind: 'stage',
          path: `/stages/${decision_stage}`,
          name: label
        })
      ),
    ...sources.data
      .filter(({ source, title, publisher }) => has(source, title, publisher))
      .map(({ source, title }): Found => ({ kind: 'source', path: `/sources/${source}`, name: title })),
    ...measures.data
      .filter(({ measure, label }) => has(measure, label))
      .map(({ measure, label }): Found => ({ kind: 'measure', path: `/about/${measure}`, name: label }))
  ]
}
