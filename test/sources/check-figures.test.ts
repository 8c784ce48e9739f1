import t from 'tap'
import type { Source } from '../../src/sources/source.ts'
import { unhcrDecisionsSource as unhcr } from '../../src/sources/unhcr-asylum-decisions/index.ts'
import { credibleFearSource as credibleFear } from '../../src/sources/us-credible-fear/index.ts'
import { asylumOfficeSource as asylumOffice } from '../../src/sources/us-uscis-asylum-office/index.ts'
import type { CountFact, Fact } from '../../src/vocabulary/fact.ts'
import { mapFile, shared } from './released.ts'

// The figures are those printed in docs/rules/sources.md §12; test/independent/check-figures.py counts the same
// from the published files with another program.

async function readAll(source: Source, path: string) {
  const facts: Fact[] = []
  const dropped: unknown[] = []
  let read = 0
  const before = process.cpuUsage()
  for await (const { mapped } of mapFile(source, path)) {
    read++
    if ('facts' in mapped) facts.push(...mapped.facts)
    if (!('facts' in mapped) || mapped.unknown_codes) dropped.push(mapped)
  }
  const { user } = process.cpuUsage(before)
  return { facts, read, dropped, work: user / 1e6 }
}

const isPart = (fact: Fact): fact is CountFact => fact.grain === 'count' && !fact.total_over?.length
const asCount = (fact: Fact): CountFact => fact as CountFact

function sums(facts: Iterable<CountFact>, key: (fact: CountFact) => string): Record<string, number> {
  const found: Record<string, number> = {}
  for (const fact of facts) found[key(fact)] = (found[key(fact)] ?? 0) + (fact.value ?? 0)
  return found
}

const wholeTable = shared('data/unhcr/asylum_decisions.csv.gz')
const readWholeTable = wholeTable.missing ? undefined : readAll(unhcr, wholeTable.path)
const whole = async () => (await readWholeTable) ?? { facts: [], read: 0, dropped: [], work: 0 }
t.test('UNHCR’s whole table gives the figures counted by hand', { skip: wholeTable.missing }, async t => {
  const { facts, read, dropped } = await whole()
  t.equal(read, 113_929)
  t.same(dropped, [], 'every row is loaded and every code is known')
  // 1,111 rows of TA, SP, CA, TP and TR have four facts, all others five.
  t.equal(facts.length, 113_929 * 5 - 1111)
  t.equal(new Set(facts.map(fact => asCount(fact).count_key)).size, facts.length, 'keys are unique')
  const found = sums(facts.filter(isPart), fact => `${fact.unit} ${fact.decision_stage} ${fact.outcome}`)
  t.match(found, {
    'persons first_instance refugee_status_granted': 5_926_042,
    'persons first_instance complementary_protection_granted': 2_286_480,
    'persons first_instance rejected': 8_649_841,
    'persons first_instance denied_or_referred': 68_808,
    'persons first_instance otherwise_closed': 6_506_446,
    'persons repeat_application refugee_status_granted': 138_695,
    'persons repeat_application complementary_protection_granted': 47_756,
    'persons repeat_application rejected': 121_446,
    'persons repeat_application otherwise_closed': 490_232,
    'persons appeal refugee_status_granted': 308_440,
    'persons appeal complementary_protection_granted': 110_373,
    'persons appeal rejected': 1_761_656,
    'persons appeal otherwise_closed': 1_332_420,
    'persons judicial_review refugee_status_granted': 98_825,
    'persons judicial_review complementary_protection_granted': 96_240,
    'persons judicial_review rejected': 567_706,
    'persons judicial_review otherwise_closed': 670_422,
    'persons mixed refugee_status_granted': 795_460,
    'persons mixed complementary_protection_granted': 174_907,
    'persons mixed subsidiary_protection_granted': 820,
    'persons mixed temporary_protection_granted': 577_828,
    'persons mixed humanitarian_status_granted': 35_897,
    'persons mixed rejected': 687_011,
    'persons mixed otherwise_closed': 1_106_143,
    'cases first_instance refugee_status_granted': 381_571,
    'cases first_instance complementary_protection_granted': 53_266,
    'cases first_instance rejected': 251_914,
    'cases first_instance denied_or_referred': 388_498,
    'cases first_instance otherwise_closed': 1_121_786,
    'cases appeal refugee_status_granted': 129_084,
    'cases appeal complementary_protection_granted': 102,
    'cases appeal rejected': 419_152,
    'cases appeal otherwise_closed': 46_267
  })
  const totals = facts.map(asCount).filter(fact => !isPart(fact))
  t.equal(sums(totals, fact => `${fact.unit} ${fact.decision_stage}`)['persons first_instance'], 23_439_796)
  const russiansInGermany = facts
    .map(asCount)
    .filter(fact => fact.nationality === 'RUS' && fact.country_of_asylum === 'DEU' && isPart(fact))
  const figures = (level: string, year: string) =>
    russiansInGermany
      .filter(fact => fact.source_level === level && fact.period === year)
      .map(({ value }) => value)
  t.same(figures('FI', '2021'), [90, 53, 1161, 512])
  t.same(figures('FI', '2025'), [307, 128, 6314, 2288])
  t.same(figures('RA', '2021'), [79, 22, 172, 939])
  t.same(figures('RA', '2025'), [48, 45, 803, 1173])
})

