import { distance } from 'fastest-levenshtein'

/** The codes under each folded name. */
export type NameIndex = ReadonlyMap<string, ReadonlySet<string>>

/** Letters that have no accent to take off. */
const letters: Record<string, string> = {
  ...{ ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ı: 'i', þ: 'th' }
}
const unaccented = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')
/** What publishers shorten, as whole words. */
const abbreviations: Record<string, string> = {
  ...{ st: 'saint', rep: 'republic', dem: 'democratic', is: 'islands' }
}
const fillers = new Set(['the', 'of'])

/**
 * A name in normal form, without differences of case, accents, punctuation, "the", "&" for "and", "St" for "Saint".
 * Names with the same form are the same name; nothing here guesses.
 */
export const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}\u200B-\u200D\u2060\uFEFF]/gu, '')
    .toLowerCase()
    .replace(unaccented, letter => letters[letter] as string)
    .replace(/['’ʼ`.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(word => !fillers.has(word))
    .map(word => (Object.hasOwn(abbreviations, word) ? abbreviations[word] : word))
    .join(' ')

/**
 * A name of any script in normal form, without differences of case, punctuation and the accents of Latin, Greek and Cyrillic
 * letters. Marks of other scripts are letters: without them Togo and Tonga are one name in Hindi.
 */
export const foldAnyScript = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036F\u200B-\u200D\u2060\uFEFF]/g, '')
    .toLowerCase()
    .replace(unaccented, letter => letters[letter] as string)
    .normalize('NFC')
    .replace(/['’ʼ`.]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/**
 * The keys of a name: folded as written and, where it has one comma, with its two parts swapped ("Korea, North" is also
 * North Korea).
 */
export function nameKeys(name: string): string[] {
  const bracketed = inBrackets(name)
  const turned = bracketed && turnedAtComma(bracketed.outside).map(each => `${bracketed.inside} ${each}`)
  const keys = [name, ...turnedAtComma(name), ...(turned ?? [])].map(fold)
  return [...new Set(keys)].filter(key => key !== '')
}

/** The name itself, and turned round where it has one comma outside brackets. */
function turnedAtComma(name: string): string[] {
  const [head, tail, ...more] = name.split(',')
  const isOne = tail !== undefined && more.length === 0 && !/[()]/.test(name)
  return isOne ? [name, `${tail} ${head}`] : [name]
}

/** `Eswatini (Swaziland)`: what stands before the brackets at the end, and in them. */
function inBrackets(name: string): { outside: string; inside: string } | undefined {
  const [, outside, inside] = /^([^()]+?)\s*\(([^()]+)\)\s*$/.exec(name) ?? []
  return outside === undefined || inside === undefined ? undefined : { outside, inside }
}

/** An index from folded name to the codes it may stand for. */
export function nameIndex(entries: Iterable<readonly [name: string, code: string]>): NameIndex {
  const index = new Map<string, Set<string>>()
  for (const [name, code] of entries)
    for (const key of nameKeys(name)) index.set(key, (index.get(key) ?? new Set()).add(code))
  return index
}

/**
 * The codes under a name in the first of several indexes that has it. `Eswatini (Swaziland)` and `Myanmar/Burma` are
 * two names of one state: where no index has the whole, both halves must name the same one.
 */
export function lookUpIn(indexes: readonly NameIndex[], name: string): string[] {
  const whole = firstFound(indexes, [name])
  if (whole.length > 0) return whole
  const [first, second] = halvesOf(name)
  if (first === undefined || second === undefined) return []
  const head = first.split(',', 1)[0] as string
  // "Congo, Dem. Rep. of (Kinshasa)": the second half may go on from the first.
  const same = new Set(firstFound(indexes, [second, `${head} ${second}`]))
  const both = firstFound(indexes, [first]).filter(code => same.has(code))
  return both.length === 1 ? both : []
}

function halvesOf(name: string): string[] {
  const bracketed = inBrackets(name)
  if (bracketed) return [bracketed.outside, bracketed.inside]
  const parts = name.split('/')
  return parts.length === 2 ? parts : []
}

function firstFound(indexes: readonly NameIndex[], names: readonly string[]): string[] {
  for (const name of names) {
    const keys = nameKeys(name)
    for (const index of indexes) {
      const key = keys.find(each => index.has(each))
      if (key !== undefined) return [...(index.get(key) as ReadonlySet<string>)].sort()
    }
  }
  return []
}

/**
 * Codes whose name begins with the text or differs from it by a few letters, nearest first, then those whose name is part
 * of the text: for "did you mean", never for data.
 */
export function nearestCodes(index: NameIndex, text: string): string[] {
  const wanted = fold(text)
  if (wanted.length < 3) return []
  const allowed = Math.min(3, Math.floor(wanted.length / 3))
  const found: { key: string; edits: number }[] = []
  for (const key of index.keys()) {
    const edits = key.startsWith(wanted) ? 1 : distance(wanted, key)
    if (edits <= allowed) found.push({ key, edits })
    else if (key.length > 3 && ` ${wanted} `.includes(` ${key} `)) found.push({ key, edits: wanted.length })
  }
  found.sort((a, b) => a.edits - b.edits || b.key.length - a.key.length || (a.key < b.key ? -1 : 1))
  return [...new Set(found.flatMap(({ key }) => [...(index.get(key) as ReadonlySet<string>)]))]
}
