import type { Language } from '../../vocabulary/labels/language.ts'
import type { Query } from '../asking/answers.ts'
import { apiAddress } from '../asking/ask.ts'

/** The address of a page in a language, where no part of a page asks: for pages that are somewhere else. */
export const hereLink = (lang: Language, path: string, query: Query = {}): string =>
  apiAddress(path, query, lang)
