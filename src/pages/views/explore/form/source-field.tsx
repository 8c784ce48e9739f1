import { useHere } from '../../../here.ts'
import type { FormFacts } from './form-facts.ts'

/** Whose figures: the sources that are loaded, and those that are known and not loaded, which cannot be chosen. */
export function SourceField({ facts: { asked, sources, asked_of } }: { facts: FormFacts }) {
  const { say } = useHere()
  const given = asked.query.source ?? ''
  const loaded = sources.filter(
    ({ source, current_releases }) =>
      source === given || (current_releases.length > 0 && (asked_of?.includes(source) ?? true))
  )
  const others = sources.filter(({ current_releases }) => current_releases.length === 0)
  return (
    <label class="wide">
      {say('ask_source')}
      <select name="source">
        <option value="">{say('ask_any_source')}</option>
        {loaded.map(({ source, title }) => (
          <option key={source} value={source} selected={source === given}>
            {title}
          </option>
        ))}
        {given !== '' && loaded.every(({ source }) => source !== given) && (
          <option value={given} selected>
            {given}
          </option>
        )}
        {others.length > 0 && (
          <optgroup label={say('ask_not_loaded')}>
            {others.map(({ source, title }) => (
              <option key={source} value={source} disabled>
                {title}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  )
}
