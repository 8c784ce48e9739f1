import t from 'tap'
import { bytesTeller, bytesText } from '../../../src/commands/fetch/progress.ts'

t.test('bytes are said as a person says them', t => {
  t.strictSame([0, 999, 1_000, 1_500_000, 4_560_000_000, 2e16].map(bytesText), [
    ...['0 bytes', '999 bytes', '1.0 kB', '1.5 MB', '4.6 GB', '20000.0 TB']
  ])
  t.end()
})

t.test('a screen shows a bar with the speed and the time that is left, wiped at the end', t => {
  const told: string[] = []
  let now = 10_000
  const teller = bytesTeller({ out: () => {}, tell: text => told.push(text), isScreen: true }, () => now)
  const at = (seconds: number, have: number) => {
    now = 10_000 + seconds * 1_000
    teller.bytes({ name: 'a.zip', have, of: 1_000_000_000 })
  }
  at(0, 500_000_000)
  at(0.1, 501_000_000)
  at(10, 600_000_000)
  at(20, 990_000_000)
  teller.end()
  teller.end()
  t.equal(told.length, 4, 'drawn a few times a second, wiped once')
  t.match(
    told[1],
    /\[█+ +\] fetching a\.zip: 600\.0 MB of 1\.0 GB, 10\.0 MB\/s, 40 s left/,
    'what was there before is no speed'
  )
  t.ok(told.every(text => text.startsWith('\r')))
  t.end()
})

t.test('elsewhere each tenth is one plain line', t => {
  const told: string[] = []
  const teller = bytesTeller({ out: () => {}, tell: text => told.push(text), isScreen: false }, () => 0)
  for (let have = 0; have <= 1_000; have += 10) teller.bytes({ name: 'a.zip', have, of: 1_000 })
  teller.end()
  t.equal(told.length, 11)
  t.equal(told[5], 'fetching a.zip: 500 bytes of 1.0 kB')
  const unknown = bytesTeller({ out: () => {}, tell: text => told.push(text), isScreen: false }, () => 0)
  for (let have = 0; have <= 1_000; have += 10) unknown.bytes({ name: 'b', have, of: null })
  t.equal(told.length, 12, 'of what has no known end, one line')
  t.end()
})
