import type { AnswerOf } from '../../asking/answers.ts'
import { Refused } from '../../asking/refused.ts'
import { useHere } from '../../here.ts'
import { Linked } from '../linked.tsx'

type Cases = AnswerOf<'/v1/cases'>

/** Documented cases, each with its report; why there are none where the API says so. */
export function DocumentedCases({ cases }: { cases: Cases | Refused }) {
  const { say, link, number } = useHere()
  const isTold = !(cases instanceof Refused)
  return (
    <section>
      <h2>{say('documented_heading')}</h2>
      <p class="whose">{say('documented_note')}</p>
      {!isTold && (
        <p class="empty">
          <Linked text={cases.problem.detail} />
        </p>
      )}
      {isTold && cases.data.length === 0 && <p class="empty">{say('documented_none')}</p>}
      {isTold && cases.data.length > 0 && (
        <>
          <ul class="told-list">
            {cases.data.map(({ case_id, summary, event_source, event_url }) => (
              <li key={case_id}>
                <p>
                  <a href={link(`/cases/${case_id}`)}>{say('case_named', { id: case_id })}</a>. {summary}
                </p>
                <p class="whose">
                  {event_url ? (
                    <a href={event_url} rel="external nofollow">
                      {event_source}
                    </a>
                  ) : (
                    event_source
                  )}
                </p>
              </li>
            ))}
          </ul>
          {cases.meta.total !== null && cases.meta.total > cases.data.length && (
            <p>{say('shown_of', { shown: number(cases.data.length), total: number(cases.meta.total) })}</p>
          )}
        </>
      )}
    </section>
  )
}
