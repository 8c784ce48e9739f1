import { distance } from 'fastest-levenshtein'

/**
 * A name in normal form, without differences of case, accents, punctuation, "the", "&" for "and", "St" for "Saint".
 * Names with the same form are the same name; nothing here guesses.
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

/**
 * The keys of a name: folded as written and, where it has one comma, with its two parts swapped ("Korea, North" is also
 * North Korea).
 */
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

/**
 * Codes whose name begins with the text or differs from it by a few letters, nearest first: for "did you mean", never
 * for data.
 */
export function nearestCodes(index: Map<string, Set<string>>, text: string): string[] {
  const wanted = fold(text)
  if (wanted.length < 3) return []
  const allowed = Math.min(3, Math.floor(wanted.length / 3))
  const found: { key: string; edits: number }[] = []
  for (const key of index.keys()) {
    const edits = key.startsWith(wanted) ? 1 : distance(wanted, key)
    if (edits <= allowed) found.push({ key, edits })
  }
  found.sort((a, b) => a.edits - b.edits || (a.key < b.key ? -1 : 1))
  return [...new Set(found.flatMap(({ key }) => [...(index.get(key) as Set<string>)]))]
}
