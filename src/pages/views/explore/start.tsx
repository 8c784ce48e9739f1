import { useHere } from '../../here.ts'
import { AskForm } from './form/form.tsx'
import type { FormFacts } from './form/form-facts.ts'
import { readyQuestions } from './ready.ts'
import { spanGiven, titleOf, wordsGiven } from './title.ts'

/** The page before a question: the form, and questions that the sources which are loaded answer. */
export function Start({ facts }: { facts: FormFacts }) {
  const { lang, say, link } = useHere()
  const loaded = facts.sources.filter(source => source.current_releases.length > 0)
  const ready = readyQuestions.filter(({ query }) => loaded.some(({ source }) => source === query.source))
  return (
    <>
      <h1>{say('explore_title')}</h1>
      <p class="said">{say('explore_lead')}</p>
      <AskForm facts={facts} />
      {ready.length > 0 && (
        <section aria-labelledby="ready">
          <h2 id="ready">{say('ready_questions')}</h2>
          <ul class="ready">
            {ready.map(({ of, query }) => (
              <li key={JSON.stringify(query)}>
                <a href={link('/explore', of === 'decisions' ? query : { of, ...query })}>
                  {titleOf({ of, wordsOf: wordsGiven(query), span: spanGiven(query, lang) }, { lang, say })}
                </a>{' '}
                <small>{loaded.find(({ source }) => source === query.source)?.title}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
