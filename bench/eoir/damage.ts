import { claimKinds } from './meaning.ts'
import type { Appearance, DamageKind, Plan } from './plan/plan.ts'
import type { Random } from './random.ts'

/** A damaged row, and what an importer must make of it. */
export interface DamagedRow {
  table: string
  key: number
  kind: DamageKind | Exclude<Appearance['damage'], ''>
  must: 'repair' | 'reject'
}

const past_repair: DamageKind[] = [
  'a_scattered',
  'a_cut',
  'b_scattered',
  'b_letters_for_a_key',
  'b_cut',
  'appln_scattered'
]

/** Draws of damage: how often each kind befalls a row. `rate` multiplies what is usual. */
export function damager(perMillion: Record<string, number>, rate: number) {
  const shares = Object.entries(perMillion).map(
    ([kind, n]) => [kind as DamageKind, Math.min(0.2, (n * rate) / 1_000_000)] as const
  )
  const any = shares.reduce((sum, [, share]) => sum + share, 0)
  return (random: Random, plan: Plan): DamagedRow | null => {
    let at = random.next()
    if (at >= any || plan.gone !== '' || plan.doubled !== '') return null
    for (const [kind, share] of shares) {
      if (at < share) return befall(plan, kind, random)
      at -= share
    }
    return null
  }
}

/** Marks the row in the plan, so that the tally and the text both know. Nothing where the case has no fitting row. */
function befall(plan: Plan, kind: DamageKind, random: Random): DamagedRow | null {
  const lost = past_repair.includes(kind)
  const must = lost ? 'reject' : 'repair'
  if (kind.startsWith('a_')) {
    plan.damage = { kind, place: 0 }
    plan.repaired = !lost
    if (lost) plan.gone = 'unreadable'
    return { table: 'A_TblCase', key: plan.id, kind, must }
  }
  const place = kind.startsWith('b_') ? proceedingFor(plan, lost, random) : applicationFor(plan, kind)
  const row = (kind.startsWith('b_') ? plan.proceedings : plan.applications)[place]
  if (row === undefined) return null
  plan.damage = { kind, place }
  row.repaired = !lost
  row.unreadable = lost
  return { table: kind.startsWith('b_') ? 'B_TblProceeding' : 'tbl_Court_Appln', key: row.id, kind, must }
}

/**
 * A proceeding that is lost takes no claim with it: whether the case then has a claim would be open. One whose type
 * stands empty is left whole: with a field missing too, nobody could tell what is missing.
 */
function proceedingFor(plan: Plan, lost: boolean, random: Random): number {
  const fitting: number[] = []
  for (const [place, { type_left_out }] of plan.proceedings.entries()) {
    const claims = plan.applications.some(({ proceeding }) => proceeding === place)
    if (!type_left_out && !(lost && claims)) fitting.push(place)
  }
  return fitting[random.below(fitting.length)] ?? -1
}

function applicationFor(plan: Plan, kind: DamageKind): number {
  if (kind === 'appln_short')
    return plan.applications.findIndex(({ outcome, waiting }) => outcome === null && waiting === '')
  // Only a further claim is lost, for the same reason as above.
  const places = plan.applications.flatMap(({ code }, place) => (code in claimKinds ? [place] : []))
  return places[kind === 'appln_scattered' ? 1 : 0] ?? -1
}

const cities = [
  'SAN ANTONIO',
  'LOS ANGELES',
  'FORT WAYNE',
  'NEW ROCHELLE',
  'SALT LAKE CITY',
  'EAST LOS ANGELES'
]

/** The text of a row once damaged. `fields` are in the order of the file; `at` tells where a column stands. */
export function damageText(
  fields: string[],
  kind: DamageKind,
  at: (column: string) => number,
  key: number
): string {
  const city = at('ALIEN_CITY')
  const town = (cities[key % cities.length] as string).split(' ')
  switch (kind) {
    case 'a_overflow': {
      // A tab for each blank, and up to eight more between the words.
      const extra = 1 + (key % 8)
      const words = [...town, 'APT', 'NORTH', 'TOWER', 'FLOOR', 'REAR', 'SUITE', 'DOOR'].slice(0, extra + 1)
      fields[city] = words.join('\t')
      return fields.join('\t')
    }
    case 'a_shifted':
      fields[city] = town.slice(0, 2).join('\t')
      fields.pop()
      return fields.join('\t')
    case 'a_short':
    case 'b_short':
      // The last columns, empty and not used, are left out with their tabs.
      return fields.slice(0, kind === 'a_short' ? -3 : -1).join('\t')
    case 'a_cut':
      return `${fields.slice(0, at('LATEST_HEARING')).join('\t')}\t2019-0`
    case 'b_cut':
      return `${fields.slice(0, at('HEARING_DATE')).join('\t')}\t2017-`
    case 'a_scattered':
      fields[city] = town.slice(0, 2).join('\t')
      return scatter(fields, [at('E_28_DATE'), at('CASE_TYPE'), at('LATEST_HEARING'), at('DATE_OF_ENTRY')])
    case 'b_scattered':
      return scatter(fields, [at('OSC_DATE'), at('DEC_CODE'), at('CUSTODY'), at('HEARING_DATE')])
    case 'b_letters_for_a_key':
      fields[0] = 'FC'
      return fields.join('\t')
    case 'b_overflow':
      fields[at('HEARING_LOC_CODE')] += key % 3 === 0 ? '\t\t' : '\t'
      return fields.join('\t')
    case 'appln_overflow':
      return `${fields.join('\t')}\t`
    case 'appln_scattered':
      return scatter(fields, [2, 4])
    case 'appln_short':
      return fields.slice(0, -1).join('\t')
  }
}

/** The damaged rows among the appearances of a case. */
export const damagedAppearances = ({ appearances }: Plan): DamagedRow[] =>
  (appearances ?? []).flatMap(({ id, damage }) =>
    damage === ''
      ? []
      : [
          {
            table: 'tbl_RepsAssigned',
            key: id,
            kind: damage,
            must: damage === 'reps_short' ? 'repair' : 'reject'
          }
        ]
  )

/** The text of an appearance once damaged: its last column is left out, or two columns are broken. */
export function damagedAppearance(row: string, damage: Appearance['damage']): string {
  const fields = row.split('\t')
  if (damage === 'reps_short') return fields.slice(0, -1).join('\t')
  return damage === '' ? row : scatter(fields, [5, 7])
}

/** Each of the fields is broken in two by a tab, and a piece is lost: no joining of neighbours brings it back. */
function scatter(fields: string[], places: number[]): string {
  for (const place of places) {
    const text = fields[place] || '2019-03-05 00:00:00.000'
    const half = Math.max(1, text.length >> 1)
    fields[place] = `${text.slice(0, half)}#\t~${text.slice(half + 1)}`
  }
  return fields.join('\t')
}
