/** Ratios of two measurements that take turns, after one round of each that compiles what is measured. */
export async function ratiosOf(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>
): Promise<{ ratio: Spread; ours: Spread; theirs: Spread }> {
  await ours()
  await theirs()
  const found: { ours: number; theirs: number }[] = []
  for (let round = 0; round < rounds; round++)
    // Who goes first changes, so that what the machine does at the same time meets both.
    if (round % 2 === 0) found.push({ ours: await ours(), theirs: await theirs() })
    else found.push({ theirs: await theirs(), ours: await ours() })
  return {
    ratio: spreadOf(found.map(each => each.ours / each.theirs)),
    ours: spreadOf(found.map(each => each.ours)),
    theirs: spreadOf(found.map(each => each.theirs))
  }
}

export interface Spread {
  least: number
  median: number
  most: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return { least: at(0), median: at(Math.floor(sorted.length / 2)), most: at(sorted.length - 1) }
}

/** A share in per cent: `87 % (85–90)`. */
export function inPercent({ least, median, most }: Spread): string {
  const [low, middle, high] = [least, median, most].map(share => Math.round(100 * share))
  return `${middle} % (${low}–${high})`
}
