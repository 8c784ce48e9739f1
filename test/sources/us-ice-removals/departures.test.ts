import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  credibleFearDispositions,
  iceCaseStatuses,
  iceRemovalsCodeLists
} from '../../../src/sources/us-ice-removals/codes.ts'
import { departureDay } from '../../../src/sources/us-ice-removals/departure-date.ts'
import { mapRemoval, personKey } from '../../../src/sources/us-ice-removals/map.ts'
import type { RemovalRow } from '../../../src/sources/us-ice-removals/removal-rows.ts'
import { sourceRules } from '../../docs/rules/pages.ts'
import { shared } from '../released.ts'

// Values of the agency’s own columns as documented; the rows are synthetic.
const row = (of: Partial<RemovalRow>): RemovalRow => ({
  place: 'made.csv',
  line: 2,
  departed: '2024-03-05',
  citizenship: 'RUSSIA',
  country: 'RUSSIA',
  status: '8-Excluded/Removed - Inadmissibility',
  category: '',
  disposition: '',
  disposition_code: '',
  person: '',
  has_rounded_key: false,
  ...of
})
const departure = (of: Partial<RemovalRow>) => {
  const mapped = mapRemoval(row(of))
  if (!('departure' in mapped)) throw new Error(JSON.stringify(mapped))
  return { ...mapped.departure, unknown: mapped.unknown_codes }
}

const crosswalk = shared('data/us-ice/processing_disp.csv')

