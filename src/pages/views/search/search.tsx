import { apiAddress } from '../../asking/ask.ts'
import { Moved } from '../../asking/refused.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { nameIn } from '../../parts/country-name.ts'
import { SearchForm } from '../../parts/name-form.tsx'
import { type Findings, type Found, findings } from './found.ts'

/** Finds a country in any language, a case, a stage, a source or a measure; goes there where it is one thing alone. */
export const searchPage: PageDefinition = {
  url: '/search',
  async show({ ask, lang, say, query }) {
    const text = (query.q ?? '').trim().slice(0, 200)
    const title = text === '' ? say('search') : say('search_for', { text })
    const shown = { title, description: say('search_label'), is_indexed: false }
    if (text === '') return { ...shown, body: <Blank /> }
    const found = await findings(ask, text)
    if (found.exactly) throw new Moved(apiAddress(found.exactly.path, {}, lang))
    const isNothing = found.all.length === 0
    const status = isNothing ? 404 : found.is_ambiguous ? 300 : 200
    return { ...shown, status, body: <Results text={text} found={found} /> }
  }
}

function Blank() {
  const { say } = useHere()
  return (
    <>
      <h1>{say('search')}</h1>
      <SearchForm />
    </>
  )
}

function Results({ text, found }: { text: string; found: Findings }) {
  const { say } = useHere()
  const heading = found.is_ambiguous ? 'search_ambiguous' : 'search_several'
  return (
    <>
      <h1>{say(found.all.length === 0 ? 'search_nothing' : heading, { text })}</h1>
      <FoundList found={found.all} />
      {found.all.length === 0 && found.meant.length > 0 && (
        <>
          <h2>{say('did_you_mean')}</h2>
          <FoundList found={found.meant} />
        </>
      )}
      <SearchForm text={text} />
    </>
  )
}

function FoundList({ found }: { found: readonly Found[] }) {
  const { say, link, lang } = useHere()
  if (found.length === 0) return null
  return (
    <ul class="found">
      {found.map(({ kind, path, name }) => (
        <li key={path}>
          <a href={link(path)}>{typeof name === 'string' ? name : nameIn(name, lang)}</a>{' '}
          <small>{say(`found_${kind}`)}</small>
          {typeof name !== 'string' && (
            <>
              {' · '}
              <a href={link(`/returns/${name.code}`)}>{say('found_returns')}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
