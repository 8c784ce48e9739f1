/** Quantiles of the days to a decision, in hundredths. */
const percentiles = { p25: 25, median: 50, p75: 75, p90: 90 } as const
type Percentile = keyof typeof percentiles

/** The figures of the days of one cell. */
export interface Survival extends Record<Percentile, number | null> {
  /** Decided. */
  n: number
  /** null where more than half still wait at the last observed day. */
  km_median: number | null
}

/**
 * The numbers decided and last observed undecided after each number of days: three arrays of one length, ascending by
 * days, each number of days once.
 */
export interface Spans {
  days: Int32Array
  decided: Int32Array
  /** Censored: open on the day of the release, or ended without the event. */
  lost: Int32Array
}

/**
 * Products of shares have rounding errors of about 1e-12. Two survivals that differ do so by far more than this
 * tolerance.
 */
const half = 0.5 * (1 + 1e-9)

function sum(numbers: Int32Array): number {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += numbers[i] as number
  return total
}

/**
 * Quantiles and the Kaplan–Meier median of one cell. A quantile is the smallest number of days within which at least
 * that share of the decided were decided (nearest rank, no interpolation).
 */
export function survivalOf(spans: Spans): Survival {
  const n = sum(spans.decided)
  const found: Survival = {
    ...{ n, p25: null, median: null, p75: null, p90: null },
    km_median: kaplanMeier(spans, n + sum(spans.lost))
  }
  const wanted = Object.entries(percentiles) as [Percentile, number][]
  let decided_to = 0
  for (let i = 0; n > 0 && wanted.length > 0; i++) {
    decided_to += spans.decided[i] as number
    for (let [next] = wanted; next && decided_to * 100 >= n * next[1]; [next] = wanted) {
      found[next[0]] = spans.days[i] as number
      wanted.shift()
    }
  }
  return found
}

/**
 * The first day with a survival of ½ or less. Survival after t days is the product, over the days up to t on which any
 * was decided, of 1 − decided / at risk. At risk are all that were neither decided nor censored before that day; those
 * censored on that day are among them.
 */
function kaplanMeier({ days, decided, lost }: Spans, all: number): number | null {
  let [surviving, at_risk] = [1, all]
  for (let i = 0; i < days.length; i++) {
    const now = decided[i] as number
    surviving *= 1 - now / at_risk
    if (now > 0 && surviving <= half) return days[i] as number
    at_risk -= now + (lost[i] as number)
  }
  return null
}
