import { dateText } from '../../../formats/wording/phrases.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'

type ToldEvent = AnswerOf<'/v1/events'>['data'][number]

/** What was said, by whom and in which report: words, and no findings. Nothing where nothing was. */
export function Statements({ statements }: { statements: readonly ToldEvent[] }) {
  return <ToldList heading="statements_heading" note="statements_note" events={statements} />
}

/** Figures that somebody stated outside tables; in no number of any page. Nothing where there are none. */
export function ReportedFigures({ figures }: { figures: readonly ToldEvent[] }) {
  return <ToldList heading="reported_figures_heading" note="reported_figures_note" events={figures} />
}

function ToldList({
  heading,
  note,
  events
}: {
  heading: 'statements_heading' | 'reported_figures_heading'
  note: 'statements_note' | 'reported_figures_note'
  events: readonly ToldEvent[]
}) {
  const { say } = useHere()
  if (events.length === 0) return null
  return (
    <section>
      <h2>{say(heading)}</h2>
      <p class="whose">{say(note)}</p>
      <ul class="told-list">
        {events.map(event => (
          <li key={event.event_id}>
            <OneTold event={event} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneTold({ event }: { event: ToldEvent }) {
  const { say, lang } = useHere()
  const { summary, value_as_told, quotation, said_by, said_to, speech, period } = event
  const speaker = [
    said_by,
    said_to === null ? null : say('told_to', { listener: said_to }),
    speech === 'inferred' ? say('spoken_inferred') : null,
    speech === 'no_answer' ? say('spoken_no_answer') : null
  ]
  const day = event.occurred_on ?? event.published_on
  const report = [
    event.retold_by === null ? null : say('retold_by', { who: event.retold_by }),
    period,
    day === null ? say('undated') : day.length === 10 ? dateText(day, lang) : day
  ]
  return (
    <>
      <p>
        {value_as_told !== null && <b>{value_as_told}. </b>}
        {summary} {quotation !== null && <q>{quotation}</q>}
      </p>
      <p class="whose">
        {[...speaker].filter(Boolean).join(', ')}
        {' · '}
        {event.event_url === null ? (
          event.event_source
        ) : (
          <a href={event.event_url} rel="external nofollow">
            {event.event_source}
          </a>
        )}
        {' · '}
        {report.filter(Boolean).join(' · ')}
      </p>
    </>
  )
}
