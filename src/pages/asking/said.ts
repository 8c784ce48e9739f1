import type { Query } from './answers.ts'
import { type Ask, orRefused } from './ask.ts'
import { Refused } from './refused.ts'

/** What the sentence of an answer is about: all of it. */
const of: Query = { sentence_of: 'answer' }

/** The sentence of an answer; undefined where the API has none for it. */
export async function sentenceOf(ask: Ask, path: string, query: Query): Promise<string | undefined> {
  const said = await orRefused(ask.text(`${path}.sentence`, { ...query, ...of }))
  return said instanceof Refused ? undefined : said.trim()
}
