import { spawnSync } from 'node:child_process'
import t from 'tap'
import { projectRoot } from '../../../../src/root.ts'
import { type Survival, survivalOf } from '../../../../src/statistics/kinds/durations/survival.ts'

/** Days, and 1 for decided after them or 0 for still open. */
type Observation = [days: number, decided: number]

/** Each cell by itself, its days in their order, each once. */
function survivals(cells: Observation[][]): Survival[] {
  return cells.map(seen => {
    const days = [...new Set(seen.map(([day]) => day))].sort((a, b) => a - b)
    const at = (which: number) =>
      Int32Array.from(days, day => seen.filter(([d, is]) => d === day && is === which).length)
    return survivalOf({ days: Int32Array.from(days), decided: at(1), lost: at(0) })
  })
}

t.test('a quantile is the day by which at least that share of the decided was decided', async t => {
  // Ten decided after 10, 20, … 100 days. ¼ of 10 is 2.5, so the third; half is the fifth; ¾ is 7.5, so the eighth;
  // nine tenths the ninth. Eleven still open change none of it.
  const decided = Array.from({ length: 10 }, (_, i): Observation => [(i + 1) * 10, 1])
  const open = Array.from({ length: 11 }, (): Observation => [500, 0])
  const expected = { n: 10, p25: 30, median: 50, p75: 80, p90: 90 }
  t.match(survivals([decided]), [expected])
  t.match(survivals([[...decided, ...open]]), [expected])
  t.match(survivals([[[7, 1]]]), [{ n: 1, p25: 7, median: 7, p75: 7, p90: 7, km_median: 7 }])
})

t.test('the Kaplan–Meier median, by hand', async t => {
  // Six, of whom two are open:
  //   day 10: 1 of 6 decided, S = 5/6 = 0.833
  //   day 20: one is open and leaves
  //   day 30: 1 of 4 decided, S = 5/6 × 3/4 = 0.625
  //   day 40: 1 of 3 decided, S = 0.625 × 2/3 = 0.417: the median
  const six: Observation[] = [
    [10, 1],
    [20, 0],
    [30, 1],
    [40, 1],
    [50, 0],
    [60, 1]
  ]
  // Exactly one half is reached: of four, S = 3/4, then 3/4 × 2/3 = 1/2 on day 2.
  const four: Observation[] = [
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1]
  ]
  // Who is seen open on the day of a decision was at risk on it: 1 of 2, S = 1/2, and not 1 of 1.
  const tied: Observation[] = [
    [5, 1],
    [5, 0]
  ]
  // Of five, S = 4/5, then 4/5 × 3/4 = 3/5, and three are still open: half are not decided yet.
  const never: Observation[] = [
    [1, 1],
    [2, 1],
    [9, 0],
    [9, 0],
    [9, 0]
  ]
  const open: Observation[] = [[30, 0]]
  const found = survivals([six, four, tied, never, open])
  t.same(
    found.map(({ km_median }) => km_median),
    [40, 2, 5, null, null]
  )
  t.match(found[4], { n: 0, p25: null, median: null, p90: null })
})

t.test('the median of the decided alone misleads where many are open', async t => {
  // Three quick ones were decided, seven slow ones are not.
  const cell: Observation[] = [
    [10, 1],
    [11, 1],
    [12, 1],
    ...Array.from({ length: 5 }, (): Observation => [300, 0]),
    [400, 1],
    [500, 0]
  ]
  t.match(survivals([cell]), [{ median: 11, km_median: 400 }])
})

const python3 = spawnSync('python3', ['--version']).status === 0 ? false : 'python3 is not installed'
t.test(
  'random cells have the figures that an independent count in Python gives',
  { skip: python3 },
  async t => {
    const cells = randomCells(400)
    const python = spawnSync('python3', [`${projectRoot}/test/independent/survival.py`], {
      input: JSON.stringify(cells),
      encoding: 'utf8',
      maxBuffer: 50_000_000
    })
    const expected = JSON.parse(python.stdout) as Record<string, unknown>[]
    const found = survivals(cells)
    t.same(found, expected)
    t.ok(
      expected.some(({ km_median }) => km_median === null) &&
        expected.some(({ km_median, median }) => km_median !== null && km_median !== median),
      'both kinds are among them'
    )
  }
)

/** Cells of 1–60 observations with many ties, from a generator of their own: the same in each run. */
function randomCells(count: number): Observation[][] {
  let state = 20_260_831
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  return Array.from({ length: count }, () => {
    const [span, open] = [1 + below(40), below(10)]
    return Array.from({ length: 1 + below(60) }, (): Observation => [below(span), below(10) < open ? 0 : 1])
  })
}
