import t from 'tap'
import { allOf, enumWords } from '../../src/queries/enum-words.ts'
import { service } from '../service.ts'
import { departure, importFacts, range } from './made-up-records.ts'

t.test('a word that no row has matches no row, and its opposite matches all', async t => {
  const { snapshots } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, range(20).map(departure), 'first')
  )
  await snapshots.use(async set => {
    const [release] = set.releases
    if (!release) throw new Error('there is a release')
    const words = enumWords(release, 'returns')
    const count = async (...conditions: Parameters<typeof allOf>[0]) => {
      const { text, parameters } = allOf(conditions)
      const from = `r${release.release_id}.returns`
      return (await set.query(`select count(*)::int from ${from} where ${text}`, parameters)).columns[0]?.[0]
    }
    t.equal(await count(), 20)
    t.equal(await count(words.isOneOf('nationality', ['RUS'])), 5)
    t.equal(await count(words.isOneOf('nationality', ['RUS', 'HND', 'XKX'])), 10)
    t.equal(await count(words.isOneOf('nationality', ['XKX'])), 0)
    t.equal(await count(words.isOther('return_type', 'refused_entry')), 17, 'all but 0, 9 and 18')
    t.equal(await count(words.isOther('return_type', 'expulsion')), 20)
    t.match(words.isOneOf('nationality', ['RUS']).text, 'try_cast', 'compared as the ENUM has it')
  })
})
