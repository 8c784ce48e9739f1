import t from 'tap'
import { countCells, type Margin, placeOf, valuesAt } from '../../src/disclosure/margins.ts'
import { TooManyPlaces } from '../../src/disclosure/possible-places.ts'
import { protect } from '../../src/disclosure/protect.ts'
import { requirementOf } from '../../src/disclosure/requirements.ts'

const axis = (at: number, size: number) => ({
  axis: at,
  groups: Array.from({ length: size }, (_, i) => i),
  size
})
/** A table of rows and columns with its margins: 4 and 4 cells, 2 row totals, 2 column totals, 1 total. */
const twoByTwo: Margin[] = [
  { axes: [axis(0, 2), axis(1, 2)], weight: 1 },
  { axes: [axis(0, 2)], weight: 4 },
  { axes: [axis(1, 2)], weight: 4 },
  { axes: [], weight: 16 }
]
const counted = (numbers: number[]) =>
  countCells([2, 2], twoByTwo, new Map(numbers.map((number, place) => [place, number])))
const policy = { min_cell: 5, most_places: 100 }
const withheldOf = async (numbers: number[]) => Array.from((await protect(counted(numbers), policy)).withheld)

t.test('cells and margins are counted', async t => {
  // 3 20 | 23
  // 30 40 | 70
  // 33 60 | 93
  t.same(Array.from(counted([3, 20, 30, 40]).values), [3, 20, 30, 40, 23, 70, 33, 60, 93])
  t.equal(placeOf([2, 3], [1, 2]), 5)
  t.same(valuesAt([2, 3], 5), [1, 2])
})

t.test('a small number takes three others of its table with it, and no total', async t => {
  t.same(await withheldOf([3, 20, 30, 40]), [1, 1, 1, 1, 0, 0, 0, 0, 0])
})

t.test('where no number is small nothing is withheld, and a zero is none', async t => {
  t.same(await withheldOf([5, 20, 30, 40]), [0, 0, 0, 0, 0, 0, 0, 0, 0])
  t.same(await withheldOf([0, 20, 30, 40]), [0, 0, 0, 0, 0, 0, 0, 0, 0])
})

t.test('where everything is small everything but the zeros is withheld', async t => {
  t.same(await withheldOf([1, 0, 0, 2]), [1, 0, 0, 1, 1, 1, 1, 1, 1])
})

t.test('a published zero gives nothing to hide behind, so a total is withheld', async t => {
  // 3 0 | 3
  // 30 40 | 70 : the 3 is its row's total too, so that has to go; then the rows can be told apart by nothing.
  const withheld = await withheldOf([3, 0, 30, 40])
  t.same([withheld[0], withheld[1], withheld[4]], [1, 0, 1])
  t.ok(withheld[2] === 1 || withheld[6] === 1, 'the column must not give it away')
  t.ok(withheld[5] === 1 || withheld[8] === 1, 'nor the total')
})

t.test(
  'a number that was withheld before stays so, and a small change is withheld like a small number',
  async t => {
    t.same(requirementOf(12, null, 5), { is_withheld: true })
    t.same(requirementOf(12, 12, 5), { is_withheld: false })
    t.same(requirementOf(12, 7, 5), { is_withheld: false })
    t.same(requirementOf(12, 9, 5), { is_withheld: true, range: { low: 9, high: 14 } })
    t.same(requirementOf(12, 15, 5), { is_withheld: true, range: { low: 10, high: 15 } })
    t.same(requirementOf(3, 0, 5), { is_withheld: true, range: { low: 0, high: 5 } })
    const { withheld } = await protect(counted([10, 20, 30, 40]), policy, cell =>
      cell === 0 ? 8 : undefined
    )
    t.same(Array.from(withheld.subarray(0, 4)), [1, 1, 1, 1])
  }
)

t.test('too many possible places are refused', async t => {
  await t.rejects(protect(counted([3, 20, 30, 40]), { min_cell: 5, most_places: 3 }), TooManyPlaces)
})
