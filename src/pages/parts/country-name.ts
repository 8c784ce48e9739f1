import type { Language } from '../../vocabulary/labels/language.ts'
import type { AnswerOf } from '../asking/answers.ts'

/** The name of a country in the language of the page. */
export const nameIn = (
  country: Pick<AnswerOf<'/v1/countries'>['data'][number], 'name_en' | 'name_es' | 'name_fr'>,
  lang: Language
): string => country[`name_${lang}`]
