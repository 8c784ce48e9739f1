import t from 'tap'
import { dimensionNames } from '../../src/vocabulary/dimension.ts'
import { measureNames } from '../../src/vocabulary/measure.ts'
import { service } from '../service.ts'

t.test('the catalogues of measures and dimensions are served whole, with who has them', async t => {
  const { json, get } = await service(t)
  const measures = await json('/v1/measures')
  t.same(
    measures.data.map(({ measure }: { measure: string }) => measure),
    measureNames
  )
  t.equal(measures.meta.total, measureNames.length)
  t.match(
    measures.data.find(({ measure }: { measure: string }) => measure === 'refugee_recognition_rate'),
    {
      denominator: ['refugee_status', 'complementary_protection', 'rejected'],
      sources: [{ source: 'unhcr-asylum-decisions', left_out: { reason: 'no_final_negative' } }]
    }
  )
  const dimensions = await json('/v1/dimensions')
  t.same(
    dimensions.data.map(({ dimension }: { dimension: string }) => dimension),
    dimensionNames
  )
  t.match(
    (await get('/v1/dimensions.csv')).body,
    /^dimension,kind,definition,values,grains,never_added,sources\r\n/
  )
})
