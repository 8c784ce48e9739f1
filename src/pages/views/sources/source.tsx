import type { AnswerOf } from '../../asking/answers.ts'
import { asDataSets } from '../../asking/data-sets.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { Caveats } from '../../parts/caveats.tsx'
import { Releases } from './releases.tsx'

type Source = AnswerOf<'/v1/sources/{id}'>['data']
type Release = AnswerOf<'/v1/sources/{id}/releases'>['data'][number]

/** One source: what it tells, by which rules it counts, and its editions. */
export const sourcePage: PageDefinition = {
  url: '/sources/:id',
  async show({ ask, params, origin }) {
    const id = params.id ?? ''
    const [source, releases] = await Promise.all([
      ask.item('/v1/sources/{id}', { id }),
      ask.item('/v1/sources/{id}/releases', { id })
    ])
    const { title, description, synthetic, current_releases } = source.data
    const isDescribed = current_releases.length > 0 && !synthetic
    const data = isDescribed ? await asDataSets(ask, `/v1/sources/${source.data.source}`, origin) : undefined
    return {
      title,
      description,
      section: 'sources',
      synthetic,
      json: source.links.self,
      data,
      body: <SourceBody source={source.data} releases={releases.data} />
    }
  }
}

function SourceBody({ source, releases }: { source: Source; releases: readonly Release[] }) {
  const { say, link } = useHere()
  return (
    <>
      <p class="crumb">
        <a href={link('/sources')}>{say('nav_sources')}</a>
      </p>
      <h1>{source.title}</h1>
      <p class="said">{source.description}</p>
      <p class="whose">
        <a href={source.url}>{source.publisher}</a>, <Licence source={source} />. {source.cadence}.
      </p>
      {releases.length === 0 && <p class="empty">{say('source_not_loaded', { source: source.source })}</p>}
      <Releases source={source.source} releases={releases} />
      <h2>{say('series_heading')}</h2>
      <dl class="series">
        {source.series.map(({ series, title, definition, rounded_to }) => (
          <div key={series}>
            <dt>
              {title} <code>{series}</code>
            </dt>
            <dd>
              {definition} {rounded_to !== null && say('rounded_to', { n: rounded_to })}
            </dd>
          </div>
        ))}
      </dl>
      <h2>{say('withheld_heading')}</h2>
      <p>{source.disclosure_note}</p>
      <Caveats caveats={source.caveats} />
    </>
  )
}

function Licence({ source }: { source: Source }) {
  if (source.licence_url === null) return <>{source.licence}</>
  return <a href={source.licence_url}>{source.licence}</a>
}