t.test('reading and mapping the whole table is little work', { skip: wholeTable.missing }, async t => {
  const { work } = await whole()
  // Seconds of a processor that this process worked itself, however long it waited for others. A second pass over all
  // rows for each block of them would be minutes.
  t.ok(work < 60, `${work.toFixed(1)} s of a processor, usually about 3`)
})

const siteDownload = shared('data/unhcr/site-download-asylum-decisions.csv.gz')
t.test(
  'every row of the site’s download is kept, each with a key',
  { skip: siteDownload.missing },
  async t => {
    const { facts, read, dropped } = await readAll(unhcr, siteDownload.path)
    t.equal(read, 82_518)
    t.same(dropped, [])
    const keys = new Set(facts.map(fact => asCount(fact).count_key))
    t.equal(keys.size, 82_518 * 5)
    const rows = new Set([...keys].map(key => key.split('/').slice(0, 4).join('/')))
    t.equal(rows.size, 60_085, 'keys of year, origin and asylum')
    t.equal(facts.filter(fact => fact.nationality === 'UNK').length, 884 * 5)
  }
)

const hdx = shared('data/unhcr/HDX_AsylumDecisions.csv')
t.test(
  'what the exchange has of a figure stands under the key that the whole table gives it',
  { skip: hdx.missing || wholeTable.missing },
  async t => {
    const { facts, dropped } = await readAll(unhcr, hdx.path)
    t.same(dropped, [])
    const keys = new Set((await whole()).facts.map(fact => asCount(fact).count_key))
    const elsewhere = facts.filter(fact => !keys.has(asCount(fact).count_key))
    t.ok(
      elsewhere.length < facts.length / 10,
      `${elsewhere.length} of ${facts.length} are not in the later table`
    )
  }
)

const shippedRussians = shared('starter/decisions-on-russian-nationals-2021-2025.csv')
t.test(
  'the shipped decisions on Russians are UNHCR’s own figures, all of them',
  { skip: shippedRussians.missing || wholeTable.missing },
  async t => {
    const figures = ({ count_key, value, status }: CountFact) => `${count_key} ${value} ${status}`
    const shipped = (await readAll(unhcr, shippedRussians.path)).facts.map(asCount)
    const asylums = new Set(shipped.map(fact => fact.country_of_asylum))
    const published = (await whole()).facts
      .map(asCount)
      .filter(
        fact => fact.nationality === 'RUS' && fact.period >= '2021' && asylums.has(fact.country_of_asylum)
      )
    t.same(shipped.map(figures).sort(), published.map(figures).sort())
  }
)

const dhs = shared('data/us-credible-fear/DoHSdata.csv')
t.test(
  'DHS’s table gives the published totals, which withheld figures do not disturb',
  { skip: dhs.missing },
  async t => {
    const { facts, read, dropped } = await readAll(credibleFear, dhs.path)
    t.equal(read, 17)
    t.same(dropped, [])
    t.equal(facts.length, 17 * 6 * 4)
    const counts = facts.map(asCount)
    const total = (period: string) =>
      counts
        .filter(fact => fact.period === period && fact.total_over?.includes('nationality'))
        .map(({ value }) => value)
    t.same(total('FY2016'), [91_038, 72_466, 9140, 9432])
    t.same(total('FY2021'), [43_958, 29_869, 11_711, 2378])
    const named = counts.filter(fact => fact.period === 'FY2016' && fact.total_over?.join() === 'outcome')
    t.equal(sums(named, () => 'completed').completed, 90_807, 'the named rows and the others')
    const suppressed = counts.filter(({ status }) => status === 'suppressed')
    t.same(
      suppressed.map(({ count_key, value }) => [count_key, value]),
      ['CUB', 'ROU'].flatMap(country =>
        ['completed', 'fear_found', 'closed'].map(key => [`FY2016/${country}/${key}`, null])
      )
    )
  }
)

const shippedScreenings = shared('starter/us-credible-fear-by-nationality-fy2016-2021.csv')
t.test(
  'the shipped screenings are DHS’s own figures, all of them',
  { skip: shippedScreenings.missing || dhs.missing },
  async t => {
    const figures = async (path: string) =>
      (await readAll(credibleFear, path)).facts
        .map(asCount)
        .map(({ count_key, value, status }) => `${count_key} ${value} ${status}`)
        .sort()
    t.same(await figures(shippedScreenings.path), await figures(dhs.path))
  }
)

const decisions = shared('data/us-uscis-asylum-office/COW2021001887-I589Data_first999rows.csv')
t.test(
  'the 999 decisions of asylum officers are all known by outcome, country and day',
  { skip: decisions.missing },
  async t => {
    const { facts, read, dropped } = await readAll(asylumOffice, decisions.path)
    t.equal(read, 999)
    t.same(dropped, [])
    const outcomes: Record<string, number> = {}
    for (const fact of facts)
      if (fact.grain === 'decision') outcomes[fact.outcome] = (outcomes[fact.outcome] ?? 0) + 1
    t.same(outcomes, { refugee_status_granted: 298, denied_or_referred: 501, otherwise_closed: 200 })
    const days = facts.map(fact => (fact.grain === 'decision' && fact.decided_on) || '').sort()
    t.same([days[0], days.at(-1)], ['2015-10-01', '2021-05-25'])
  }
)
