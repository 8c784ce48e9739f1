import { labelOf } from '../../../vocabulary/labels/labels.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { type Here, useHere } from '../../here.ts'

type Event = AnswerOf<'/v1/cases/{case_id}/timeline'>['data']['events'][number]

/** One event: when, what, who says so, and where one sees how often it happens. */
export function TimelineEvent({ event }: { event: Event }) {
  const here = useHere()
  const { say, link } = here
  const told = event.decision ?? event.return ?? event.reported
  const often = oftenOf(event)
  return (
    <li>
      <p class="when">{whenOf(event, here)}</p>
      <h3>{whatOf(event, here)}</h3>
      {event.reported && <p>{event.reported.summary}</p>}
      {event.reported?.quotation && <blockquote>{event.reported.quotation}</blockquote>}
      {told?.event_source && (
        <p class="whose">
          {say('event_reported_by', { who: told.event_source })}
          {told.certainty && ` · ${labelOf('certainty', told.certainty, here.lang)}`}
          {told.event_url && (
            <>
              {' · '}
              <a href={told.event_url} rel="noreferrer">
                {say('event_report')}
              </a>
            </>
          )}
        </p>
      )}
      {often && (
        <p>
          <a href={link(often.path, often.query)}>{say('event_how_often')}</a>
        </p>
      )}
    </li>
  )
}

/** The day as it is told: a year or a month where no day is. */
function whenOf({ decision, return: returned, reported }: Event, { say }: Here): string {
  return decision?.decided_on ?? returned?.returned_on ?? reported?.occurred_on ?? say('event_no_date')
}

function whatOf({ decision, return: returned, reported }: Event, { lang, say }: Here): string {
  if (decision)
    return `${labelOf('decision_stage', decision.decision_stage, lang)}${say('colon')} ${labelOf('outcome', decision.outcome, lang)}`
  if (returned) {
    const to = labelOf('country_of_return', returned.country_of_return, lang)
    return say(returned.return_status === 'executed' ? 'event_returned' : 'event_ordered', { to })
  }
  return reported?.event_kind ? say(`event_${reported.event_kind}`) : say('event_other')
}

/** The question how often the same happens; undefined where nothing counts it. */
function oftenOf({
  decision,
  return: returned
}: Event): { path: string; query: Record<string, string> } | undefined {
  if (decision)
    return {
      path: '/explore',
      query: {
        of: 'decisions',
        decision_stage: decision.decision_stage,
        nationality: decision.nationality,
        group_by: 'year,outcome'
      }
    }
  if (returned) return { path: `/returns/${returned.country_of_return}`, query: {} }
  return undefined
}
