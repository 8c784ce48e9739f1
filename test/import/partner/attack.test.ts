import t from 'tap'
import { importPartner } from '../../../src/import/partner/import-partner.ts'
import { withhold } from '../../../src/import/partner/withhold.ts'
import { service } from '../../service.ts'
import {
  attackerSolver,
  type Bounds,
  boundsOf,
  type Figure,
  placesOf,
  triedOut,
  truthOf
} from './attacker.ts'
import {
  declarationOf,
  linkedTables,
  type Made,
  madeUpRecords,
  type Table,
  writePartner
} from './made-up-partner.ts'
import { everyFigure } from './published-figures.ts'

const min_cell = 5

interface Partner {
  id: string
  tables: Table[]
  records: Made[]
  withholding?: typeof withhold
}

const partners: Partner[] = [1, 2, 3].map(seed => ({
  ...{ id: `partner-seed-${seed}`, tables: linkedTables },
  records: madeUpRecords(seed, 40 + 60 * seed)
}))
const tinyTables: Table[] = [
  { series: 'outcomes', dimensions: ['sex', 'outcome'] },
  { series: 'years', dimensions: ['year', 'outcome'] }
]
const tiny: Partner[] = [4, 5].map(seed => ({
  ...{ id: `partner-tiny-${seed}`, tables: tinyTables },
  records: madeUpRecords(seed, 24)
}))
/** Small numbers alone are withheld, and nothing for their sake. */
const careless: Partner = {
  ...{ id: 'partner-careless', tables: linkedTables, records: madeUpRecords(1, 100) },
  withholding: (declaration, records) =>
    withhold(declaration, records, () => undefined, {
      min_cell,
      most_places: 1_000,
      without_complements: true
    })
}

/** What of a withheld number the policy does not allow to be known. */
function tooNarrow(figure: Figure, records: readonly Made[], { low, high }: Bounds): string[] {
  const truth = truthOf(figure, records)
  const of = `${JSON.stringify(figure.at)} is ${truth}, and known to be ${low} to ${high}`
  const told = high - low < min_cell - 1e-6
  const small = truth > 0 && truth < min_cell && (low > 1e-6 || high < min_cell - 1e-6)
  return told || small ? [of] : []
}

t.test('a partner source is attacked with all that the service tells of it', async t => {
  const highs = await attackerSolver()
  const all = [...partners, ...tiny, careless]
  const made = await service(t, {}, async (database, dataDir) => {
    for (const { id, tables, records, withholding } of all)
      await importPartner(
        { database, dataDir, ...(withholding ? { withholding } : {}) },
        { source: 'partner', paths: [writePartner(t.testdir({}), declarationOf(id, tables), records)] }
      )
  })
  const attack = async ({ id, tables, records }: Partner) => {
    const { published, withheld: cells } = await everyFigure(made, id, tables)
    const found: { figure: Figure; bounds: Bounds }[] = []
    for (const figure of cells) found.push({ figure, bounds: boundsOf(highs, published, figure) })
    return {
      published,
      cells,
      found,
      faults: found.flatMap(({ figure, bounds }) => tooNarrow(figure, records, bounds))
    }
  }
  for (const partner of partners)
    await t.test(
      `${partner.id}: no withheld number is known more closely than the policy allows`,
      async t => {
        const { published, cells, faults } = await attack(partner)
        for (const figure of published)
          t.equal(figure.value, truthOf(figure, partner.records), JSON.stringify(figure.at))
        t.ok(cells.length > 5, `${cells.length} numbers are withheld`)
        t.ok(published.length > 20, `${published.length} are published`)
        const shown = published.filter(({ value }) => value !== null && value > 0 && value < min_cell)
        t.same(shown, [], 'no small number is published')
        t.same(faults, [])
      }
    )
  for (const partner of tiny)
    await t.test(`${partner.id}: trying out every way to spread whole records finds no more`, async t => {
      const { published, cells, found, faults } = await attack(partner)
      t.same(faults, [])
      const zero = new Set(published.filter(({ value }) => value === 0).flatMap(placesOf))
      // Nationality is told by no table: one place of the three stands for all.
      const open = [...new Set(published.concat(cells).flatMap(placesOf))].filter(
        i => !zero.has(i) && isFirstNationality(i)
      )
      const exact = triedOut(published, cells, open, partner.records.length + min_cell)
      for (const [i, { figure, bounds }] of found.entries()) {
        const tried = exact[i] as Bounds
        t.ok(
          bounds.low <= tried.low + 1e-6 && tried.high <= bounds.high + 1e-6,
          'within the linear program’s bounds'
        )
        t.same(tooNarrow(figure, partner.records, tried), [])
      }
      t.ok(found.length > 0, 'something is withheld')
    })
  await t.test('without complementary cells the attack finds small numbers out', async t => {
    const { faults } = await attack(careless)
    t.ok(faults.length > 0, `${faults.length} are found out, such as ${faults[0]}`)
  })
})

/** Of the order of places: year, nationality, sex, outcome. */
const isFirstNationality = (place: number): boolean => Math.floor(place / 6) % 3 === 0
