import { labelOf } from '../../../vocabulary/labels/labels.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { Caveats } from '../../parts/caveats.tsx'
import { Linked } from '../../parts/linked.tsx'
import { SourceLink } from '../../parts/source-link.tsx'
import { SummaryTable } from '../../parts/summary-table.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'

type Answered = AnswerOf<'/v1/decision-stages/{stage}'>

/** One stage: what it is, who decides, and what was decided there, by each source that tells. */
export const stagePage: PageDefinition = {
  url: '/stages/:stage',
  async show({ ask, params }) {
    const answer = await ask.item('/v1/decision-stages/{stage}', { stage: params.stage ?? '' })
    return {
      title: answer.data.label,
      description: answer.data.definition,
      section: 'stages',
      json: answer.links.self,
      synthetic: answer.meta.synthetic,
      body: <StageBody answer={answer} />
    }
  }
}

function StageBody({ answer }: { answer: Answered }) {
  const { say, link, lang } = useHere()
  const { label, definition, authorities, outcome_summary } = answer.data
  const told = outcome_summary.filter(({ not_answered }) => not_answered === null)
  const untold = outcome_summary.filter(({ not_answered }) => not_answered !== null)
  return (
    <>
      <p class="crumb">
        <a href={link('/stages')}>{say('nav_stages')}</a>
      </p>
      <h1>{label}</h1>
      <p class="said">{definition}</p>
      {authorities.length > 0 && (
        <p>
          {say('decided_by', { who: authorities.map(each => labelOf('authority', each, lang)).join(', ') })}
        </p>
      )}
      {told.length === 0 && <p class="empty">{say('not_loaded')}</p>}
      {told.map(block => (
        <section key={`${block.source} ${block.series} ${block.unit}`}>
          <SummaryTable block={block} without={['decision_stage']} />
        </section>
      ))}
      {untold.length > 0 && (
        <>
          <h2>{say('who_does_not_tell')}</h2>
          <ul class="not">
            {untold.map(({ source, series, not_answered }) => (
              <li key={`${source} ${series}`}>
                <SourceLink source={source} series={series} />
                {say('colon')} <Linked text={not_answered ?? ''} />
              </li>
            ))}
          </ul>
        </>
      )}
      <WhoseFigures sources={answer.meta.sources} />
      <Caveats caveats={[...answer.meta.caveats, ...told.flatMap(({ caveats }) => caveats)]} />
    </>
  )
}
