import t from 'tap'
import { eurostatDecisionCodes, otherCodes } from '../../../src/sources/eurostat-asylum-decisions/codes.ts'
import type { EurostatMeaning } from '../../../src/sources/publishers/eurostat/codes.ts'
import { eurostatPlace, eurostatReporter } from '../../../src/sources/publishers/eurostat/codes.ts'
import { sourceRules } from '../../docs/rules/pages.ts'

const section = sourceRules().split('\n## 8. ')[1]?.split('\n## ')[0] ?? ''

t.test('decisions become what the contract says, by either generation of codes', async t => {
  const expected = section
    .split('\n')
    .filter(line => /^\| [A-Z]/.test(line))
    .flatMap(line => {
      const [names = '', becomes = ''] = line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim())
      const parts = names.split(' · ').flatMap(part => part.split(', '))
      const outcome = becomes.startsWith('`is_total`')
        ? (/outcome `?([a-z_]+)/.exec(becomes)?.[1] ?? '')
        : (/^[a-z_]+/.exec(becomes)?.[0] ?? '')
      return parts.filter(part => /^[A-Z_]+$/.test(part)).map(code => [code, outcome])
    })
  t.ok(expected.length >= 13)
  const outcomeOf = (code: string) => {
    const known = (otherCodes as Record<string, keyof typeof eurostatDecisionCodes>)[code] ?? code
    const meaning: EurostatMeaning | undefined =
      eurostatDecisionCodes[known as keyof typeof eurostatDecisionCodes]
    return meaning?.value ?? (meaning && 'total' in meaning ? 'not_split' : undefined)
  }
  t.same(
    expected.map(([code = '']) => [code, outcomeOf(code)]),
    expected
  )
})

t.test('groups of countries are told from countries, by code and by label', async t => {
  for (const code of [
    'ASI',
    'EU27_2020',
    'EU28',
    'EXT_EU27_2020',
    'EXT_EU28',
    'EFTA',
    'EA',
    'EA20',
    'EU27_2007'
  ])
    t.equal(eurostatPlace(code, false), 'aggregate', code)
  for (const label of [
    ...['European Union (28 countries)', 'European Union - 27 countries (from 2020)', 'Extra-EU-28', 'Asia'],
    'Euro area (19 countries)'
  ])
    t.equal(eurostatPlace(label, true), 'aggregate', label)
  for (const code of ['EE', 'ES', 'EL', 'ER', 'ET', 'AS']) t.type(eurostatPlace(code, false), 'object', code)
  t.same(
    ['EU28', 'EU27_2020', 'EFTA', 'TOTAL', 'EA20', 'DE'].map(code => eurostatReporter(code, false)),
    [
      ...['EU28', 'EU27_2020', 'EFTA', 'EUROSTAT_TOTAL'].map(code => ({ code, key: code })),
      'aggregate',
      { code: 'DEU', key: 'DEU' }
    ],
    'a group of reporting countries is a place of its own, where its countries are always the same'
  )
  t.same(
    ['European Union (28 countries)', 'Total', 'Extra-EU-28'].map(label => eurostatReporter(label, true)),
    [{ code: 'EU28', key: 'EU28' }, { code: 'EUROSTAT_TOTAL', key: 'EUROSTAT_TOTAL' }, 'aggregate']
  )
  t.equal(eurostatPlace('Total', false), undefined, 'a label is no code')
  t.equal(eurostatPlace('TOTAL', true), undefined)
  t.match(eurostatPlace('Asia Minor', true) ?? 'nothing', 'nothing')
})
