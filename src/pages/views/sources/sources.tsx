import type { AnswerOf } from '../../asking/answers.ts'
import { asDataSets } from '../../asking/data-sets.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { spanOfDays } from '../../parts/places/span-of-days.ts'
import { rowsBy } from '../../parts/rows-by.ts'

type Source = AnswerOf<'/v1/sources'>['data'][number]
type Tables = ReadonlyMap<string, readonly AnswerOf<'/v1/loaded'>['data'][number][]>

/** Whose figures are here, and whose are known and not loaded. */
export const sourcesPage: PageDefinition = {
  url: '/sources',
  async show({ ask, say, origin }) {
    const [{ data, links }, loaded] = await Promise.all([ask.json('/v1/sources'), ask.json('/v1/loaded')])
    return {
      title: say('sources_title'),
      description: say('sources_lead'),
      section: 'sources',
      json: links.self,
      data: await asDataSets(ask, '/v1/sources', origin),
      body: <Sources sources={data} tables={tablesOf(loaded.data)} />
    }
  }
}

/** The tables of each source that are loaded, each once: a table can tell of several subjects. */
function tablesOf(loaded: AnswerOf<'/v1/loaded'>['data']): Tables {
  const once = new Map(
    loaded.filter(({ release }) => release !== null).map(each => [`${each.source} ${each.series}`, each])
  )
  return rowsBy([...once.values()], ({ source }) => source)
}

function Sources({ sources, tables }: { sources: readonly Source[]; tables: Tables }) {
  const { say } = useHere()
  const isLoaded = ({ current_releases }: Source) => current_releases.length > 0
  return (
    <>
      <h1>{say('sources_title')}</h1>
      <p class="said">{say('sources_lead')}</p>
      <h2>{say('sources_loaded')}</h2>
      <SourceList sources={sources.filter(isLoaded)} tables={tables} />
      <h2>{say('sources_not_loaded')}</h2>
      <p>{say('sources_not_loaded_lead')}</p>
      <SourceList sources={sources.filter(each => !isLoaded(each))} tables={tables} />
    </>
  )
}

function SourceList({ sources, tables }: { sources: readonly Source[]; tables: Tables }) {
  const { say, link, lang } = useHere()
  return (
    <ul class="cards">
      {sources.map(({ source, title, publisher, description, licence, synthetic }) => (
        <li key={source} class="card">
          <h3>
            <a href={link(`/sources/${source}`)}>{title}</a>
          </h3>
          <p class="whose">
            {publisher}, {licence}
          </p>
          {synthetic && <p class="state">{say('made_up')}</p>}
          <p>{description}</p>
          {tables.get(source)?.map(({ series, series_title, covers_from, covers_to, release }) => (
            <p key={series} class="whose">
              {series_title}
              {say('colon')} {spanOfDays(covers_from, covers_to, lang)},{' '}
              {say('edition', { release: release ?? '' })}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
