import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'

/** The stages of the procedure in their order: what each is, and who decides. */
export const stagesPage: PageDefinition = {
  url: '/stages',
  async show({ ask, say }) {
    const { data, links } = await ask.json('/v1/decision-stages')
    return {
      title: say('stages_title'),
      description: say('stages_lead'),
      section: 'stages',
      json: links.self,
      body: <Stages stages={data} />
    }
  }
}

function Stages({ stages }: { stages: AnswerOf<'/v1/decision-stages'>['data'] }) {
  const { say, link } = useHere()
  return (
    <>
      <h1>{say('stages_title')}</h1>
      <p class="said">{say('stages_lead')}</p>
      <ol class="stages">
        {stages.map(({ decision_stage, label, definition }) => (
          <li key={decision_stage}>
            <h2>
              <a href={link(`/stages/${decision_stage}`)}>{label}</a>
            </h2>
            <p>{definition}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
