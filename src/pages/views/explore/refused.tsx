import type { ToldProblem } from '../../asking/answers.ts'
import { refusedSources } from '../../asking/in-plain-words.ts'
import { useHere } from '../../here.ts'
import { Linked } from '../../parts/linked.tsx'
import { ProblemBody } from '../../shell/problem-page.tsx'
import { pageQueryOf } from './asked.ts'
import { AskForm } from './form/form.tsx'
import type { FormFacts } from './form/form-facts.ts'

/** A question that has no answer: why, which sources would tell it, and the form to ask it another way. */
export function RefusedBody({ problem, facts }: { problem: ToldProblem; facts: FormFacts }) {
  const { say, link } = useHere()
  const sources = refusedSources(problem)
  const titleOf = (id: string) => facts.sources.find(({ source }) => source === id)?.title ?? id
  return (
    <ProblemBody problem={problem}>
      {sources.length > 0 && (
        <section aria-labelledby="would-tell">
          <h2 id="would-tell">{say('who_would_tell')}</h2>
          <ul class="not">
            {sources.map(({ source, series, reasons, url }) => (
              <li key={`${source} ${series} ${reasons.join(' ')}`}>
                <a href={link(`/sources/${source}`)}>{titleOf(source)}</a> ({series}){say('colon')}{' '}
                <Linked text={reasons.join(' ')} />{' '}
                {url && <a href={link('/explore', pageQueryOf(url))}>{say('ask_it_so')}</a>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>{say('ask_another')}</h2>
      <AskForm facts={facts} />
    </ProblemBody>
  )
}
