/**
 * A name without what writers differ in: case, accents, punctuation, "the", "&" for "and", "St" for "Saint".
 * Two names that fold alike are the same name; nothing here guesses.
 */
export const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(word => word !== 'the')
    .map(word => (word === 'st' ? 'saint' : word))
    .join(' ')

/** A name folded as it stands, and turned round at its comma: "Korea, North" is North Korea. */
export function nameKeys(name: string): string[] {
  const [head, tail, ...more] = name.split(',')
  const turned = tail !== undefined && more.length === 0 ? [fold(`${tail} ${head}`)] : []
  return [fold(name), ...turned].filter(key => key !== '')
}

/** An index from folded name to the codes it may stand for. */
export function nameIndex(
  entries: Iterable<readonly [name: string, code: string]>
): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>()
  for (const [name, code] of entries)
    for (const key of nameKeys(name)) index.set(key, (index.get(key) ?? new Set()).add(code))
  return index
}

/** The codes under a name, or none. */
export function lookUp(index: Map<string, Set<string>>, name: string): string[] {
  const key = nameKeys(name).find(each => index.has(each))
  return key === undefined ? [] : [...(index.get(key) as Set<string>)].sort()
}

/** Codes whose name is a slip or a beginning of the text, nearest first: for "did you mean", never for data. */
export function nearest(index: Map<string, Set<string>>, text: string): string[] {
  const wanted = fold(text)
  if (wanted.length < 3) return []
  const allowed = Math.min(3, Math.floor(wanted.length / 3))
  const found: { key: string; distance: number }[] = []
  for (const key of index.keys()) {
    const distance = key.startsWith(wanted) ? 1 : slips(wanted, key, allowed)
    if (distance <= allowed) found.push({ key, distance })
  }
  found.sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1))
  return [...new Set(found.flatMap(({ key }) => [...(index.get(key) as Set<string>)]))]
}

/** Letters to add, drop or change to make one text the other; more than `most` is not worked out. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
