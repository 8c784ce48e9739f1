import t from 'tap'
import { progressTeller } from '../../src/commands/progress.ts'

t.test('a screen shows one bar that grows and is wiped at the end', async t => {
  const told: string[] = []
  let now = 1_000
  const progress = progressTeller({ out: () => {}, tell: text => told.push(text), isScreen: true }, () => now)
  const rows = { doing: 'reading', file: 'a.csv', position: 1, of: 2 } as const
  progress.phase('load')
  progress.rows({ ...rows, rows: 5_000 })
  progress.rows({ ...rows, rows: 10_000 })
  now += 200
  progress.rows({ ...rows, rows: 15_000 })
  progress.phase('publish')
  progress.end()
  progress.end()
  t.equal(told.length, 5, 'rows are drawn a few times a second, and the bar is wiped once')
  t.match(told[1], /\[█+ +\] loading a\.csv \(1 of 2\): 5,000 rows/)
  t.match(told[2], /15,000 rows/)
  const blocks = (text = '') => text.split('█').length
  t.ok(blocks(told[3]) > blocks(told[0]))
  t.ok(told.every(text => text.startsWith('\r')))
  t.notMatch(told[4], '█')
})

t.test('elsewhere each phase is one plain line', async t => {
  const told: string[] = []
  const progress = progressTeller({ out: () => {}, tell: text => told.push(text), isScreen: false })
  progress.phase('load')
  progress.rows({ doing: 'reading', file: 'a.csv', position: 1, of: 1, rows: 5_000 })
  progress.phase('publish')
  progress.end()
  t.strictSame(told, ['loading', 'publishing'])
})

t.test('cases that are put together are told by how many are done', async t => {
  const told: string[] = []
  const progress = progressTeller(
    { out: () => {}, tell: text => told.push(text), isScreen: true },
    () => 1_000
  )
  progress.rows({ doing: 'assembling', file: '', position: 3, of: 8, rows: 9_000 })
  t.match(told[0], /putting cases together \(38 %\): 9,000 rows/)
})
