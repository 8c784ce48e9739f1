import t from 'tap'
import { type TakenBack, whyTakenBack } from '../../../src/vocabulary/release/taken-back.ts'

const june: TakenBack = {
  series: 'removals',
  first_day: { from: '2023-09-01', to: '2023-09-03' },
  last_day: { from: '2025-06-24', to: '2025-06-28' },
  reason: { en: 'It lacks rows.', es: 'Le faltan filas.', fr: 'Il manque des lignes.' },
  url: 'https://example.org/news'
}
const release = { series: 'removals', starter: false, synthetic: false }
const why = (from: string, to: string, more: Partial<typeof release> = {}) =>
  whyTakenBack([june], { ...release, ...more, coverage: { from, to } })

t.test('a release is one that was taken back if both its first and its last day are', async t => {
  t.match(why('2023-09-01', '2025-06-26'), {
    en: 'It lacks rows. See https://example.org/news',
    fr: 'Il manque des lignes. Voir https://example.org/news'
  })
  t.ok(why('2023-09-03', '2025-06-24'))
  t.equal(why('2023-09-01', '2025-07-28'), undefined, 'the next release')
  t.equal(why('2023-09-01', '2025-06-10'), undefined, 'the one before')
  t.equal(why('2022-10-01', '2025-06-26'), undefined, 'one that begins before')
})

t.test('what is made up or shipped, and another series, is none', async t => {
  for (const more of [{ synthetic: true }, { starter: true }, { series: 'arrests' }])
    t.equal(why('2023-09-01', '2025-06-26', more), undefined)
  t.equal(
    whyTakenBack(undefined, { ...release, coverage: { from: '2023-09-01', to: '2025-06-26' } }),
    undefined
  )
})