t.test('each status becomes the type of return that the contract says', t => {
  const [, section = ''] = sourceRules().split('\n## 5. ')
  const found: Record<string, string> = {}
  for (const line of (section.split('\n## ')[0] ?? '').split('\n')) {
    const [, statuses = '', becomes = ''] = line.split('|').map(cell => cell.trim())
    const type = /^(?:excluded `)?([a-z_]+)/.exec(becomes)?.[1]
    if (type === undefined) continue
    // `6-…, 8-… (both texts)`, `ACTIVE, A-, B-`: each is told by what stands before its dash.
    for (const [, code, word] of statuses.matchAll(/(?:^|, )(?:(\w+)-|(ACTIVE))/g))
      found[code ?? word ?? ''] = type
  }
  t.same(
    Object.fromEntries(
      Object.entries<{ return_type: string | null; excluded?: string }>(iceCaseStatuses).map(
        ([code, status]) => [code, status.excluded ?? status.return_type]
      )
    ),
    found
  )
  t.end()
})

t.test('every documented status text is read, in any letter case, and an empty one says nothing', t => {
  const texts = Object.values(iceCaseStatuses).flatMap(status => [...status.texts])
  t.equal(texts.length, 17)
  for (const status of texts)
    t.same(mapRemoval(row({ status: status.toLowerCase() })).unknown_codes, [], status)
  t.match(departure({ status: '9-VR Witnessed' }), {
    return_type: 'voluntary',
    source_code: '9-VR Witnessed'
  })
  t.match(mapRemoval(row({ status: '7-Died' })), { excluded: 'died' })
  t.match(departure({ status: '' }), { return_type: 'not_stated', source_code: '', unknown: [] })
  t.match(departure({ status: '4-New Thing' }), {
    return_type: 'not_stated',
    source_code: '4-New Thing',
    unknown: [{ field: 'Case Status', code: '4-New Thing' }]
  })
  t.end()
})

t.test('a credible-fear screening is told by category, else by disposition, else not at all', t => {
  const via = (of: Partial<RemovalRow>) => departure(of).via_credible_fear
  t.equal(via({ category: '[8G] Expedited Removal - Credible Fear Referral' }), true)
  t.equal(
    via({ category: '[8K] Expedited Removal Terminated due to Credible Fear Finding / NTA Issued' }),
    true
  )
  t.equal(via({ category: '[8F] Expedited Removal' }), false)
  t.equal(via({ category: '[8F] Expedited Removal', disposition_code: 'ER/CF' }), true)
  t.equal(via({ category: '[16] Reinstated Final Order', disposition: 'Stowaway with Credible Fear' }), true)
  t.equal(
    via({ category: '[16] Reinstated Final Order', disposition: 'NOTICE TO APPEAR (I-862)' }),
    undefined
  )
  t.end()
})

t.test(
  'the dispositions with a credible fear are those of the published crosswalk',
  { skip: crosswalk.missing },
  t => {
    const raw = readFileSync(crosswalk.path, 'utf8').matchAll(/^"([^"]*)"\|(.*)$/gm)
    const expected = [...raw].filter(([, from, to]) => /CREDIBLE FEAR/.test(`${from} ${to}`))
    const found = new Set(expected.flatMap(([, from = '', to = '']) => [from, to.trim()]))
    t.same([...credibleFearDispositions].sort(), [...found].sort())
    t.end()
  }
)

t.test('countries are read as the agency prints them, and none is guessed', t => {
  const country = (name: string) => {
    const { nationality, nationality_raw, country_of_return, country_of_return_raw, unknown } = departure({
      citizenship: name,
      country: name
    })
    t.equal(country_of_return_raw, nationality_raw, name)
    return [nationality, nationality_raw, country_of_return, unknown.length]
  }
  t.same(country('CHINA, PEOPLES REPUBLIC OF'), ['CHN', undefined, 'CHN', 0])
  t.same(country('DEM REP OF THE CONGO'), ['COD', undefined, 'COD', 0])
  t.same(country('BURMA'), ['MMR', undefined, 'MMR', 0])
  t.same(country('ST. VINCENT-GRENADINES'), ['VCT', undefined, 'VCT', 0])
  // The agency prints NORTH KOREA and SOUTH KOREA too, so this is neither.
  t.same(country('KOREA'), ['UNK', 'KOREA', 'UNK', 2])
  // What slipped in from another column may tell of a person: counted, and kept by nobody.
  t.same(country('A123 456 789'), ['UNK', '(text)', 'UNK', 2])
  t.same(departure({ citizenship: 'A123 456 789' }).unknown, [
    { field: 'Citizenship Country', code: '(text)' }
  ])
  for (const blank of ['', 'b(6), b(7)c', '(b)(6),(b)(7)(c)', '(B)(3)'])
    t.same(country(blank), ['UNK', undefined, 'UNK', 0], blank)
  t.equal(departure({ country: undefined }).country_of_return, 'not_split')
  t.end()
})

t.test('a return to another country is told only where both are known', t => {
  const same = (citizenship: string, country: string | undefined) =>
    departure({ citizenship, country }).same_country
  t.equal(same('MEXICO', 'MEXICO'), true)
  t.equal(same('RUSSIA', 'MEXICO'), false)
  t.equal(same('STATELESS', 'MEXICO'), undefined)
  t.equal(same('KOREA', 'KOREA'), undefined)
  t.equal(same('RUSSIA', undefined), undefined)
  // Russia is not the Soviet Union, and no third country to its citizens either.
  t.equal(same('USSR', 'RUSSIA'), undefined)
  t.equal(same('USSR', 'USSR'), true)
  t.end()
})

t.test('a day is read from every form it comes in, and from nothing else', t => {
  const days: [text: string, day: string | undefined][] = [
    ['2023-09-01', '2023-09-01'],
    ['2023-09-01T23:59:59', '2023-09-01'],
    ['2023-09-01 00:00:00', '2023-09-01'],
    ['09/01/2023', '2023-09-01'],
    ['9/1/2023 11:30 PM', '2023-09-01'],
    ['45170', '2023-09-01'],
    ['45170.98', '2023-09-01'],
    ['02/29/2023', undefined],
    ['13/01/2023', undefined],
    ['9/1/23', undefined],
    ['0199-01-01', undefined],
    ['8017-01-01', '8017-01-01'],
    ['1972', undefined],
    ['20230901', undefined],
    ['(b)(6)', undefined],
    ['', undefined]
  ]
  const zone = process.env.TZ
  t.teardown(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  for (const each of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
    process.env.TZ = each
    for (const [text, day] of days) t.equal(departureDay(text), day, `${text} in ${each}`)
  }
  t.end()
})

t.test('a row without a day is rejected, and nothing is kept of it by which a person could be found', t => {
  const shifted = row({
    departed: '1977',
    person: 'c'.repeat(40),
    citizenship: 'JOHN DOE',
    status: 'A123456789'
  })
  const mapped = mapRemoval(shifted)
  if (!('rejected' in mapped)) return t.fail('it was not rejected')
  t.equal(mapped.rejected, 'no_departure_date')
  t.notMatch(mapped.raw, /1977|ccc|JOHN|A123/)
  t.equal(mapped.readable, undefined, 'its columns may be shifted')
  t.match(mapRemoval(row({ departed: 'b(6)' })), { raw: /"departed":"blacked out","citizenship":"RUSSIA"/ })
  t.match(mapRemoval(row({ departed: '' })), { raw: /"departed":"empty"/, readable: { nationality: 'RUS' } })
  t.end()
})

t.test('what stands for no key is none', t => {
  for (const person of ['', 'NA', 'b(6), b(7)c', '0', 'Unknown', '-'])
    t.equal(personKey(row({ person })), '', person)
  t.equal(personKey(row({ person: 'AB12' })), 'ab12')
  t.end()
})

t.test('the code lists say what each published value becomes', t => {
  const [statuses] = iceRemovalsCodeLists
  t.equal(statuses?.entries.length, 17)
  t.match(
    statuses?.entries.find(({ code }) => code.startsWith('7-')),
    { value: null, note: { en: /died/ } }
  )
  t.end()
})
