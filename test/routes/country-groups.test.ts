import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { countryGroupsOf } from '../../src/commands/serving/own-groups.ts'
import { sharedService } from '../service.ts'

const { get, json } = await sharedService()
const decisions = '/v1/statistics/decisions'

t.test('groups are listed with the days of their members', async t => {
  const { data, meta } = await json('/v1/country-groups')
  t.equal(meta.total, 31)
  const eu = data.find((group: { id: string }) => group.id === 'EU')
  t.equal(eu.members.length, 28)
  t.same((await json('/v1/country-groups/UN_OCEANIA')).data.sets, ['UN_REGIONS'])
  const body = (await get('/v1/country-groups/eu')).json()
  t.equal(body.status, 404)
  t.equal(
    body.detail,
    'There is no group "eu". Did you mean EU? /v1/country-groups lists all; an operator adds others as lists of their own.'
  )
  t.same(body.errors, [{ parameter: 'group', code: 'not-found', did_you_mean: ['EU'] }])
  const other = (await get('/v1/country-groups/G7')).json()
  t.match(other.detail, 'There is no group "G7". /v1/country-groups')
  t.same(other.errors, [{ parameter: 'group', code: 'not-found' }])
})

t.test('what people type for a group is told what it is here', async t => {
  const asked = async (id: string) => (await get(`${decisions}?nationality_group=${id}`)).json().errors
  t.same(await asked('eu'), [{ parameter: 'nationality_group', code: 'unknown-code', did_you_mean: ['EU'] }])
  t.same((await asked('Europe'))[0].did_you_mean, ['UN_EUROPE', 'EU'])
  t.same((await asked('EU28'))[0].did_you_mean, ['EU'])
  t.same(await asked('G7'), [{ parameter: 'nationality_group', code: 'unknown-code' }])
  const inLanguage = async (query: string) => (await get(`${decisions}?${query}`)).json().detail
  t.match(
    await inLanguage('nationality_group=Europe&lang=es'),
    'nationality_group no tiene ningún grupo «Europe». ¿Quería decir UN_EUROPE o EU?'
  )
  t.match(
    await inLanguage('nationality_group=EU,OECD&group_by=nationality_group&lang=fr'),
    /^EU et OECD ont en commun AUT, BEL, .* qui seraient comptés dans deux lignes\./
  )
  t.match(await inLanguage('group_by=nationality_group&lang=fr'), 'group_by=nationality_group exige')
})

t.test('a group is the sum of its countries in every list and statistic', async t => {
  const un = (await json('/v1/country-groups/UN_AMERICAS')).data.members.map(
    ({ country }: { country: string }) => country
  )
  const counts = async (filter: string) => {
    const found = await json(
      `${decisions}?source=us-credible-fear&${filter}&group_by=year&period_from=FY2018`
    )
    return found.data
  }
  const [grouped, listed] = [await counts('nationality_group=UN_AMERICAS'), await counts(`nationality=${un}`)]
  t.ok(grouped.length > 0)
  t.same(grouped, listed)
})

t.test('lists of records and countries of return take groups', async t => {
  const african = await json(
    '/v1/published-counts?source=us-credible-fear&nationality_group=UN_AMERICAS&count=exact&limit=1000'
  )
  const listed = (await json('/v1/country-groups/UN_AMERICAS')).data.members.map(
    ({ country }: { country: string }) => country
  )
  const again = await json(
    `/v1/published-counts?source=us-credible-fear&nationality=${listed}&count=exact&limit=1000`
  )
  t.ok(african.meta.total > 0)
  t.equal(african.meta.total, again.meta.total)
  t.same(african.data, again.data)
  t.equal(african.meta.groups[0].id, 'UN_AMERICAS')
  const returns = await json('/v1/countries-of-return?country_of_return_group=UN_EUROPE')
  t.ok(
    returns.data.every(({ country_of_return }: { country_of_return: string }) => country_of_return === 'RUS')
  )
  t.match(returns.meta.groups, [{ parameter: 'country_of_return_group', id: 'UN_EUROPE', is_own: false }])
  t.ok(returns.meta.groups[0].members.some(({ country }: { country: string }) => country === 'RUS'))
  const union = 'nationality_group=EU&returned_on_from=2021-01-01'
  for (const url of [
    '/v1/countries-of-return',
    '/v1/countries-of-return/RUS',
    '/v1/countries-of-return/RUS/nationalities'
  ]) {
    const { meta } = await json(`${url}?${union}`)
    const [group, ...others] = meta.groups
    t.same(others, [], url)
    t.match(group, { parameter: 'nationality_group', id: 'EU', name: 'the European Union' })
    t.equal(group.members.length, 27, 'those who are members on a day that is asked for')
    t.notOk('groups' in (await json(url)).meta, 'without a group nothing is said of one')
  }
})

t.test('a sentence names the group and how many members it has', async t => {
  const text = (
    await get(
      `${decisions}.sentence?source=us-credible-fear&nationality_group=EU&period_from=FY2019&period_to=FY2019&outcome_group=fear_found`
    )
  ).body
  t.match(text, '143 cases of nationals of the 28 countries of the European Union')
})

t.test('sentences and pictures of returns name the group, in three languages', async t => {
  const asked = 'nationality_group=UN_EASTERN_EUROPE&return_status=executed'
  for (const [lang, name] of [
    ['en', 'Eastern Europe'],
    ['es', 'Europa oriental'],
    ['fr', 'Europe orientale']
  ])
    for (const format of ['sentence', 'svg']) {
      const { body } = await get(`/v1/countries-of-return/RUS.${format}?${asked}&lang=${lang}`)
      t.match(body.replace(/\s+/g, ' '), name, `${format} in ${lang}`)
    }
})

t.test('an own list is read at the start, and each fault is a sentence', async t => {
  const folder = t.testdir({})
  mkdirSync(join(folder, 'country-groups'))
  const put = (name: string, content: unknown) =>
    writeFileSync(join(folder, 'country-groups', name), JSON.stringify(content))
  const good = {
    id: 'nordic',
    name: 'the Nordic countries',
    source: 'Helsinki Treaty',
    members: ['DNK', 'FIN', 'ISL', 'NOR', { country: 'SWE', from: '1962-07-01' }]
  }
  put('nordic.json', good)
  const groups = await countryGroupsOf(folder)
  t.match(groups.at(-1), { id: 'nordic', is_own: true, members: [{ country: 'DNK' }] })
  put('wrong.json', {
    ...good,
    id: 'EU',
    members: ['UK', 'XXA', 'EU28', { country: 'FRA', from: '2020-13-01' }],
    colour: 1
  })
  put('twice.json', { ...good, members: ['DNK', 'DNK'] })
  put('copy.json', good)
  await t.rejects(countryGroupsOf(folder), {
    message: [
      `The groups of countries in ${join(folder, 'country-groups')} cannot be used.`,
      'twice.json: DNK: it is a member twice at the same time.',
      'wrong.json: colour is no member of a group: it has id, name, source, members, note.',
      'wrong.json: id EU is that of a group which is built in: choose another.',
      'wrong.json: UK: no country has this code here (GBR?).',
      'wrong.json: XXA: people of no known country belong to no group.',
      'wrong.json: EU28: this is a publisher’s figure for a group of countries: name the countries themselves.',
      'wrong.json: FRA: from is no day YYYY-MM-DD: "2020-13-01".',
      'nordic.json: id nordic is also that of copy.json.'
    ].join('\n')
  })
})
