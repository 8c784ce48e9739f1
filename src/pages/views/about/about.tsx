import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'

/** What this is, what it promises, and the measures with their definitions. */
export const aboutPage: PageDefinition = {
  url: '/about',
  async show({ ask, say }) {
    const { data, links } = await ask.json('/v1/measures')
    return {
      title: say('nav_about'),
      description: say('about_lead'),
      json: links.self,
      body: <About measures={data} />
    }
  }
}

function About({ measures }: { measures: AnswerOf<'/v1/measures'>['data'] }) {
  const { say, link } = useHere()
  return (
    <>
      <h1>{say('nav_about')}</h1>
      <p class="said">{say('about_lead')}</p>
      <ul class="not">
        <li>{say('about_withheld')}</li>
        <li>{say('about_added')}</li>
        <li>{say('about_edition')}</li>
        <li>{say('about_privacy')}</li>
        <li>
          {say('about_looked')}{' '}
          <button type="button" data-forget={say('about_forgotten')} hidden>
            {say('about_forget')}
          </button>
        </li>
      </ul>
      <h2>{say('about_measures')}</h2>
      <dl class="measures">
        {measures.map(({ measure, label, definition }) => (
          <div key={measure}>
            <dt>
              <a href={link(`/about/${measure}`)}>{label}</a>
            </dt>
            <dd>{definition}</dd>
          </div>
        ))}
      </dl>
      <h2>{say('about_access')}</h2>
      <p>{say('about_access_text')}</p>
      <p>
        <a href="/docs">{say('footer_developers')}</a>
      </p>
    </>
  )
}
