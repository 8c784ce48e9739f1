import t from 'tap'
import { countryCodes } from '../../src/vocabulary/countries/country.ts'
import { namesMeant, nearest, problemTypes } from '../../src/vocabulary/problem.ts'

/** Letters to add, drop or change to make one text the other, counted cell by cell. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1
        )
      )
    row = next
  }
  return row[b.length] as number
}

/** At most three, none that needs more edits than two or a third of its letters, the fewest edits first. */
function expected(word: string, names: readonly string[]): string[] {
  const most = Math.max(2, Math.floor(word.length / 3))
  const near = names.map(name => ({ name, away: edits(word.toLowerCase(), name.toLowerCase()) }))
  near.sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
  return near
    .filter(({ away }) => away <= most)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Each letter left out, doubled, changed, and changed places with the next. */
const misspelled = (word: string): string[] =>
  [...word].flatMap((letter, i) => {
    const [before, after] = [word.slice(0, i), word.slice(i + 1)]
    return [
      before + after,
      before + letter + letter + after,
      `${before}x${after}`,
      before + after.slice(0, 1) + letter + after.slice(1)
    ]
  })

t.test('of names and codes the nearest are suggested, counted by another way', async t => {
  const types = Object.keys(problemTypes)
  for (const names of [types, countryCodes.slice(0, 60)]) {
    const wrong = names
      .flatMap(misspelled)
      .filter(word => nearest(word, names).join() !== expected(word, names).join())
    t.same(wrong, [])
  }
  const long = types.join('-')
  t.same(nearest(`${long}s`, [long, ...types]), [long], 'names of more than 32 letters too')
})

t.test('what is too far off is not suggested, and case makes no difference', async t => {
  t.same(nearest('nationalty', ['nationality', 'outcome']), ['nationality'])
  t.same(nearest('NATIONALITY', ['nationality']), ['nationality'])
  t.same(nearest('colour', ['nationality', 'outcome']), [])
  t.same(nearest('ab', ['abcd', 'abcde']), ['abcd'])
})

t.test('a name is meant by its parts', t => {
  const names = ['eurostat-returns', 'gb-returns', 'us-ice-removals', 'us-eoir-cases']
  t.same(namesMeant('ice', names), ['us-ice-removals'])
  t.same(namesMeant('US-ICE', names), ['us-ice-removals'])
  t.same(namesMeant('us', names), ['us-ice-removals', 'us-eoir-cases'])
  t.same(namesMeant('returns', names), ['eurostat-returns', 'gb-returns'])
  t.same(namesMeant('us-returns', names), ['gb-returns'], 'the nearest name is before a part')
  t.same(namesMeant('de-bamf', names), [])
  t.end()
})
