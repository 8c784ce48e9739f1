import t from 'tap'
import { unhcrApplicationsSource } from '../../../src/sources/unhcr-asylum-applications/index.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { mapFile, shared } from '../released.ts'

// The figures of docs/rules/sources.md §12; test/independent/check-figures.py counts them from the file too.
const whole = shared('data/unhcr/asylum_applications.csv.gz')

let begun: ReturnType<typeof readTable> | undefined
const wholeTable = () => {
  begun ??= readTable()
  return begun
}

async function readTable(): Promise<{ facts: CountFact[]; read: number }> {
  const facts: CountFact[] = []
  let read = 0
  for await (const { mapped } of mapFile(unhcrApplicationsSource, whole.path)) {
    read++
    if ('facts' in mapped && !mapped.unknown_codes) facts.push(...(mapped.facts as CountFact[]))
  }
  return { facts, read }
}

t.test(
  'UNHCR’s whole table of applications gives the figures counted by hand',
  { skip: whole.missing },
  async t => {
    const { facts, read } = await wholeTable()
    t.equal(read, 120_597)
    t.equal(facts.length, read, 'each row is one figure, and every code is known')
    t.equal(new Set(facts.map(({ count_key }) => count_key)).size, read, 'keys are unique')
    t.equal(new Set(facts.map(({ source_level }) => source_level)).size, 41)
    t.equal(facts.filter(({ status }) => status === 'rounded').length, 28_805)
    t.ok(facts.every(({ value }) => (value ?? 0) >= 5))

    const sums = (key: (fact: CountFact) => string) => {
      const found: Record<string, number> = {}
      for (const fact of facts) found[key(fact)] = (found[key(fact)] ?? 0) + (fact.value ?? 0)
      return found
    }
    t.same(
      sums(({ unit }) => unit),
      { persons: 38_017_103, cases: 2_710_296 }
    )
    t.same(
      sums(({ unit, decision_stage }) => `${unit} ${decision_stage}`),
      {
        'persons first_instance': 28_558_836,
        'persons repeat_application': 1_071_339,
        'persons appeal': 2_320_200,
        'persons judicial_review': 842_783,
        'persons mixed': 5_223_945,
        'cases first_instance': 1_643_318,
        'cases repeat_application': 4_410,
        'cases appeal': 295_740,
        'cases judicial_review': 53_006,
        'cases mixed': 713_822
      }
    )
    const first = sums(({ unit, decision_stage, period }) => `${unit} ${decision_stage} ${period}`)
    t.match(first, {
      'persons first_instance 2015': 1_872_719,
      'persons first_instance 2023': 3_526_276,
      'persons first_instance 2024': 3_022_844,
      'persons first_instance 2025': 2_437_732
    })
    t.equal(sums(({ period }) => period)['2023'], 3_848_894, 'the naive sum of all rows')
    const inGermany = sums(
      ({ nationality, country_of_asylum, source_level, period }) =>
        `${nationality} ${country_of_asylum} ${source_level} ${period}`
    )
    t.match(inGermany, { 'RUS DEU N-FI 2022': 2_851, 'RUS DEU N-FI 2023': 7_663, 'RUS DEU N-FI 2024': 4_698 })
    t.match(
      sums(({ country_of_asylum, authority, decision_stage, period }) =>
        [country_of_asylum, period, authority, decision_stage].join(' ')
      ),
      {
        'USA 2023 us_uscis first_instance': 643_017,
        'USA 2023 us_eoir_ij first_instance': 533_034,
        'USA 2023 government appeal': 13_115
      }
    )
    t.equal(sums(({ source_level }) => source_level as string)['N-TA'], 615_845)
    const places = (of: 'nationality' | 'country_of_asylum', code: string) =>
      facts.filter(fact => fact[of] === code).length
    t.same(
      [places('nationality', 'UNK'), places('nationality', 'XXA'), places('nationality', 'TIB')],
      [1_185, 947, 10]
    )
    t.same([places('nationality', 'SRB'), places('country_of_asylum', 'SRB')], [1_166, 475])
  }
)

const download = shared('data/new-sources/unhcr_site_applications_10_columns.csv')
t.test(
  'rows of today’s download have the keys of the whole table',
  { skip: whole.missing || download.missing },
  async t => {
    const known = new Map<string, number | null>()
    for (const { count_key, value } of (await wholeTable()).facts) known.set(count_key, value)
    let same = 0
    for await (const { mapped } of mapFile(unhcrApplicationsSource, download.path))
      if ('facts' in mapped)
        for (const { count_key, value } of mapped.facts as CountFact[]) {
          same++
          t.equal(known.get(count_key), value, count_key)
        }
    t.ok(same >= 15, `${same} rows`)
  }
)
