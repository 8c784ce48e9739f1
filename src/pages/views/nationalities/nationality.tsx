import { countryForm } from '../../../formats/wording/country-forms.ts'
import { listText } from '../../../formats/wording/phrases.ts'
import { rateNames } from '../../../vocabulary/measures/measure.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { apiAddress, orRefused } from '../../asking/ask.ts'
import { countryOfPath } from '../../asking/country-named.ts'
import { Refused } from '../../asking/refused.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { pinnedPage } from '../../parts/actions/pinned.ts'
import { Actions } from '../../parts/actions.tsx'
import { Caveats } from '../../parts/caveats.tsx'
import { Linked } from '../../parts/linked.tsx'
import { ComparedTable } from '../../parts/nationalities/compared-table.tsx'
import { SilentSources } from '../../parts/nationalities/silent-sources.tsx'
import { StagesTable } from '../../parts/nationalities/stages-table.tsx'
import type { ComparedAnswer } from '../../parts/places/compared.ts'
import { countryChoice } from '../../parts/places/country-choice.tsx'
import { DocumentedCases } from '../../parts/places/documented-cases.tsx'
import { ReportedFigures, Statements } from '../../parts/places/told.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'

/** One nationality over all stages, by source: what was decided, lodged, carried out, reported, and what is not told. */
export const nationalityPage: PageDefinition = {
  url: '/nationalities/:iso3',
  async show({ ask, params, query, lang, say, path }) {
    const named = await countryOfPath('/nationalities', params.iso3 ?? '', { ask, lang, query })
    if (!('code' in named)) return countryChoice('/nationalities', named, say)
    const { code: nationality, name } = named
    const compare = (more: Record<string, string>) =>
      ask.json('/v1/compare', { ...query, limit: largestPageSize, nationality, ...more })
    const decided = { of: 'decisions', group_by: 'decision_stage' }
    const records = { source: 'documented-cases', nationality, limit: 10 }
    const [counts, rates, applications, returns, cases, events] = await Promise.all([
      compare(decided),
      orRefused(compare({ ...decided, measures: rateNames.join(',') })),
      orRefused(compare({ of: 'applications', group_by: 'decision_stage' })),
      orRefused(compare({ of: 'returns', group_by: 'return_type' })),
      orRefused(ask.json('/v1/cases', records)),
      orRefused(ask.json('/v1/events', { ...records, limit: 50, event_kind: 'statement,reported_figure' }))
    ])
    const title = say('nationality_of', { name })
    const compared = [counts, applications, returns].flatMap(each => (each instanceof Refused ? [] : [each]))
    const pinned = pinnedPage({ path, query }, compared)
    const answering = new Set(counts.data.map(({ source }) => source))
    const sources = counts.meta.sources
      .filter(({ source }) => answering.has(source))
      .map(({ title }) => title)
    const description =
      sources.length === 0
        ? `${title}. ${say('no_stage_told')}`
        : say('nationality_said', { name, sources: listText([...new Set(sources)], lang) })
    return {
      title,
      description,
      section: 'nationalities',
      json: counts.links.self,
      canonical: apiAddress(pinned.path, pinned.query),
      is_indexed: Object.keys(query).length === 0,
      synthetic: counts.meta.synthetic,
      body: (
        <NationalityBody
          {...{
            nationality,
            title,
            description,
            pinned,
            counts,
            rates,
            applications,
            returns,
            cases,
            events
          }}
        />
      )
    }
  }
}

interface BodyOf {
  nationality: string
  title: string
  description: string
  pinned: ReturnType<typeof pinnedPage>
  counts: ComparedAnswer
  rates: ComparedAnswer | Refused
  applications: ComparedAnswer | Refused
  returns: ComparedAnswer | Refused
  cases: AnswerOf<'/v1/cases'> | Refused
  events: AnswerOf<'/v1/events'> | Refused
}

function NationalityBody(told: BodyOf) {
  const { say, link, lang } = useHere()
  const { nationality, title, counts, rates, cases, events } = told
  const spoken = events instanceof Refused ? [] : events.data
  return (
    <>
      <p class="crumb">
        <a href={link('/nationalities')}>{say('nav_nationalities')}</a>
      </p>
      <h1>{title}</h1>
      <p class="said">{told.description}</p>
      <WhoseFigures sources={counts.meta.sources} />
      <Actions main={counts} page={told.pinned} title={title} sentence={told.description} />
      <h2>{say('decided_by_stage')}</h2>
      <p class="whose">{say('decided_by_stage_note')}</p>
      <StagesTable
        counts={counts.data}
        rates={rates instanceof Refused ? [] : rates.data}
        answers={counts.meta.answers}
      />
      <SilentSources answers={counts.meta.answers} silent={counts.meta.not_answered} />
      <Side of="applications" compared={told.applications} />
      <Side of="returns" compared={told.returns} />
      {countryForm('to', nationality, lang) && (
        <p>
          <a href={link(`/returns/${nationality}`)}>{say('returns_to_it')}</a>
        </p>
      )}
      <Statements statements={spoken.filter(({ event_kind }) => event_kind === 'statement')} />
      <ReportedFigures figures={spoken.filter(({ event_kind }) => event_kind === 'reported_figure')} />
      <DocumentedCases cases={cases} />
      <Caveats caveats={counts.meta.caveats} />
    </>
  )
}

const sides = {
  applications: { heading: 'applications_heading', note: 'applications_note', dimension: 'decision_stage' },
  returns: { heading: 'returns_anywhere', note: 'returns_anywhere_note', dimension: 'return_type' }
} as const

/** Applications, or returns: what each source counts, or why there is nothing. */
function Side({ of, compared }: { of: keyof typeof sides; compared: ComparedAnswer | Refused }) {
  const { say } = useHere()
  const { heading, note, dimension } = sides[of]
  return (
    <section id={of}>
      <h2>{say(heading)}</h2>
      <p class="whose">{say(note)}</p>
      {compared instanceof Refused ? (
        <p class="empty">
          <Linked text={compared.problem.detail} />
        </p>
      ) : (
        <>
          {compared.data.length === 0 && (
            <p class="empty">
              {say('none_loaded')} <b>{say('no_zero')}</b>
            </p>
          )}
          <ComparedTable {...{ compared, dimension, of }} label={say(heading)} />
          <SilentSources answers={compared.meta.answers} silent={compared.meta.not_answered} of={of} />
        </>
      )}
    </section>
  )
}
