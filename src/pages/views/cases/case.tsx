import { labelOf } from '../../../vocabulary/labels/labels.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { Caveats } from '../../parts/caveats.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'
import { TimelineEvent } from './timeline-event.tsx'

type Answered = AnswerOf<'/v1/cases/{case_id}/timeline'>

/** One case, event by event, with dates as precise as they are told. */
export const casePage: PageDefinition = {
  url: '/cases/:case_id',
  is_private: true,
  async show({ ask, params, say }) {
    const case_id = params.case_id ?? ''
    const answer = await ask.item('/v1/cases/{case_id}/timeline', { case_id })
    return {
      title: say('case_title', { case_id }),
      description: answer.data.case.summary ?? say('case_title', { case_id }),
      json: answer.links.self,
      is_indexed: false,
      synthetic: answer.meta.synthetic,
      body: <CaseBody answer={answer} />
    }
  }
}

function CaseBody({ answer }: { answer: Answered }) {
  const { say, link, lang } = useHere()
  const { case: told, events } = answer.data
  return (
    <>
      <h1>{say('case_title', { case_id: told.case_id })}</h1>
      {told.summary !== null && <p class="said">{told.summary}</p>}
      <dl class="tiles">
        <div>
          <dt>{say('case_nationality')}</dt>
          <dd>
            {told.nationality === 'UNK' ? (
              labelOf('nationality', told.nationality, lang)
            ) : (
              <a href={link(`/nationalities/${told.nationality}`)}>
                {labelOf('nationality', told.nationality, lang)}
              </a>
            )}
          </dd>
        </div>
        <div>
          <dt>{say('case_outcome')}</dt>
          <dd>{labelOf('case_outcome', told.case_outcome, lang)}</dd>
        </div>
        {told.country_of_return !== null && (
          <div>
            <dt>{say('case_return')}</dt>
            <dd>
              <a href={link(`/returns/${told.country_of_return}`)}>
                {labelOf('country_of_return', told.country_of_return, lang)}
              </a>
              {told.country_of_return_basis !== null && (
                <small>{labelOf('country_of_return_basis', told.country_of_return_basis, lang)}</small>
              )}
            </dd>
          </div>
        )}
      </dl>
      <h2>{say('case_events')}</h2>
      <ol class="timeline">
        {events.map(event => (
          <TimelineEvent key={event.position} event={event} />
        ))}
      </ol>
      <WhoseFigures sources={answer.meta.sources} />
      <Caveats caveats={answer.meta.caveats} />
    </>
  )
}
