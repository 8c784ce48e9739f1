import { inOneText, said } from '../../vocabulary/labels/texts/texts.ts'
import { dimensions } from '../../vocabulary/measures/dimension.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { overlap, rangesOf } from '../../vocabulary/time/date-range.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import { addressOf, type Question } from './question.ts'
import { goesBefore } from './series-order.ts'

/**
 * Removes duplicates from the tables that can answer: a series after which another one answers (`series-order.ts`), and
 * releases of a series by date range that have no day of the question. Throws unsupported-combination where the question spans
 * several of these releases, with an address for each.
 */
export function withoutDoubles(able: readonly Chosen[], question: Question): Chosen[] {
  const distinctSeries = able.filter(chosen => !able.some(other => goesBefore(other, chosen, question)))
  const own = smallestDeclared(distinctSeries, question)
  const seriesOf = ({ release }: Chosen): string => `${release.source}/${release.series}`
  return [...new Set(own.map(seriesOf))].flatMap(name => {
    const group = own.filter(each => seriesOf(each) === name)
    return isByDays(group) ? [byDays(group, question)] : group
  })
}

/**
 * Of the declared tables of a partner source at one stage, which count the same records, the one that answers: with a
 * period dimension only where the question has a period, then with as few dimensions as possible. The margins are the
 * same in each table.
 */
function smallestDeclared(able: readonly Chosen[], question: Question): Chosen[] {
  const asksPeriod =
    (question.period ?? question.period_from ?? question.period_to) !== undefined ||
    question.group_by?.some(name => dimensions[name].kind === 'period')
  const isDated = ({ series }: Chosen): boolean =>
    series.declared?.dimensions.some(name => periodDimensions.some(each => each === name)) ?? false
  const cost = (chosen: Chosen): number =>
    (isDated(chosen) === (asksPeriod ?? false) ? 0 : 10) + (chosen.series.declared?.dimensions.length ?? 0)
  const stageOf = ({ release, series }: Chosen) => `${release.source}/${series.declared?.decision_stage}`
  return able.filter(each => {
    if (each.series.declared === undefined || each.pinned) return true
    const others = able.filter(other => stageOf(other) === stageOf(each))
    const least = Math.min(...others.map(cost))
    return others.find(other => cost(other) === least) === each
  })
}

const isByDays = (group: readonly Chosen[]): boolean =>
  group.length > 1 && group.every(({ series, pinned }) => series.by_date_range && !pinned)

/**
 * The one release whose days overlap those of the question; the newest where none does, or where the question has no
 * bounds.
 */
function byDays(group: readonly Chosen[], question: Question): Chosen {
  const ranges = rangesOf(group.map(({ release }) => release)).flatMap(({ release, range }) => {
    const chosen = group.find(each => each.release === release)
    return chosen ? [{ chosen, range }] : []
  })
  const [newest] = ranges
  if (!newest) return group[0] as Chosen
  const { from, to } = setClock(question, newest.chosen)
  const isOpen = question.period === 'latest' || (from === undefined && to === undefined)
  const overlapping = isOpen ? [newest] : ranges.filter(({ range }) => overlap(range, { from, to }))
  const [only, ...others] = overlapping
  if (others.length > 0) throw inSeveral(overlapping, question)
  const { chosen } = only ?? newest
  const elsewhere = ranges
    .filter(each => each.chosen !== chosen)
    .map(each => ({ release: each.chosen.release.release, ...each.range }))
  return { ...chosen, elsewhere }
}

function inSeveral(
  overlapping: readonly { chosen: Chosen; range: { from: string; to: string } }[],
  question: Question
): Problem {
  const releases = overlapping.map(({ chosen: { release }, range }) => ({
    source: release.source,
    series: release.series,
    release: release.release,
    ...range,
    url: addressOf({ ...question, source: release.source, release: [release.release], limit: undefined })
  }))
  const ranges = releases.map(({ release, from, to }) => said('release_has_days', { release, from, to }))
  return new Problem(
    'unsupported-combination',
    said('in_several_releases', { ranges: inOneText(ranges, ', ') }),
    [
      {
        parameter: question.period_from === undefined ? 'period_to' : 'period_from',
        code: 'unsupported-combination'
      }
    ],
    { releases }
  )
}
