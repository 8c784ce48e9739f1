/** A source of chance that gives the same numbers for the same seed and the same case, whatever came before. */
export interface Random {
  /** Begins the numbers of one case. */
  begin(index: number): void
  /** From 0 up to, not with, 1. */
  next(): number
  /** A whole number from 0 up to, not with, `bound`. */
  below(bound: number): number
  chance(share: number): boolean
}

/** Mixes a number so that neighbours share nothing (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32, begun anew for each case from the seed and the case's number. */
export function createRandom(seed: number): Random {
  let a = 0
  let b = 0
  let c = 0
  let counter = 1
  const next32 = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  return {
    begin(index) {
      a = mix(seed ^ Math.imul(index, 0x9e3779b1))
      b = mix(index + 0x7f4a7c15)
      c = mix(seed + 0x6a09e667)
      counter = 1
      for (let warm = 0; warm < 6; warm++) next32()
    },
    next: () => next32() / 4_294_967_296,
    below: bound => Math.floor((next32() / 4_294_967_296) * bound),
    chance: share => next32() / 4_294_967_296 < share
  }
}

/** Draws one of the values by weight in constant time (Vose's alias method). */
export function picker<Value>(weighted: readonly (readonly [Value, number])[]): (random: Random) => Value {
  const values = weighted.map(([value]) => value)
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  const scaled = weighted.map(([, weight]) => (weight * values.length) / total)
  const keep = new Float64Array(values.length).fill(1)
  const alias = new Uint32Array(values.length)
  const small: number[] = []
  const large: number[] = []
  for (const [index, weight] of scaled.entries()) (weight < 1 ? small : large).push(index)
  while (small.length > 0 && large.length > 0) {
    const under = small.pop() as number
    const over = large[large.length - 1] as number
    keep[under] = scaled[under] as number
    alias[under] = over
    scaled[over] = (scaled[over] as number) - (1 - (scaled[under] as number))
    if ((scaled[over] as number) < 1) small.push(large.pop() as number)
  }
  return random => {
    const at = random.next() * values.length
    const index = Math.floor(at)
    return values[at - index < (keep[index] as number) ? index : (alias[index] as number)] as Value
  }
}

/** The weights of an object, as pairs. */
export function weights<Key extends string>(of: Record<Key, number>): [Key, number][] {
  return Object.entries(of) as [Key, number][]
}
