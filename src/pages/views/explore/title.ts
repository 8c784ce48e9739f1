import { countryForm } from '../../../formats/wording/country-forms.ts'
import { spanText, yearAlone } from '../../../formats/wording/phrases.ts'
import { dimensionLabel, labelOf } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { titleIn } from '../../../vocabulary/labels/meanings.ts'
import { type SubjectName, subjectDefinitions } from '../../../vocabulary/measures/subject.ts'
import type { Statistics } from '../../asking/answers.ts'
import type { Say } from '../../words/words.ts'
import type { Asked } from './asked.ts'
import { subjectFields } from './form/subject-fields.ts'

interface Titled {
  of: SubjectName
  /** The values that a filter names; empty where it does not. */
  wordsOf(name: string): readonly string[]
  /** The time that is asked for. */
  span: string | undefined
}

/** What a question is about: `Decisions: nationals of Russia in Germany, First instance, 2021–2025`. */
export function titleOf({ of, wordsOf, span }: Titled, { lang, say }: { lang: Language; say: Say }): string {
  const only = (name: string) => (wordsOf(name).length === 1 ? wordsOf(name)[0] : undefined)
  const placed = (name: string, form: 'of' | 'in' | 'from' | 'to') => {
    const code = only(name)
    return code === undefined ? undefined : countryForm(form, code, lang)
  }
  const nation = placed('nationality', 'of')
  const countries = [
    nation === undefined ? named('nationality') : say('title_nationals', { of: nation }),
    placed('country_of_asylum', of === 'returns' ? 'from' : 'in') ?? named('country_of_asylum'),
    placed('country_of_return', 'to') ?? named('country_of_return')
  ]
  function named(name: string): string | undefined {
    const labels = wordsOf(name).map(word => labelOf(name, word, lang))
    return labels.length === 0 ? undefined : `${dimensionLabel(name, lang)} ${labels.join(', ')}`
  }
  const { choice } = subjectFields[of]
  const chosen = wordsOf(choice).map(word => labelOf(choice, word, lang))
  const about = [countries.filter(each => each !== undefined).join(' '), ...chosen, span]
    .filter(Boolean)
    .join(', ')
  const what = titleIn(subjectDefinitions[of].title, lang)
  return about === '' ? what : `${what}${lang === 'fr' ? '\u00a0' : ''}: ${about}`
}

/** What an answer is about; its time is told where the question names one. */
export function titleOfAnswer(
  { of, query }: Asked,
  { unit, period, query: understood }: Statistics['meta'],
  { lang, say }: { lang: Language; say: Say }
): string {
  const isDated = query.period_from !== undefined || query.period_to !== undefined
  const span = isDated && unit !== null ? spanText(period, lang) : undefined
  return titleOf({ of, wordsOf: wordsGiven(understood), span }, { lang, say })
}

/** The values of a filter in a query as it was given. */
export const wordsGiven =
  (query: Readonly<Record<string, unknown>>) =>
  (name: string): readonly string[] =>
    String(query[name] ?? '')
      .split(',')
      .filter(Boolean)

/** The time of a query as it was given. */
export const spanGiven = (
  { period_from, period_to }: Readonly<Record<string, unknown>>,
  lang: Language
): string | undefined => {
  const ends = [...new Set([period_from, period_to].filter(each => each !== undefined).map(String))]
  return ends.length === 0 ? undefined : ends.map(end => yearAlone(end, lang)).join('–')
}
