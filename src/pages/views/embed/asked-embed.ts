import type { Statistics } from '../../asking/answers.ts'
import { sentenceOf } from '../../asking/said.ts'
import type { PageRequest } from '../../page-definition.ts'
import { type Asked, noParameter, readAsked } from '../explore/asked.ts'
import { askShown } from '../explore/drawn.ts'
import { titleOfAnswer } from '../explore/title.ts'

/** What is shown of an answer inside of pages of others. */
export interface EmbeddedAnswer {
  asked: Asked
  main: Statistics
  title: string
  /** Undefined where the answer is empty, or has none. */
  sentence: string | undefined
}

/** Asks for it. Throws Refused where the question has no answer. */
export async function askEmbedded({
  ask,
  lang,
  say,
  query
}: Pick<PageRequest, 'ask' | 'lang' | 'say' | 'query'>): Promise<EmbeddedAnswer> {
  const asked = await readAsked(ask, query)
  if (asked.since !== undefined) throw noParameter(['since'])
  const { main } = await askShown(ask, asked.path, asked.query)
  const sentence = main.data.length > 0 ? await sentenceOf(ask, asked.path, asked.query) : undefined
  return { asked, main, title: titleOfAnswer(asked, main.meta, { lang, say }), sentence }
}
