import { largestPageSize } from '../../../vocabulary/page-size.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { orRefused } from '../../asking/ask.ts'
import { typedCountry } from '../../asking/country-named.ts'
import { Refused } from '../../asking/refused.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { pinnedPage } from '../../parts/actions/pinned.ts'
import { Actions } from '../../parts/actions.tsx'
import { Caveats } from '../../parts/caveats.tsx'
import { countryChoice } from '../../parts/places/country-choice.tsx'
import { CountrySearch } from '../../parts/places/country-search.tsx'
import { NotAnsweredReasons } from '../../parts/places/not-answered.tsx'
import { type Destinations, DestinationsTable } from '../../parts/returns/destinations-table.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'

/** All destinations: ordered, enforced and voluntary apart, whose figures, and the newest year with an enforced return. */
export const returnsPage: PageDefinition = {
  url: '/returns',
  async show({ ask, lang, query, say }) {
    const named = await typedCountry('/returns', { ask, lang, query })
    if (named && !('code' in named)) return countryChoice('/returns', named, say)
    const { sort, ...asked } = query
    const compared = { of: 'returns', ...asked }
    const [listed, byType, byYear] = await Promise.all([
      ask.json('/v1/countries-of-return', { ...asked, ...(sort ? { sort } : {}), limit: largestPageSize }),
      orRefused(
        ask.json('/v1/compare', {
          ...compared,
          group_by: 'country_of_return,return_type',
          limit: largestPageSize
        })
      ),
      orRefused(
        ask.text('/v1/compare.ndjson', {
          ...compared,
          return_type: 'enforced',
          group_by: 'country_of_return,return_type,year',
          sort: '-year'
        })
      )
    ])
    const title = say('returns_heading')
    const figures: Destinations = {
      listed: listed.data,
      byType: byType instanceof Refused ? [] : byType.data,
      byYear: byYear instanceof Refused ? [] : linesOf(byYear),
      isByCode: sort !== undefined
    }
    const sources =
      byType instanceof Refused ? listed.meta.sources : [...listed.meta.sources, ...byType.meta.sources]
    const caveats =
      byType instanceof Refused ? listed.meta.caveats : [...listed.meta.caveats, ...byType.meta.caveats]
    return {
      title,
      description: say('returns_intro'),
      section: 'returns',
      json: listed.links.self,
      is_indexed: Object.keys(query).length === 0,
      synthetic: listed.meta.synthetic,
      body: (
        <ReturnsBody
          title={title}
          figures={figures}
          listed={listed}
          sources={[...new Map(sources.map(each => [`${each.source} ${each.release}`, each])).values()]}
          caveats={caveats}
        />
      )
    }
  }
}

/** The rows of an answer in lines, all of them: a page of JSON has the newest thousand alone. */
const linesOf = (text: string): Destinations['byYear'] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

interface BodyOf {
  title: string
  figures: Destinations
  listed: AnswerOf<'/v1/countries-of-return'>
  sources: Parameters<typeof WhoseFigures>[0]['sources']
  caveats: Parameters<typeof Caveats>[0]['caveats']
}

function ReturnsBody({ title, listed, figures, sources, caveats }: BodyOf) {
  const { say, own } = useHere()
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{say('returns_intro')}</p>
      <CountrySearch action="/returns" />
      <WhoseFigures sources={sources} />
      <Actions main={listed} page={pinnedPage(own, [listed])} title={title} sentence={title} />
      <DestinationsTable figures={figures} />
      {listed.meta.not_answered.length > 0 && (
        <section>
          <h2>{say('not_answered_heading')}</h2>
          <p>{say('no_zero')}</p>
          <NotAnsweredReasons silent={listed.meta.not_answered} />
        </section>
      )}
      <Caveats caveats={caveats} />
    </>
  )
}
