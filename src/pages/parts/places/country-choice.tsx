import type { CountryNamed } from '../../asking/country-named.ts'
import { useHere } from '../../here.ts'
import type { Shown } from '../../page-definition.ts'
import type { Say } from '../../words/words.ts'
import { nameIn } from '../country-name.ts'
import { CountrySearch } from './country-search.tsx'

type Unclear = Exclude<CountryNamed, { code: string }>

/** The page of a name that can be several countries (300), or of one that is none (404), with what may be meant. */
export function countryChoice(base: '/returns' | '/nationalities', named: Unclear, say: Say): Shown {
  const { given, candidates, near } = named
  const heading = say(candidates.length > 0 ? 'countries_named' : 'no_such_country', { given })
  return {
    title: heading,
    description: heading,
    section: base === '/returns' ? 'returns' : 'nationalities',
    is_indexed: false,
    status: candidates.length > 0 ? 300 : 404,
    body: <Choice base={base} given={given} heading={heading} candidates={candidates} near={near} />
  }
}

function Choice({
  base,
  heading,
  given,
  candidates,
  near
}: Unclear & { base: '/returns' | '/nationalities'; heading: string }) {
  const { say, lang, link } = useHere()
  const meant = candidates.length > 0 ? candidates : near
  const lead = candidates.length > 0 ? 'which_one' : near.length > 0 ? 'nearest_countries' : 'no_near_country'
  return (
    <>
      <h1>{heading}</h1>
      <p>{say(lead)}</p>
      <ul class="ways choice">
        {meant.map(country => (
          <li key={country.code}>
            <a href={link(`${base}/${country.code}`)}>{nameIn(country, lang)}</a> ({country.code})
          </li>
        ))}
      </ul>
      <CountrySearch action={base} given={given} />
    </>
  )
}
