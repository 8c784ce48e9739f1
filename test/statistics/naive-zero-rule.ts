import type { Fact } from './brute-force.ts'
import {
  type Asking,
  besides,
  byFilters,
  type Cell,
  filteredBy,
  fromOf,
  isAbout,
  isTold,
  type Lack,
  type Verdict,
  verdictOf,
  word
} from './naive-rules.ts'

const ofProcedure = ['decision_stage', 'source_level', 'authority', 'return_type']

/** What one reporter tells: by period the words of its rows, and sums by level and outcome; by word the periods. */
interface Teller {
  byFrom: Map<string, { words: Set<string>; sums: Map<string, number> }>
  days: Map<string, Set<string>>
}

/** Rows that are not there are zeros where their reporter tells the period: each cell is judged by the whole table. */
export function zeroRule(asking: Asking, periods: string[]): (cell: Cell) => Verdict {
  const { all, filters, groups, told, reporting } = asking
  const parts = Object.entries(reporting.parts).filter(([name]) => told.includes(name))
  const procedure = ofProcedure.filter(name => groups.includes(name))
  const reported = all.filter(isTold)
  const scopes = new Map<string, Fact[]>()
  for (const fact of reported) {
    if (ofProcedure.some(name => filters[name]?.includes(word(fact, name)) === false)) continue
    if (filters.country_of_asylum?.includes(word(fact, 'country_of_asylum')) === false) continue
    const id = procedure.map(name => asking.wordOf(fact, name)).join(' ')
    const others = scopes.get(id)
    if (others) others.push(fact)
    else scopes.set(id, [fact])
  }
  const elsewhere = new Map<string, Set<string>>()
  for (const fact of reported) {
    if (!reporting.told_at?.at.includes(word(fact, 'source_level')) || !fact.value) continue
    const id = `${word(fact, 'country_of_asylum')} ${fact.from}`
    elsewhere.set(id, (elsewhere.get(id) ?? new Set()).add(word(fact, 'outcome')))
  }
  /** By reporter and word the periods that have it at any stage and of any type: what another has shows that it is told. */
  const seen = new Map<string, Teller['days']>()
  for (const fact of reported) {
    const reporter = word(fact, 'country_of_asylum')
    const days: Teller['days'] = seen.get(reporter) ?? new Map()
    seen.set(reporter, days)
    for (const [name] of parts) {
      const said = `${name} ${word(fact, name)}`
      days.set(said, (days.get(said) ?? new Set()).add(fromOf(fact)))
    }
  }
  const indexes = new Map<string, Map<string, Teller>>()
  const indexOf = (id: string): Map<string, Teller> => {
    const known = indexes.get(id)
    if (known) return known
    const index = new Map<string, Teller>()
    for (const fact of scopes.get(id) ?? []) {
      const reporter = word(fact, 'country_of_asylum')
      const own = index.get(reporter) ?? { byFrom: new Map(), days: seen.get(reporter) ?? new Map() }
      index.set(reporter, own)
      const from = fromOf(fact)
      const period = own.byFrom.get(from) ?? { words: new Set(), sums: new Map() }
      own.byFrom.set(from, period)
      for (const [name] of parts) period.words.add(`${name} ${word(fact, name)}`)
      for (const said of [
        `${word(fact, 'source_level')} ${word(fact, 'outcome')}`,
        `group ${word(fact, 'outcome_group')}`
      ])
        period.sums.set(said, (period.sums.get(said) ?? 0) + (fact.value ?? 0))
    }
    indexes.set(id, index)
    return index
  }
  return cell => {
    const { rows, words, froms } = cell
    const ownReporter = groups.includes('country_of_asylum') ? words.country_of_asylum : undefined
    const index = new Map(
      [...indexOf(procedure.map(name => words[name]).join(' '))].filter(
        ([reporter]) => ownReporter === undefined || reporter === ownReporter
      )
    )
    const isAlwaysCounted =
      ownReporter !== undefined || filters.country_of_asylum !== undefined || !reporting.reporter_share
    const sums = new Map<string, number>()
    for (const fact of rows)
      for (const id of [`${word(fact, 'country_of_asylum')} ${fact.from}`, fromOf(fact)])
        sums.set(id, (sums.get(id) ?? 0) + (fact.value ?? 0))
    const counts = (reporter: string, from: string): boolean => {
      const own = sums.get(`${reporter} ${from}`)
      if (isAlwaysCounted || own === undefined) return isAlwaysCounted
      return own >= (reporting.reporter_share ?? 0) * (sums.get(from) ?? 0)
    }
    /** Whether a reporter held the share of a period's decisions on all nationalities. */
    const isLarge = (reporter: string, from: string): boolean => {
      const heldBy = (teller: Teller | undefined): number =>
        [...(teller?.byFrom.get(from)?.sums ?? [])].reduce(
          (sum, [said, n]) => (said.startsWith('group ') ? sum : sum + n),
          0
        )
      const all = [...index.values()].reduce((sum, teller) => sum + heldBy(teller), 0)
      return isAlwaysCounted || heldBy(index.get(reporter)) >= (reporting.reporter_share ?? 0) * all
    }
    const lacks: Lack[] = []
    const lack = (reporter: string, from: string, dimension: string, values: string[], is_part = true) =>
      lacks.push({ unit: `${reporter} ${from}`, from, is_part, dimension, values })
    const partsOf = (name: string, value: string): string[] | undefined => {
      const declared = reporting.parts[name]
      return Array.isArray(declared) ? declared.find(each => each.values.includes(value))?.values : undefined
    }
    const tellsValue = (teller: Teller, from: string, name: string, value: string): boolean => {
      const said = teller.byFrom.get(from)?.words
      if (reporting.parts[name] === 'as_seen')
        return [...teller.days].some(
          ([each, days]) => days.has(from) && each.startsWith(`${name} `) && each !== `${name} not_split`
        )
      const own = partsOf(name, value)
      if (own) return own.some(each => said?.has(`${name} ${each}`))
      return [...(said ?? [])].some(each => each.startsWith(`${name} `) && each !== `${name} not_split`)
    }
    for (const [reporter, teller] of index)
      for (const from of froms) {
        const { byFrom, days } = teller
        const own = byFrom.get(from)
        if (own === undefined) {
          if (besides(from, byFrom.keys()).some(each => isLarge(reporter, each) && counts(reporter, each)))
            lack(reporter, from, 'country_of_asylum', [reporter], false)
          continue
        }
        if (!counts(reporter, from)) continue
        for (const [name, declared] of parts) {
          const isTotal = own.words.has(`${name} not_split`)
          const asked = groups.includes(name) ? (words[name] ?? '') : 'not_split'
          if (isTotal && asked !== 'not_split' && !tellsValue(teller, from, name, asked))
            lack(reporter, from, name, [asked], false)
          if (Array.isArray(declared) && !isTotal)
            for (const part of declared) {
              if ((part.from ?? '') > from || (part.to ?? '9999') < from) continue
              if (part.values.some(value => own.words.has(`${name} ${value}`))) continue
              const values = part.values.filter(value => isAbout(asking, cell, name, value))
              if (values.length > 0) lack(reporter, from, name, values)
            }
          if (declared === 'as_seen')
            for (const [said, telling] of days) {
              const value = said.slice(name.length + 1)
              if (!said.startsWith(`${name} `) || ['not_split', 'UNK'].includes(value)) continue
              if (telling.has(from) || !isAbout(asking, cell, name, value)) continue
              const near = besides(from, telling)
              const isBetween = [...telling].some(day => day > from) || from === periods.at(-1)
              if (near[0] !== undefined && near[0] < from && isBetween) lack(reporter, from, name, [value])
            }
        }
        if (reporter !== 'not_split' && reporting.told_at !== undefined)
          for (const outcome of elsewhere.get(`${reporter} ${from}`) ?? [])
            for (const level of reporting.told_at.levels)
              if (own.sums.get(`${level} ${outcome}`) === 0 && isAbout(asking, cell, 'outcome', outcome))
                lack(reporter, from, 'outcome', [outcome])
      }
    const named = byFilters(
      filteredBy(asking, cell, ['country_of_asylum', ...parts.map(([name]) => name)]),
      froms,
      (name, value, from) =>
        name === 'country_of_asylum'
          ? index.get(value)?.byFrom.has(from) === true
          : [...index.values()].some(teller => tellsValue(teller, from, name, value))
    )
    const inside = rows.filter(fact => isTold(fact) && froms.includes(fromOf(fact)))
    const units = new Set(inside.map(fact => `${word(fact, 'country_of_asylum')} ${fact.from}`))
    const withNumber = new Set([...units].filter(unit => (sums.get(unit) ?? 0) > 0))
    const decided = ['refugee_status', 'complementary_protection', 'protection_not_split', 'rejected']
    const isSided = (unit: string): boolean => {
      const [reporter, from] = unit.split(' ') as [string, string]
      const own = index.get(reporter)?.byFrom.get(from)?.sums
      const of = (names: string[]): number =>
        names.reduce((all, name) => all + (own?.get(`group ${name}`) ?? 0), 0)
      return of(decided) >= 1000 && of(['rejected']) === 0
    }
    return verdictOf(asking, cell, [...lacks, ...named.lacks], {
      units: [...units],
      is_null: named.is_null || units.size === 0,
      is_one_sided: withNumber.size > 0 && [...withNumber].every(isSided)
    })
  }
}
