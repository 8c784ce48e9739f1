import { labelOf, measureLabel } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { SourceLink } from '../../parts/source-link.tsx'

type Measure = AnswerOf<'/v1/measures'>['data'][number]

/** One measure: its definition, what it is a part of, and who has it. */
export const measurePage: PageDefinition = {
  url: '/about/:measure',
  async show({ ask, params, path }) {
    const { data } = await ask.json('/v1/measures')
    const found = data.find(({ measure }) => measure === params.measure)
    if (!found) throw new Problem('not-found', said('nothing_at', { path }))
    return {
      title: found.label,
      description: found.definition,
      json: '/v1/measures',
      body: <MeasureBody measure={found} />
    }
  }
}

function MeasureBody({ measure }: { measure: Measure }) {
  const { say, link, lang } = useHere()
  const words = (parts: readonly string[]) =>
    parts.map(part => (part === 'all' ? say('measure_all') : partLabel(part, lang))).join(', ')
  return (
    <>
      <p class="crumb">
        <a href={link('/about')}>{say('nav_about')}</a>
      </p>
      <h1>{measure.label}</h1>
      <p class="said">{measure.definition}</p>
      <dl class="measures">
        {measure.numerator && (
          <div>
            <dt>{say('measure_numerator')}</dt>
            <dd>{words(measure.numerator)}</dd>
          </div>
        )}
        {measure.denominator && (
          <div>
            <dt>{say('measure_denominator')}</dt>
            <dd>{words(measure.denominator)}</dd>
          </div>
        )}
        {measure.min_n !== null && (
          <div>
            <dt>{say('measure_floor')}</dt>
            <dd>{say('measure_floor_text', { n: measure.min_n })}</dd>
          </div>
        )}
      </dl>
      <h2>{say('measure_sources')}</h2>
      {measure.sources.length === 0 && <p class="empty">{say('not_loaded')}</p>}
      <ul class="not">
        {measure.sources.map(({ source, series }) => (
          <li key={`${source} ${series}`}>
            <SourceLink source={source} series={series} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** A part of a rate: a group of outcomes, an outcome or a count. */
function partLabel(part: string, lang: Language): string {
  const labels = [
    labelOf('outcome_group', part, lang),
    labelOf('outcome', part, lang),
    measureLabel(part, lang)
  ]
  return labels.find(label => label !== part) ?? part
}
