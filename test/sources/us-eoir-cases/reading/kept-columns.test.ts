import t from 'tap'
import { birthDecade } from '../../../../src/sources/us-eoir-cases/reading/kept-columns.ts'

t.test('of a birth month only the ten years are kept', t => {
  const decades = {
    '7/1988': '1980',
    '12/1990': '1990',
    '01/1999': '1990',
    '1/2000': '2000',
    '1988-07-01 00:00:00.000': '1980'
  }
  for (const [month, decade] of Object.entries(decades)) t.equal(birthDecade(month), decade, month)
  t.end()
})

t.test('a birth month that cannot be gives no ten years', t => {
  for (const month of ['', '13/1988', '0/1988', '7/1900', '7/0000', '7/2925', '7/88', '1988', '??'])
    t.equal(birthDecade(month), '', month)
  t.end()
})
