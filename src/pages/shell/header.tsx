import { languages } from '../../vocabulary/labels/language.ts'
import { apiAddress } from '../asking/ask.ts'
import { useHere } from '../here.ts'
import { type Section, sections } from '../page-definition.ts'
import { useCombobox } from '../parts/combobox.ts'
import { LangField } from '../parts/name-form.tsx'

/** Names of the languages, each in itself. */
const languageNames = { en: 'English', es: 'español', fr: 'français' } as const

/** The head of each page: where one can go, the search, and the languages. */
export function Header({ section }: { section: Section | undefined }) {
  const { lang, say, link, own } = useHere()
  const combobox = useCombobox('search')
  return (
    <header>
      <div class="wrap">
        <a class="brand" href={link('/')}>
          {say('service_name')}
        </a>
        <nav aria-label={say('nav_main')}>
          <ul>
            {sections.map(each => (
              <li key={each}>
                <a href={link(`/${each}`)} aria-current={each === section ? 'page' : undefined}>
                  {say(`nav_${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <search>
          <form action="/search">
            <label class="unseen" for="q">
              {say('search_label')}
            </label>
            <input
              id="q"
              name="q"
              type="search"
              placeholder={say('search_placeholder')}
              autocomplete="off"
              {...combobox}
            />
            <LangField />
            <button type="submit">{say('search')}</button>
          </form>
        </search>
        <nav class="langs" aria-label={say('language')}>
          {languages.map(each =>
            each === lang ? (
              <b key={each} aria-current="true">
                {each.toUpperCase()}
              </b>
            ) : (
              <a key={each} lang={each} hreflang={each} href={apiAddress(own.path, own.query, each)}>
                {each.toUpperCase()}
                <span class="unseen">, {languageNames[each]}</span>
              </a>
            )
          )}
        </nav>
      </div>
    </header>
  )
}
