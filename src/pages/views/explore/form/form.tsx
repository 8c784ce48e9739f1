import { capitalised, listText } from '../../../../formats/wording/phrases.ts'
import { dimensionLabel } from '../../../../vocabulary/labels/labels.ts'
import { titleIn } from '../../../../vocabulary/labels/meanings.ts'
import { subjectDefinitions, subjectNames } from '../../../../vocabulary/measures/subject.ts'
import { useHere } from '../../../here.ts'
import { LangField } from '../../../parts/name-form.tsx'
import { FilterField } from './filter-field.tsx'
import type { FormFacts } from './form-facts.ts'
import { furtherNames, MoreFilters } from './more-filters.tsx'
import { SourceField } from './source-field.tsx'
import { subjectFields } from './subject-fields.ts'

/** Parameters of one edition or one page of rows: another question is asked of what is current, from its first row. */
const ofOneAnswer = ['release', 'as_of', 'cursor', 'sort', 'lang', 'of']

/** The two ends of the time that is asked for. */
const bounds = [
  { name: 'period_from', word: 'ask_from' },
  { name: 'period_to', word: 'ask_to' }
] as const

/** The question as a form: a plain GET, whose fields have the names of the API. */
export function AskForm({ facts }: { facts: FormFacts }) {
  const { say } = useHere()
  const { asked, dimensions } = facts
  const { countries, choice } = subjectFields[asked.of]
  const shown = [
    ...countries,
    choice,
    ...bounds.map(({ name }) => name),
    'group_by',
    'source',
    ...furtherNames(facts)
  ]
  const kept = Object.entries(asked.query).filter(([name]) => ![...shown, ...ofOneAnswer].includes(name))
  const valuesOf = (name: string) => dimensions.find(({ dimension }) => dimension === name)?.values ?? null
  return (
    <>
      <Subjects facts={facts} />
      <form class="ask" action="/explore">
        <p class="askword">{say(`ask_of_${asked.of}`)}</p>
        {countries.map(name => (
          <FilterField key={name} name={name} kind="country" values={null} given={asked.query[name]} />
        ))}
        <FilterField
          name={choice}
          className="choice"
          kind="closed"
          values={valuesOf(choice)}
          given={asked.query[choice]}
        />
        {bounds.map(({ name, word }) => (
          <label key={name} class="half">
            {say(word)}
            <input name={name} value={asked.query[name]} title={say('ask_period_hint')} autocomplete="off" />
          </label>
        ))}
        <ShowField facts={facts} />
        <SourceField facts={facts} />
        {asked.of !== 'decisions' && <input type="hidden" name="of" value={asked.of} />}
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <LangField />
        <button type="submit" class="go">
          {say('ask_submit')}
        </button>
        <MoreFilters facts={facts} />
      </form>
    </>
  )
}

/** What can be counted, each a link to the same question about it, with the filters that it has too. */
function Subjects({ facts: { asked, dimensions } }: { facts: FormFacts }) {
  const { lang, say, link } = useHere()
  return (
    <nav class="subjects" aria-label={say('ask_what')}>
      <ul>
        {subjectNames.map(of => {
          const { path } = subjectDefinitions[of]
          const filters = dimensions
            .filter(({ filters_at }) => filters_at.includes(path))
            .map(each => each.dimension)
          const names: readonly string[] = [...filters, ...bounds.map(({ name }) => name)]
          const kept = Object.entries(asked.query).filter(([name]) => names.includes(name))
          const query = { ...Object.fromEntries(kept), ...(of === 'decisions' ? {} : { of }) }
          return (
            <li key={of}>
              <a href={link('/explore', query)} aria-current={of === asked.of ? 'page' : undefined}>
                {titleIn(subjectDefinitions[of].title, lang)}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function ShowField({ facts: { asked, dimensions, source } }: { facts: FormFacts }) {
  const { lang, say } = useHere()
  const has = (name: string) => {
    const found = dimensions.find(({ dimension }) => dimension === name)
    return source === undefined || found?.sources.some(each => each.source === source) === true
  }
  const shows: readonly (readonly string[])[] = subjectFields[asked.of].shows
  const offered = shows.filter(names => names.every(has)).map(names => names.join(','))
  // A new question begins with what most ask for; one that was asked stays as it is.
  const isNew = Object.keys(asked.query).length === 0
  const given = asked.query.group_by ?? (isNew ? (offered[0] ?? '') : '')
  const options = [...new Set([...offered, ...(given === '' ? [] : [given])])]
  return (
    <label class="show">
      {say('ask_show')}
      <select name="group_by">
        {options.map(option => (
          <option key={option} value={option} selected={option === given}>
            {capitalised(
              listText(
                option.split(',').map(name => dimensionLabel(name, lang)),
                lang
              ),
              lang
            )}
          </option>
        ))}
        <option value="" selected={given === ''}>
          {say('ask_total_only')}
        </option>
      </select>
    </label>
  )
}
