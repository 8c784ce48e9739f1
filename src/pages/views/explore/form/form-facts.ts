import type { AnswerOf } from '../../../asking/answers.ts'
import type { Ask } from '../../../asking/ask.ts'
import type { Asked } from '../asked.ts'
import { queryValue } from '../cells.ts'
import type { AnsweredQuestion } from '../questions.ts'

/** What the form is made of. */
export interface FormFacts {
  asked: Asked
  /** The source whose filters are offered: the one that is asked or that answered. */
  source: string | undefined
  sources: AnswerOf<'/v1/sources'>['data']
  dimensions: AnswerOf<'/v1/dimensions'>['data']
  /** The sources that have what is counted; undefined where it is not known. */
  asked_of: readonly string[] | undefined
}

/** Asks what the form is made of. */
export async function askForm(ask: Ask, asked: Asked, answer?: AnsweredQuestion): Promise<FormFacts> {
  const [sources, dimensions] = await Promise.all([ask.json('/v1/sources'), ask.json('/v1/dimensions')])
  const { answers = [], not_answered = [] } = answer?.compared?.meta ?? {}
  const known = [...new Set([...answers, ...not_answered].map(({ source }) => source))]
  return {
    asked,
    source: asked.query.source ?? (answer && queryValue(answer.main.meta.query, 'source')),
    sources: sources.data,
    dimensions: dimensions.data,
    asked_of: known.length === 0 ? undefined : known
  }
}
