import t from 'tap'
import { allOf } from '../../../src/snapshot/sql/conditions.ts'
import { hasOtherWord, hasWord, wordedTable } from '../../../src/snapshot/sql/enum-words.ts'
import { type Sql, sql, statementOf } from '../../../src/snapshot/sql/sql.ts'
import { departure, importFacts, range } from '../../queries/made-up-records.ts'
import { service } from '../../service.ts'

t.test('a word that no row has matches no row, and its opposite matches all', async t => {
  const { snapshots } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, range(20).map(departure), 'first')
  )
  await snapshots.use(async set => {
    const [release] = set.releases
    if (!release) throw new Error('there is a release')
    const worded = wordedTable(release, 'returns')
    const { words, ...unworded } = worded
    const count = async (...conditions: Sql[]) => {
      const { text, values } = statementOf(allOf(conditions))
      const from = `r${release.release_id}.returns`
      return (await set.query(`select count(*)::int from ${from} where ${text}`, values)).columns[0]?.[0]
    }
    t.equal(await count(), 20)
    for (const table of [worded, unworded]) {
      t.equal(await count(hasWord(table, 'nationality', ['RUS'])), 5)
      t.equal(await count(hasWord(table, 'nationality', ['RUS', 'HND', 'XKX'])), 10)
      t.equal(await count(hasWord(table, 'nationality', ['XKX'])), 0)
      t.equal(await count(hasOtherWord(table, 'return_type', 'refused_entry')), 17, 'all but 0, 9 and 18')
      t.equal(await count(hasOtherWord(table, 'return_type', 'expulsion')), 20)
    }
  })
})

t.test('a word of the table becomes part of the text, and what a client wrote never does', t => {
  const words = new Map([['court', ["D'Iberville", 'NYC']]])
  const table = { release_id: 7, table: 'cases', words } as const
  const written = (piece: Sql) => statementOf(sql`${piece}`)
  t.same(written(hasWord(table, 'court', ["D'Iberville"])), {
    text: "court = cast('D''Iberville' as r7.main.cases_court)",
    values: []
  })
  t.same(written(hasWord(table, 'court', ['NYC', "' or true --"])), {
    text: "court = cast('NYC' as r7.main.cases_court)",
    values: []
  })
  t.same(written(hasWord(table, 'nationality', ["' or true --"])), {
    text: 'nationality in (?)',
    values: ["' or true --"]
  })
  t.same(written(hasOtherWord(table, 'court', "' or true --")), { text: 'court is not null', values: [] })
  t.end()
})
