import type { About } from '../vocabulary/about.ts'
import type { Coverage } from '../vocabulary/coverage.ts'
import { missingFrom } from './coverage.ts'

/** What of a release decides whether it answers by default. */
export interface Candidate {
  series: string
  starter: boolean
  synthetic: boolean
  coverage: Coverage
}

export interface CurrentRelease extends Candidate {
  release_id: number
  release: string
}

export interface Standing {
  status: 'current' | 'beside'
  reason: string
}

/** Shipped and made-up tables give way to what was published. */
const isReal = ({ starter, synthetic }: Candidate): boolean => !starter && !synthetic

/** A shipped sample that is made up gives way to whatever somebody imports. */
const isSample = ({ starter, synthetic }: Candidate): boolean => starter && synthetic

/**
 * Whether a release becomes its source's current one (api.md §1). One release of a source is current: it takes the
 * place of another only where nothing that was answered would be lost, or where it was asked for.
 */
export function standingOf(
  candidate: Candidate,
  current: CurrentRelease | undefined,
  about: About,
  makeCurrent: boolean
): Standing {
  const beside = (reason: string): Standing => ({ status: 'beside', reason })
  const takesOver = (reason: string): Standing => ({ status: 'current', reason })
  if (!current) return takesOver('no other release of the source is current')
  if (makeCurrent) return takesOver(`made current in place of ${current.release}, as asked`)
  const givesWay = (series: string) => about.series.some(each => each.id === series && each.gives_way)
  if (givesWay(candidate.series) && !givesWay(current.series))
    return beside(`the series ${candidate.series} gives way to ${current.series} (${current.release})`)
  if (!isReal(candidate) && isReal(current))
    return beside(`${candidate.starter ? 'shipped' : 'synthetic'} tables give way to ${current.release}`)
  if (isReal(candidate) && !isReal(current))
    return takesOver(
      `a published release takes the place of ${current.starter ? 'shipped' : 'synthetic'} tables (${current.release})`
    )
  if (isSample(current) && !isSample(candidate))
    return takesOver(`it takes the place of the shipped sample (${current.release})`)
  if (isSample(candidate) && !isSample(current))
    return beside(`the shipped sample gives way to ${current.release}`)
  const wouldBeMissed = missingFrom(candidate.coverage, current.coverage)
  if (candidate.series !== current.series && !givesWay(current.series))
    return beside(`the current release ${current.release} is of another series, ${current.series}`)
  if (wouldBeMissed.length > 0)
    return beside(
      `it does not cover what the current release ${current.release} does: ${wouldBeMissed.join(', ')}`
    )
  return takesOver(`it covers all that ${current.release} did`)
}

/** What becomes of the release whose place was taken. */
export const statusAfter = (former: CurrentRelease): 'superseded' | 'beside' =>
  isReal(former) ? 'superseded' : 'beside'
