import type { Ambiguity } from '../../asking/settle.ts'
import { useHere } from '../../here.ts'
import { nameIn } from '../../parts/country-name.ts'

/** Countries that share a name, each as a link to the question about it. */
export function Candidates({ parameter, given, candidates }: Ambiguity) {
  const { lang, say, link, own } = useHere()
  const value = own.query[parameter] ?? ''
  const chosen = (code: string) =>
    value.trim() === given
      ? code
      : value
          .split(',')
          .map(each => (each.trim() === given ? code : each.trim()))
          .join(',')
  return (
    <>
      <h1>{say('which_country', { given })}</h1>
      <p class="said">{say('several_countries')}</p>
      <ul class="ready">
        {candidates.map(country => (
          <li key={country.code}>
            <a href={link(own.path, { ...own.query, [parameter]: chosen(country.code) })}>
              {nameIn(country, lang)}
            </a>{' '}
            <small>{country.note ?? country.code}</small>
          </li>
        ))}
      </ul>
    </>
  )
}
