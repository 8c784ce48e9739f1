import { foldAnyScript, type NameIndex } from './country-name.ts'
import searchLanguages from './search-languages.json' with { type: 'json' }

/** The names of states, which are read a language at a time: all of them take 0.2 s. */
export interface WorldNames {
  /** The codes under each name, folded in any script; reads what is not read yet. */
  all(): NameIndex
  /** Reads what is not read yet, with a pause after each language. */
  read(): Promise<void>
}

/**
 * The names of states in some hundred languages: those of Node.js (CLDR, through ICU). A language that it does not have adds
 * none.
 */
export function namesOfTheWorld(states: readonly { code: string; iso2?: string }[]): WorldNames {
  const index = new Map<string, Set<string>>()
  const waiting = Intl.DisplayNames.supportedLocalesOf(searchLanguages)

  function readNext(): boolean {
    const language = waiting.pop()
    if (language === undefined) return false
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const { code, iso2 } of states) {
      const name = iso2 && names.of(iso2)
      if (name) for (const key of keysOf(name)) index.set(key, (index.get(key) ?? new Set()).add(code))
    }
    return true
  }

  return {
    all() {
      while (readNext()) {}
      return index
    },
    async read() {
      while (readNext()) await new Promise(resolve => setImmediate(resolve))
    }
  }
}

/** `Мьянма (Бирма)` is also found as its first part. */
function keysOf(name: string): string[] {
  const [, outside] = /^([^(（]+?)\s*[(（][^)）]+[)）]\s*$/.exec(name) ?? []
  return [name, ...(outside ? [outside] : [])].map(foldAnyScript).filter(key => key !== '')
}
