import t from 'tap'
import { dataSets, withOrigin } from '../../../src/formats/json-ld/json-ld.ts'
import type {
  DataDescription,
  DescribedEdition,
  DescribedSource
} from '../../../src/vocabulary/results/data-description.ts'

const edition = (
  release: string,
  more: Partial<DescribedEdition<string>> = {}
): DescribedEdition<string> => ({
  ...{ release, title: 'Returns', from: '2020-01-01', to: '2023-12-31' },
  ...{
    released_on: null,
    published_on: '2026-11-25',
    licence: 'A licence',
    publisher_url: 'https://a.test/r'
  },
  ...{ offers: [], ...more }
})

const source = (editions: DescribedEdition<string>[]): DescribedSource<string> => ({
  ...{ source: 'a', title: 'A', description: 'What A is.', publisher: 'An office', licence: 'A licence' },
  ...{ licence_url: null, publisher_url: 'https://a.test', editions }
})

const told = (editions: DescribedEdition<string>[], describes: DataDescription['describes'] = 'source') =>
  dataSets({
    ...{ catalogue: { title: 'C', description: 'What C is.' }, describes, sources: [source(editions)] }
  }) as Record<string, unknown> & { hasPart: Record<string, unknown>[] }

t.test('several editions are parts of a data set, each whole in itself', async t => {
  const { hasPart, ...own } = told([
    edition('r1', { released_on: '2024-02-29' }),
    edition('r2', { from: '2004-01-01', to: '2019-12-31', publisher_url: 'https://a.test/other' })
  ])
  t.equal(own['@id'], '/v1/sources/a')
  for (const member of ['version', 'temporalCoverage', 'distribution', 'datePublished'])
    t.notOk(member in own, `${member} is of an edition`)
  t.match(hasPart, [
    {
      name: 'A: Returns, r1',
      version: 'r1',
      temporalCoverage: '2020-01-01/2023-12-31',
      datePublished: '2024-02-29'
    },
    { name: 'A: Returns, r2', temporalCoverage: '2004-01-01/2019-12-31', isBasedOn: 'https://a.test/other' }
  ])
  for (const part of hasPart) {
    t.match(part, { '@type': 'Dataset', description: 'What A is.', creator: { name: 'An office' } })
    t.match(part, { license: 'A licence', isPartOf: { '@id': '/v1/sources/a' } })
  }
  t.equal(hasPart[1]?.datePublished, undefined, 'a day that nobody stated is left out')
})

t.test('a catalogue without a data set is an empty one', async t => {
  const catalogue = { title: 'C', description: 'What C is.' }
  t.match(dataSets({ catalogue, describes: 'catalogue', sources: [] }), {
    '@type': 'DataCatalog',
    dataset: []
  })
})

t.test('paths become whole addresses, and what is no address stays', async t => {
  const value = {
    url: '/a',
    isBasedOn: 'https://b.test',
    name: '/c',
    dataset: [{ '@id': '/d', url: 'https://e.test' }]
  }
  t.same(withOrigin(value, 'https://example.org'), {
    ...{ url: 'https://example.org/a', isBasedOn: 'https://b.test', name: '/c' },
    dataset: [{ '@id': 'https://example.org/d', url: 'https://e.test' }]
  })
  t.same(withOrigin(value, ''), value)
})
