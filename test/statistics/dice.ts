/** mulberry32: the same questions on every machine. */
export function dice(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let x = Math.imul(a ^ (a >>> 15), 1 | a)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

const factor = Number(process.env.RANDOM_QUESTIONS || 1)
if (!(factor >= 1)) throw new Error('RANDOM_QUESTIONS is a number from 1: how many times as many are asked')

/**
 * How many random questions are asked where `usual` are by default: RANDOM_QUESTIONS times as many. The usual ones come
 * first, so that more of them leave none out.
 */
export const asMany = (usual: number): number => Math.ceil(usual * factor)

/** A text as the beginning of dice: FNV-1a. */
export function seedOf(text: string): number {
  let seed = 0x811c9dc5
  for (const letter of text) seed = Math.imul(seed ^ (letter.codePointAt(0) as number), 0x01000193)
  return seed
}
