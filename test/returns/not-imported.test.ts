import t from 'tap'
import { notImported, unreadCatalogue } from '../../src/returns/not-imported.ts'
import type { ReleaseSet } from '../../src/snapshot/release-set.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'

const known = sourceRegistry.map(({ about }) => about)
const held = (...releases: object[]) => ({ releases }) as unknown as ReleaseSet
const namesOf = (set: ReleaseSet, query: object): string[] =>
  notImported(set, known, query).map(({ source, series }) => `${source} ${series}`)

t.test('only what could answer the question is named', async t => {
  const all = ['gb-returns by-destination', 'us-eoir-cases cases', 'us-ice-removals removals']
  t.same(namesOf(held(), {}).sort(), all)
  t.same(namesOf(held(), { return_status: ['ordered'] }), ['us-eoir-cases cases'])
  t.same(
    namesOf(held(), { nationality: ['RUS'], return_status: ['executed'] }),
    ['us-ice-removals removals'],
    'the table by destination does not tell nationality'
  )
  t.same(namesOf(held(), { source: ['gb-returns'] }), ['gb-returns by-destination'])
  t.same(namesOf(held(), { release: ['2023'] }), [], 'a release that is pinned answers alone')
})

t.test('what is imported is not named, and a made-up sample is not taken for it', async t => {
  const real = { source: 'us-ice-removals', series: 'removals', synthetic: false }
  const sample = { source: 'us-eoir-cases', series: 'cases', synthetic: true }
  t.same(namesOf(held(real, sample), {}).sort(), ['gb-returns by-destination', 'us-eoir-cases cases'])
  t.same(namesOf(held(sample), { source: ['us-eoir-cases'] }), [], 'the sample answers where it is named')
})

t.test('where it could not be read what is known, the answer says so', async t => {
  t.match(unreadCatalogue(undefined), [{ id: 'catalogue-not-read' }])
  t.same(unreadCatalogue(known), [])
  t.same(notImported(held(), undefined, {}), [])
})
