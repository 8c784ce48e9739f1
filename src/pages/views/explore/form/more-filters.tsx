import { capitalised } from '../../../../formats/wording/phrases.ts'
import { unitLabel } from '../../../../vocabulary/labels/labels.ts'
import { subjectDefinitions } from '../../../../vocabulary/measures/subject.ts'
import { useHere } from '../../../here.ts'
import { FilterField } from './filter-field.tsx'
import type { FormFacts } from './form-facts.ts'
import { subjectFields } from './subject-fields.ts'

const furtherFilters = ({ asked, dimensions }: FormFacts): FormFacts['dimensions'] => {
  const { countries, choice } = subjectFields[asked.of]
  const first: readonly string[] = [...countries, choice]
  return dimensions.filter(
    ({ dimension, filters_at }) => filters_at.includes(asked.path) && !first.includes(dimension)
  )
}

/** The parameters that the further filters have fields for. */
export const furtherNames = (facts: FormFacts): string[] => [
  ...furtherFilters(facts).map(({ dimension }) => dimension as string),
  'unit',
  'series'
]

/** All other filters, from the catalogue of dimensions: those that the source does not tell are named as such. */
export function MoreFilters({ facts }: { facts: FormFacts }) {
  const { lang, say } = useHere()
  const { asked, source } = facts
  const title = facts.sources.find(each => each.source === source)?.title ?? source
  const filters = furtherFilters(facts)
  // A group of countries is made of countries that a source tells, so no source lists it.
  const isTold = ({ kind, sources }: FormFacts['dimensions'][number]) =>
    source === undefined || kind === 'country_group' || sources.some(each => each.source === source)
  const told = filters.filter(isTold)
  const untold = filters.filter(filter => !isTold(filter))
  const field = (filter: FormFacts['dimensions'][number]) => (
    <FilterField
      key={filter.dimension}
      name={filter.dimension}
      {...{ kind: filter.kind, values: filter.values, given: asked.query[filter.dimension] }}
    />
  )
  const isOpen = furtherNames(facts).some(name => asked.query[name] !== undefined)
  return (
    <details class="more" open={isOpen}>
      <summary>{say('ask_more')}</summary>
      <div class="fields">
        {told.map(filter => field(filter))}
        <label>
          {say('ask_unit')}
          <select name="unit">
            <option value="">{say('ask_any')}</option>
            {subjectDefinitions[asked.of].units.map(unit => (
              <option key={unit} value={unit} selected={unit === asked.query.unit}>
                {capitalised(unitLabel(unit, 2, lang), lang)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('ask_series')}
          <input name="series" value={asked.query.series} autocomplete="off" />
        </label>
      </div>
      {untold.length > 0 && (
        <fieldset disabled>
          <legend>{say('ask_not_told', { source: title ?? '' })}</legend>
          <div class="fields">{untold.map(filter => field(filter))}</div>
        </fieldset>
      )}
    </details>
  )
}
