import { capitalised, spanText } from '../../../formats/wording/phrases.ts'
import { labelOf, measureLabel, unitLabel } from '../../../vocabulary/labels/labels.ts'
import type { SubjectName } from '../../../vocabulary/measures/subject.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../../parts/figure.tsx'
import { Linked } from '../../parts/linked.tsx'
import { byEffect } from '../../parts/outcome-order.ts'
import { pageQueryOf } from './asked.ts'
import { numberIn, queryValue, rowKey, wordIn } from './cells.ts'
import type { AnsweredQuestion } from './questions.ts'

type Compared = AnswerOf<'/v1/compare'>

/** The same question to all other sources: side by side, with what differs, and who cannot answer it and why. */
export function OtherSources({ answer, of }: { answer: AnsweredQuestion; of: SubjectName }) {
  const { say } = useHere()
  const { compared, main } = answer
  if (compared === undefined) return null
  const { answers, not_answered, differences } = compared.meta
  const isOwn = ({ source, series, unit }: Compared['meta']['answers'][number]) =>
    source === queryValue(main.meta.query, 'source') &&
    series === queryValue(main.meta.query, 'series') &&
    unit === main.meta.unit
  const others = answers.filter(each => !isOwn(each))
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{say('other_sources')}</h2>
      <p class="whose">{say(others.length === 0 ? 'no_other_source' : 'never_added')}</p>
      <div class="three">
        {others.map(each => (
          <Other key={`${each.source} ${each.series} ${each.unit}`} {...{ each, compared, of }} />
        ))}
      </div>
      {others.length > 0 && differences.length > 0 && (
        <>
          <h3>{say('what_differs')}</h3>
          <ul class="not">
            {differences.map(({ kind, text }) => (
              <li key={kind}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {not_answered.length > 0 && <NotAnswered refusals={not_answered} />}
    </section>
  )
}

interface OtherProps {
  each: Compared['meta']['answers'][number]
  compared: Compared
  of: SubjectName
}

function Other({ each, compared, of }: OtherProps) {
  const { lang, say, link } = useHere()
  const { source, series, unit, release, period, split_by, links } = each
  const dimensions = [...split_by, ...compared.meta.key]
  const rows = compared.data.filter(
    row => row.source === source && row.series === series && row.unit === unit
  )
  const order = byEffect('outcome_group', [...new Set(rows.map(row => wordIn(row, 'outcome_group')))])
  const sorted = rows.toSorted(
    (a, b) => order.indexOf(wordIn(a, 'outcome_group')) - order.indexOf(wordIn(b, 'outcome_group'))
  )
  return (
    <div class="card">
      <h3>
        <a href={link('/explore', pageQueryOf(links.self))}>{each.title}</a>
      </h3>
      <p class="whose">
        {say('edition', { release })}, {spanText(period, lang)}
        {unit !== null && `, ${unitLabel(unit, 2, lang)}`}
      </p>
      {rows.length === 0 && <p>{say('no_figures')}</p>}
      {compared.links.next === null && unit !== null && rows.length > 0 && (
        <dl class="small-rows">
          {sorted.map(row => (
            <div key={rowKey(row, dimensions)}>
              <dt>
                {dimensions.length === 0
                  ? capitalised(
                      measureLabel(of === 'returns' || of === 'applications' ? of : unit, lang),
                      lang
                    )
                  : dimensions
                      .filter(name => wordIn(row, name) !== 'not_split' || dimensions.length === 1)
                      .map(name => capitalised(labelOf(name, wordIn(row, name), lang), lang))
                      .join(', ')}
              </dt>
              <dd>
                <FigureTold value={numberIn(row, unit)} flags={row.flags[unit]} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function NotAnswered({ refusals }: { refusals: Compared['meta']['not_answered'] }) {
  const { say, link } = useHere()
  return (
    <details class="more">
      <summary>{say('who_cannot')}</summary>
      <ul class="not">
        {refusals.map(({ source, series, title, reason, url }) => (
          <li key={`${source} ${series}`}>
            <b>{title}</b>
            {say('colon')} <Linked text={reason} />{' '}
            {url && <a href={link('/explore', pageQueryOf(url))}>{say('nearest_question')}</a>}
          </li>
        ))}
      </ul>
    </details>
  )
}
