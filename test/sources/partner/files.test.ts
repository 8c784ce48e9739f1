import { Readable } from 'node:stream'
import t from 'tap'
import type { Declaration } from '../../../src/sources/partner/declaration.ts'
import { partnerFaults } from '../../../src/sources/partner/faults.ts'
import { readRecords } from '../../../src/sources/partner/records.ts'
import { declarationOf, linkedTables } from '../../import/partner/made-up-partner.ts'

const declaration = declarationOf('partner-clinic', linkedTables) as unknown as Declaration
const header = 'decision_stage,decided_on,outcome,nationality,sex'
const read = (...lines: string[]) =>
  readRecords(Readable.from([Buffer.from(`${lines.join('\n')}\n`)]), 'records.csv', declaration)

t.test('a declaration without fault has none', async t => {
  t.same(partnerFaults(declaration), [])
})

t.test('each fault of a declaration is told with its place', async t => {
  const faults = (more: object) => partnerFaults({ ...declaration, ...more }).join(' ')
  t.match(faults({ id: 'clinic' }), /^id:/)
  t.match(faults({ policy: { min_cell: 1 } }), /^policy\/min_cell:/)
  t.match(faults({ persons: [] }), /there is no field persons/)
  t.match(faults({ period: { from: '2021-02-01', to: '2022-12-31' } }), /no whole years/)
  t.match(
    faults({ values: { ...declaration.values, sex: ['male', 'woman'] } }),
    /values\/sex: "woman" is no word/
  )
  t.match(faults({ values: { ...declaration.values, outcome: ['fear_found'] } }), /decided at no stage/)
  const [first] = declaration.tables
  t.match(faults({ tables: [first, first] }), /tables\/1\/series: stands twice/)
  t.match(
    faults({ tables: [{ ...first, dimensions: ['year', 'sex', 'outcome', 'nationality'] }] }),
    /dimensions/
  )
  t.match(faults({ tables: [{ ...first, dimensions: ['year', 'month'] }] }), /one period is enough/)
})

t.test('records are read in the words of the declaration; another country is one of the others', async t => {
  t.same(await read(header, 'first_instance,2021-05-17,rejected,COD,male'), [
    {
      decision_stage: 'first_instance',
      period_from: '2021-01-01',
      words: { outcome: 'rejected', nationality: 'OTHER', sex: 'male' }
    }
  ])
})

t.test('a fault is told by line and column, and what stands there is never repeated', async t => {
  const secret = 'Maria Example'
  const message = await read(
    header,
    `first_instance,2021,rejected,${secret},male`,
    `${secret},2021,rejected,RUS,male`,
    `first_instance,${secret},fear_found,RUS,male`,
    'first_instance,2023,rejected,RUS,male'
  ).then(
    () => '',
    (error: Error) => error.message
  )
  for (const place of [
    'line 2, nationality',
    'line 3, decision_stage',
    'line 4, decided_on',
    'line 4, outcome',
    'line 5, decided_on'
  ])
    t.match(message, place)
  t.notMatch(message, 'Maria')
})

t.test('a column that no table needs is refused unread', async t => {
  await t.rejects(
    read(`${header},name`, 'first_instance,2021,rejected,RUS,male,Maria'),
    /other columns than these/
  )
})
