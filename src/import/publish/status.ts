import type { About } from '../../vocabulary/about.ts'
import { inOneText, type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { whyTakenBack } from '../../vocabulary/release/taken-back.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import type { Candidate, CurrentRelease, NewCandidate } from './candidate.ts'
import { type Loss, strictLoss } from './lost.ts'

export interface Standing {
  status: 'current' | 'beside' | 'withdrawn'
  reason: LocalText
}

/** Shipped and made-up tables give way to what was published. */
const isReal = ({ starter, synthetic }: Pick<Candidate, 'starter' | 'synthetic'>): boolean =>
  !starter && !synthetic

/** A shipped sample that is made up gives way to whatever somebody imports. */
const isSample = ({ starter, synthetic }: Candidate): boolean => starter && synthetic

/**
 * Whether a release becomes a current one of its source (docs/rules/api.md §1.5), and whose place it takes. One
 * release of a series is current, or one for each span of days. It takes the place of another only where no coverage of
 * published data would be lost, or where `makeCurrent` requires it. A series that gives way is never current beside one
 * that does not. A release that is not as expected never takes the place of published data by itself, and one whose
 * figures are hard to believe is never current by itself. A release that its publisher took back is withdrawn, and
 * nothing makes it current. `lossOf`: what would be lost in place of a release; by default without a look at how much.
 */
export function standingOf(
  candidate: NewCandidate,
  currents: readonly CurrentRelease[],
  about: About,
  makeCurrent: boolean,
  lossOf: (current: CurrentRelease) => Loss = current => strictLoss(candidate, current, about)
): Standing & { replaces: CurrentRelease[] } {
  const beside = (reason: LocalText) => ({ status: 'beside' as const, reason, replaces: [] })
  const takesOver = (replaces: CurrentRelease[], reason: LocalText) => ({
    status: 'current' as const,
    reason,
    replaces
  })
  const withdrawn = whyTakenBack(about.taken_back, candidate)
  if (withdrawn) return { status: 'withdrawn', reason: withdrawn, replaces: [] }
  const series = (id: string) => about.series.find(each => each.id === id)
  const givesWay = (id: string) => series(id)?.gives_way === true
  const giving = currents.filter(({ series: id }) => id !== candidate.series && givesWay(id))
  const barring = givesWay(candidate.series) ? currents.find(current => !givesWay(current.series)) : undefined
  const byDays = series(candidate.series)?.by_date_range === true
  const own = currents.filter(current => current.series === candidate.series)
  const rivals = byDays ? own.filter(current => isRival(candidate, current)) : own
  if (makeCurrent) {
    const replaces = barring ? [...currents] : [...rivals, ...giving]
    const names = replaces.map(({ release }) => release).join(', ')
    return takesOver(replaces, names === '' ? said('made_current') : said('made_current_in_place', { names }))
  }
  if (barring)
    return beside(
      said('series_gives_way', { series: candidate.series, other: barring.series, release: barring.release })
    )
  const judged = rivals.map(current => against(candidate, current, lossOf))
  const lost = judged.find(({ status }) => status === 'beside')
  if (lost) return beside(lost.reason)
  if (candidate.breaches !== '') return beside(said('hard_to_believe', { breaches: candidate.breaches }))
  const real = rivals.find(isReal)
  if (real && candidate.forced.length > 0) return beside(said('forced_beside', { release: real.release }))
  const replaces = [...rivals, ...giving]
  const [first] = judged
  if (first) return takesOver(replaces, first.reason)
  return takesOver(
    replaces,
    byDays && own.length > 0
      ? said('covers_other_days', { names: own.map(({ release }) => release).join(', ') })
      : said('only_current')
  )
}

/** For releases by spans of days: whether one span contains the other, or either release is shipped or synthetic. */
export function isRival(
  candidate: Pick<Candidate, 'starter' | 'synthetic' | 'coverage'>,
  current: Pick<Candidate, 'starter' | 'synthetic' | 'coverage'>
): boolean {
  const inside = (inner: Coverage, outer: Coverage) => outer.from <= inner.from && inner.to <= outer.to
  return (
    !isReal(candidate) ||
    !isReal(current) ||
    inside(candidate.coverage, current.coverage) ||
    inside(current.coverage, candidate.coverage)
  )
}

/** Compares a release with one that is current in its series. */
function against(
  candidate: Candidate,
  current: CurrentRelease,
  lossOf: (current: CurrentRelease) => Loss
): Standing {
  const beside = (reason: LocalText): Standing => ({ status: 'beside', reason })
  const takesOver = (reason: LocalText): Standing => ({ status: 'current', reason })
  if (!isReal(candidate) && isReal(current))
    return beside(
      said(candidate.starter ? 'shipped_gives_way' : 'made_up_gives_way', { release: current.release })
    )
  if (isReal(candidate) && !isReal(current))
    return takesOver(
      said(current.starter ? 'in_place_of_shipped' : 'in_place_of_made_up', { release: current.release })
    )
  if (isSample(current) && !isSample(candidate))
    return takesOver(said('in_place_of_sample', { release: current.release }))
  if (isSample(candidate) && !isSample(current))
    return beside(said('sample_gives_way', { release: current.release }))
  const { lost, small } = lossOf(current)
  if (lost.length > 0)
    return beside(said('lost_of_current', { release: current.release, lost: inOneText(lost, ', ') }))
  if (small.length === 0) return takesOver(said('covers_all', { release: current.release }))
  return takesOver(said('covers_nearly_all', { release: current.release, small: inOneText(small, ', ') }))
}

/** The new status of a release whose place was taken. */
export const statusAfter = (former: CurrentRelease): 'superseded' | 'beside' =>
  isReal(former) ? 'superseded' : 'beside'
