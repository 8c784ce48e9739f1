import t from 'tap'
import { gbReturnsSource } from '../../../src/sources/gb-returns/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapFile, shared } from '../released.ts'

// The figures are those of docs/rules/sources.md §12; test/independent/check-figures.py counts them with another
// program.

async function readAll(path: string, wanted: (fact: CountFact) => boolean) {
  const all: Record<string, number> = {}
  const some: Record<string, number> = {}
  const byYear: Record<string, number> = {}
  const keys = new Set<string>()
  const repeats: string[] = []
  const subtypes = new Set<string>()
  const dropped: unknown[] = []
  let read = 0
  for await (const { mapped } of mapFile(gbReturnsSource, path)) {
    read++
    if (!('facts' in mapped) || mapped.unknown_codes) dropped.push(mapped)
    for (const fact of ('facts' in mapped ? mapped.facts : []) as CountFact[]) {
      const type = String(fact.return_type)
      all[type] = (all[type] ?? 0) + (fact.value ?? 0)
      if (wanted(fact)) some[type] = (some[type] ?? 0) + (fact.value ?? 0)
      byYear[fact.period.slice(0, 4)] = (byYear[fact.period.slice(0, 4)] ?? 0) + (fact.value ?? 0)
      keys.add(fact.count_key)
      if (fact.count_key.includes('#')) repeats.push(fact.count_key)
      subtypes.add(String(fact.return_subtype))
    }
  }
  return { all, some, byYear, keys, repeats, subtypes, dropped, read }
}

const total = { enforced: 242_856, voluntary: 401_170, refused_entry: 440_905 }
const nationalities = shared('data/gb-home-office/returns.csv.gz')
const destinations = shared('data/gb-home-office/returns_by_destination.csv.gz')

t.test(
  'both tables of returns give the figures counted by hand',
  { skip: nationalities.missing },
  async t => {
    const nationality = await readAll(
      nationalities.path,
      fact => fact.nationality === 'RUS' && fact.same_country === 'true'
    )
    t.equal(nationality.read, 240_074)
    t.same(nationality.dropped, [], 'every row is loaded, and every name and code is known')
    t.same(nationality.all, total)
    t.same(nationality.some, { enforced: 588, voluntary: 1983, refused_entry: 1219 }, 'Russians, home')
    t.equal(nationality.keys.size, 240_074, 'each figure has a key of its own')
    t.equal(nationality.repeats.length, 146, 'rows that repeat the labels of another')

    const destination = await readAll(destinations.path, fact => fact.country_of_return === 'RUS')
    t.equal(destination.read, 44_109)
    t.same(destination.dropped, [])
    t.same(destination.all, total, 'they are the same returns')
    t.same(destination.byYear, nationality.byYear, 'in every year')
    t.same(destination.some, { enforced: 607, voluntary: 2600, refused_entry: 1542 }, 'to Russia')
    t.equal(destination.keys.size, 44_109)
    t.equal(destination.repeats.length, 94, 'of 70 keys')
    t.equal(new Set(destination.repeats.map(key => key.split('#')[0])).size, 70)

    t.same(destination.subtypes, nationality.subtypes)
    t.same(
      [...nationality.subtypes].sort(),
      [
        'Assisted returns',
        'Controlled returns',
        'Departed from Juxtaposed controls',
        'Departed from UK Ports',
        'Enforced removals',
        'Enforced removals from detention',
        'Non-detained enforced removals',
        'Other returns from detention',
        'Other verified returns',
        'not_split'
      ],
      'one spelling each'
    )
  }
)
