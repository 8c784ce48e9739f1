import { capitalised } from '../../../formats/wording/phrases.ts'
import { destinationText } from '../../../formats/wording/returns/returns.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import { pageAt, queryOf } from '../../asking/addresses.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { orRefused } from '../../asking/ask.ts'
import { countryOfPath } from '../../asking/country-named.ts'
import { Refused } from '../../asking/refused.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { Actions } from '../../parts/actions.tsx'
import { Caveats } from '../../parts/caveats.tsx'
import { countryChoice } from '../../parts/places/country-choice.tsx'
import { DocumentedCases } from '../../parts/places/documented-cases.tsx'
import { ReportedFigures, Statements } from '../../parts/places/told.tsx'
import { destinationTablesOf } from '../../parts/returns/blocks.ts'
import { DecidedOnNationals } from '../../parts/returns/decided-on-nationals.tsx'
import { DestinationTables, PartialTables } from '../../parts/returns/destination-tables.tsx'
import { NationalsReturnedTable } from '../../parts/returns/nationals-returned.tsx'
import { OrderedAndCarriedOut } from '../../parts/returns/ordered-and-carried-out.tsx'
import { saidOfTable } from '../../parts/returns/said.ts'
import { plainText } from '../../parts/sentences.tsx'

type Told = AnswerOf<'/v1/countries-of-return/{country}'>
type People = AnswerOf<'/v1/countries-of-return/{country}/nationalities'>

/** Returns to one country: by source and type, when there were none, who was ordered, and what is not told. */
export const countryOfReturnPage: PageDefinition = {
  url: '/returns/:iso3',
  async show({ ask, params, query, lang, say, path }) {
    const named = await countryOfPath('/returns', params.iso3 ?? '', { ask, lang, query })
    if (!('code' in named)) return countryChoice('/returns', named, say)
    const country = named.code
    const [told, people, sources, cases] = await Promise.all([
      ask.item('/v1/countries-of-return/{country}', { country }, query),
      orRefused(ask.item('/v1/countries-of-return/{country}/nationalities', { country }, ofPeople(query))),
      ask.json('/v1/sources'),
      orRefused(ask.json('/v1/cases', { source: 'documented-cases', country_of_return: country, limit: 10 }))
    ])
    const publishers = new Map(sources.data.map(({ source, publisher }) => [source, publisher]))
    const title = say('returns_to', { to_place: destinationText(country, lang) })
    const [first] = destinationTablesOf(told.data.executed.filter(({ coverage }) => coverage.complete))
    const said = first
      ? saidOfTable(first, {
          publisher: publishers.get(first.source) ?? first.source,
          destination: country,
          least: told.data.pause_periods,
          ...{ say, lang }
        })
      : []
    const description = said.length > 0 ? plainText(said, say) : say('no_returns_told')
    return {
      title,
      description,
      section: 'returns',
      json: told.links.self,
      canonical: pageAt(path, told.links.canonical),
      is_indexed: Object.keys(query).length === 0,
      synthetic: told.meta.synthetic,
      data: {
        '@type': 'Dataset',
        ...{
          name: title,
          description,
          isAccessibleForFree: true,
          license: told.meta.sources.map(each => each.licence)
        },
        distribution: [
          { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: told.links.self }
        ]
      },
      body: (
        <CountryOfReturnBody
          {...{ title, description, told, cases, publishers }}
          people={people instanceof Refused ? [] : people.data}
        />
      )
    }
  }
}

/** Rules of pauses, which the answer about people does not take. */
const ofPauses: readonly string[] = ['usual_min', 'pause_periods', 'pause_months', 'resumed_min']
const ofPeople = (query: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(Object.entries(query).filter(([name]) => !ofPauses.includes(name))),
  limit: largestPageSize
})

interface BodyOf {
  title: string
  description: string
  told: Told
  people: People['data']
  cases: AnswerOf<'/v1/cases'> | Refused
  publishers: ReadonlyMap<string, string>
}

function CountryOfReturnBody({ title, description, told, people, cases, publishers }: BodyOf) {
  const { say, lang, link, own } = useHere()
  const { data, meta } = told
  return (
    <>
      <p class="crumb">
        <a href={link('/returns')}>{say('nav_returns')}</a> › {data.name}
      </p>
      <h1>{capitalised(title, lang)}</h1>
      <DestinationTables told={told} publishers={publishers}>
        <Actions
          main={told}
          page={{ path: own.path, query: queryOf(told.links.canonical) }}
          title={title}
          sentence={description}
        />
      </DestinationTables>
      <OrderedAndCarriedOut told={data} people={people} />
      <PartialTables told={told} />
      <NationalsReturnedTable nationals={data.nationals_returned} />
      <DecidedOnNationals summaries={data.own_nationals} nationality={data.country_of_return} />
      <Statements statements={data.statements} />
      <ReportedFigures figures={data.reported_figures} />
      <DocumentedCases cases={cases} />
      <Caveats caveats={meta.caveats} />
    </>
  )
}
