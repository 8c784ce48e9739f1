import type { AnswerOf } from '../../asking/answers.ts'
import { asDataSets } from '../../asking/data-sets.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'

type Source = AnswerOf<'/v1/sources'>['data'][number]

/** Whose figures are here, and whose are known and not loaded. */
export const sourcesPage: PageDefinition = {
  url: '/sources',
  async show({ ask, say, origin }) {
    const { data, links } = await ask.json('/v1/sources')
    return {
      title: say('sources_title'),
      description: say('sources_lead'),
      section: 'sources',
      json: links.self,
      data: await asDataSets(ask, '/v1/sources', origin),
      body: <Sources sources={data} />
    }
  }
}

function Sources({ sources }: { sources: readonly Source[] }) {
  const { say } = useHere()
  const isLoaded = ({ current_releases }: Source) => current_releases.length > 0
  return (
    <>
      <h1>{say('sources_title')}</h1>
      <p class="said">{say('sources_lead')}</p>
      <h2>{say('sources_loaded')}</h2>
      <SourceList sources={sources.filter(isLoaded)} />
      <h2>{say('sources_not_loaded')}</h2>
      <p>{say('sources_not_loaded_lead')}</p>
      <SourceList sources={sources.filter(each => !isLoaded(each))} />
    </>
  )
}

function SourceList({ sources }: { sources: readonly Source[] }) {
  const { say, link } = useHere()
  return (
    <ul class="cards">
      {sources.map(({ source, title, publisher, description, licence, synthetic, current_releases }) => (
        <li key={source} class="card">
          <h3>
            <a href={link(`/sources/${source}`)}>{title}</a>
          </h3>
          <p class="whose">
            {publisher}, {licence}
          </p>
          {synthetic && <p class="state">{say('made_up')}</p>}
          <p>{description}</p>
          {current_releases.length > 0 && (
            <p class="whose">{say('editions', { releases: current_releases.join(', ') })}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
