import t from 'tap'
import { countries } from '../../../src/vocabulary/countries/country.ts'
import { foldAnyScript } from '../../../src/vocabulary/countries/country-name.ts'
import {
  resolveCountry,
  resolveCountryName,
  searchCountries,
  suggestCountries
} from '../../../src/vocabulary/countries/country-resolution.ts'
import { namesOfTheWorld } from '../../../src/vocabulary/countries/world-names.ts'

const codes = (found: { code: string }[]): string[] => found.map(({ code }) => code)
/** One code, or the codes of the candidates. */
const told = (name: string): string | string[] => {
  const found = resolveCountryName(name)
  if ('match' in found) return found.match.code
  return 'candidates' in found ? codes(found.candidates) : []
}

t.test('a name in any language is read', async t => {
  const names: Record<string, string> = {
    ...{ Россия: 'RUS', 'РОССИЯ ': 'RUS', Росія: 'RUS', Russland: 'RUS', Rússia: 'RUS', 俄罗斯: 'RUS' },
    ...{ سوريا: 'SYR', Συρία: 'SYR', 叙利亚: 'SYR', Сирия: 'SYR', Siria: 'SYR', 시리아: 'SYR' },
    ...{ ኤርትራ: 'ERI', אריתריאה: 'ERI', Эритрея: 'ERI', افغانستان: 'AFG' },
    ...{ Türkiye: 'TUR', ترکیه: 'TUR', Đức: 'DEU', Almanya: 'DEU', 'Costa d’Avorio': 'CIV', Мьянма: 'MMR' },
    ...{ टोगो: 'TGO', टोंगा: 'TON' }
  }
  for (const [name, code] of Object.entries(names)) t.equal(told(name), code, name)
})

t.test(
  'a name of two states is a choice, and a name here is read before those of other languages',
  async t => {
    t.same(told('Конго'), ['COD', 'COG'])
    t.same(told('刚果'), ['COD', 'COG'])
    t.same(told('Congo'), ['COD', 'COG'])
    t.equal(told('Guinea'), 'GIN')
    // Whatever else a language means by it: an English, Spanish or French name is its own state's.
    for (const { code, names, status } of countries)
      if (status === 'current')
        for (const name of Object.values(names)) {
          const found = told(name)
          t.ok([found].flat().includes(code), `${name} can be ${code}`)
        }
  }
)

t.test('no name is guessed, and none is read as data', async t => {
  for (const name of ['Атлантида', 'アトランティス', '', '   ', '…', 'XQ', '😀', 'constructor'])
    t.same(told(name), [], name)
  t.match(resolveCountry({ scheme: 'home-office-name', code: 'Россия' }), { none: true })
  t.same(codes(suggestCountries('Росси')), ['RUS'])
  t.same(codes(suggestCountries('Россия')), ['RUS'])
})

t.test('marks that are letters of their script are kept', async t => {
  t.equal(foldAnyScript('  Κύπρος '), 'κυπρος')
  t.equal(foldAnyScript('Ðéç'), 'dec')
  t.not(foldAnyScript('टोगो'), foldAnyScript('टोंगा'))
})

t.test('a list is searched by the beginning of a name or of one of its words, or by a code', async t => {
  t.equal(codes(searchCountries('RUS'))[0], 'RUS')
  t.equal(codes(searchCountries('ru'))[0], 'RUS')
  t.same(codes(searchCountries('росс')), ['RUS'])
  t.same(codes(searchCountries('Конго')).slice(0, 2).sort(), ['COD', 'COG'])
  t.same(codes(searchCountries('afgan')), ['AFG'])
  t.ok(codes(searchCountries('guin')).indexOf('GIN') < codes(searchCountries('guin')).indexOf('GNB'))
  t.ok(codes(searchCountries('arab')).includes('SAU'), 'the beginning of a second word')
  t.same(codes(searchCountries('Afganistann')), ['AFG'], 'none begins so: what may be meant')
  t.same(searchCountries('Атлантида'), [])
  t.same(searchCountries(' - '), [])
})

t.test('names can be read a language at a time, and are the same', async t => {
  const [slow, whole] = [namesOfTheWorld(countries), namesOfTheWorld(countries)]
  await slow.read()
  t.ok(whole.all().size > 10_000, 'the languages of Node.js are there')
  t.same([...slow.all().keys()], [...whole.all().keys()])
})
