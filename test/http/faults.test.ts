import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { faultOf, unknownParameter } from '../../src/http/faults.ts'
import { foreignCode } from '../../src/http/query-values.ts'
import { projectRoot } from '../../src/root.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import typedWords from '../../src/vocabulary/labels/typed-words.json' with { type: 'json' }
import { measureNames } from '../../src/vocabulary/measures/measure.ts'
import { outcomes } from '../../src/vocabulary/outcome.ts'

const refused = (outcome: string) =>
  faultOf(
    {
      keyword: 'enum',
      instancePath: '/outcome/0',
      schemaPath: '',
      params: { allowedValues: outcomes }
    },
    {},
    { outcome: [outcome] }
  )

t.test('what people type is told what it means here, and not the nearest letters', t => {
  const parameters = (names: string[]) => ({ properties: Object.fromEntries(names.map(name => [name, {}])) })
  const statistics = parameters(['format', 'period_from', 'period_to', 'sort', 'unit', 'nationality'])
  const list = parameters(['format', 'sort', 'returned_on_from', 'returned_on_to', 'nationality'])
  const meant = (name: string, schema: typeof list) => unknownParameter(name, schema).fault.did_you_mean
  t.same(meant('from', statistics), ['period_from'])
  t.same(meant('to', statistics), ['period_to'])
  t.same(meant('from', list), ['returned_on_from'])
  t.same(meant('until', list), ['returned_on_to'])
  t.same(meant('Origin', list), ['nationality'])
  t.same(meant('constructor', list), undefined, 'no property of objects is a word')
  t.same(refused('deported').fault.did_you_mean, ['removal_ordered'])
  const rate = {
    keyword: 'enum',
    instancePath: '/measures/0',
    schemaPath: '',
    params: { allowedValues: measureNames }
  }
  t.same(faultOf(rate, {}, { measures: ['recognition_rate'] }).fault.did_you_mean, [
    'refugee_recognition_rate',
    'total_protection_rate'
  ])
  for (const [typed, codes] of [
    ['XX', ['UNK', 'XXA']],
    ['UK', ['GBR']],
    ['Russia', ['RUS']],
    ['England', ['GBR']]
  ] as const)
    t.same(foreignCode('nationality', typed).fault.did_you_mean, codes, typed)
  t.end()
})

t.test('every word of the catalogue means a parameter or a value that there is', t => {
  const contract = readFileSync(path.join(projectRoot, 'openapi/openapi.json'), 'utf8')
  for (const meant of new Set(Object.values(typedWords.parameters).flat()))
    t.match(contract, `"name": "${meant}"`, meant)
  for (const meant of new Set(Object.values(typedWords.values).flat())) t.match(contract, `"${meant}"`, meant)
  t.end()
})

t.test('a value of a long list that is none is told what may be meant, else the whole list', async t => {
  for (const approved of ['approved', 'Accepted', 'granted']) {
    const { fault, says } = refused(approved)
    t.ok(fault.did_you_mean?.includes('refugee_status_granted'), approved)
    t.match(textIn(says, 'en'), 'Did you mean refugee_status_granted')
  }
  t.same(refused('denied').fault.did_you_mean, ['rejected'])
  const { fault, says } = refused('zzzzzzzzzzzz')
  t.equal(fault.did_you_mean, undefined)
  for (const outcome of outcomes) t.match(textIn(says, 'en'), outcome)
})
