import t from 'tap'
import {
  dissolvedStates,
  isSameCountry,
  noOneCountry
} from '../../../src/vocabulary/countries/same-country.ts'

t.test('whether two values are the same country is known of two countries only', async t => {
  t.equal(isSameCountry('RUS', 'RUS'), true)
  t.equal(isSameCountry('RUS', 'SRB'), false)
  for (const none of ['UNK', 'XXA', 'OTHER', 'not_split', 'not_designated']) {
    t.equal(isSameCountry(none, 'RUS'), undefined, none)
    t.equal(isSameCountry('RUS', none), undefined, none)
    t.equal(isSameCountry(none, none), undefined, none)
  }
  t.equal(isSameCountry('no code', 'RUS'), undefined)
})

t.test('a dissolved state is itself, and neither its successors nor a third country', async t => {
  t.equal(isSameCountry('SCG', 'SCG'), true)
  t.equal(isSameCountry('SCG', 'SRB'), undefined)
  t.equal(isSameCountry('RUS', 'SUN'), undefined)
})

t.test('the values are those of docs/rules/domain.md §4.2', async t => {
  t.same([...noOneCountry].sort(), ['OTHER', 'UNK', 'XXA', 'not_designated', 'not_split'])
  t.same([...dissolvedStates].sort(), ['ANT', 'CSK', 'DDR', 'PCI', 'SCG', 'SUN', 'YUG'])
})
