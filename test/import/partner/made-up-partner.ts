import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The words of made-up partners, by dimension: small enough that a whole attack can be computed. */
export const words = {
  year: ['2021', '2022'],
  nationality: ['AFG', 'RUS', 'OTHER'],
  sex: ['male', 'female'],
  outcome: ['refugee_status_granted', 'rejected', 'withdrawn']
} as const
export type Name = keyof typeof words
export type Made = Record<Name, string>
export const names = Object.keys(words) as Name[]

export interface Table {
  series: string
  dimensions: Name[]
}

/** Three tables of the same records that share margins by twos: what one withholds another could give away. */
export const linkedTables: Table[] = [
  { series: 'by-year', dimensions: ['year', 'nationality', 'outcome'] },
  { series: 'by-sex', dimensions: ['nationality', 'sex', 'outcome'] },
  { series: 'years-by-sex', dimensions: ['year', 'sex'] }
]

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Records of which the first words are the most frequent, so that the numbers of the others are small. */
export function madeUpRecords(seed: number, count: number): Made[] {
  const random = randomFrom(seed)
  const pick = (list: readonly string[]) => list[Math.floor(list.length * random() ** 2)] as string
  return Array.from({ length: count }, () => ({
    year: pick(words.year),
    nationality: pick(words.nationality),
    sex: pick(words.sex),
    outcome: pick(words.outcome)
  }))
}

export const declarationOf = (id: string, tables: readonly Table[], more: object = {}) => ({
  ...{
    format: 'partner/1',
    id,
    name: 'A made-up clinic',
    description: 'Decisions that a clinic was told of.'
  },
  ...{ licence: 'CC BY 4.0', citation: 'A made-up clinic, {release}.', contact: 'data@example.org' },
  ...{ url: 'https://example.org/', synthetic: true, unit: 'decisions', policy: { min_cell: 5 } },
  period: { from: '2021-01-01', to: '2022-12-31' },
  values: Object.fromEntries(
    names
      .filter(name => name !== 'year' && tables.some(({ dimensions }) => dimensions.includes(name)))
      .map(name => [name, words[name]])
  ),
  tables: tables.map(({ series, dimensions }) => ({
    ...{ series, title: `Decisions, ${series}`, decision_stage: 'first_instance', dimensions },
    ...(dimensions.includes('outcome') ? { rates: ['total_protection_rate'] } : {})
  })),
  ...more
})

/** Writes the folder of a partner and returns its path. */
export function writePartner(
  parent: string,
  declaration: { id: string; values: object },
  records: readonly Made[]
): string {
  const folder = join(parent, declaration.id)
  mkdirSync(folder, { recursive: true })
  const columns = Object.keys(declaration.values) as Name[]
  const lines = records.map(record =>
    ['first_instance', record.year, ...columns.map(name => record[name])].join(',')
  )
  writeFileSync(join(folder, 'partner.json'), JSON.stringify(declaration))
  writeFileSync(
    join(folder, 'records.csv'),
    `${['decision_stage', 'decided_on', ...columns].join(',')}\n${lines.join('\n')}\n`
  )
  return folder
}
