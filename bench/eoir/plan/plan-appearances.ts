import { lastDay, none } from '../days.ts'
import type { Random } from '../random.ts'
import type { Appearance, Plan } from './plan.ts'

/** Keys of appearances leave room for so many of one case. */
const mostAppearances = 64

/**
 * How often counsel appears, and what is odd about the rows. Made up, but for the published proportions of the sides and
 * levels: nearly half of the rows are the government's, 4 % are before the Board.
 */
const shares = {
  ...{ alone_but_appeared: 0.06, second_lawyer: 0.3, with_the_board: 0.62, government: 0.62 },
  undated: 0.012
}
/** As rare as in a real release, or so; they are multiplied as damage is. */
const rare = { impossible: 0.00002, no_case: 0.00002, short: 0.000004, scattered: 0.000004 }

/** Decides who appeared in a case, when all else of it is planned. `rate` multiplies what is rare. */
export function planAppearances(random: Random, plan: Plan, rate: number): Appearance[] {
  const appearances: Appearance[] = []
  const add = (side: Appearance['side'], level: Appearance['level'], on: number) => {
    if (appearances.length === mostAppearances) return
    const id = 60_000_000 + plan.index * mostAppearances + appearances.length
    appearances.push(odd(random, { id, side, level, on: Math.min(on, lastDay) }, rate))
  }
  const charged_on = plan.proceedings[0]?.charged_on ?? none
  const since = charged_on === none ? 15_000 : charged_on
  if (plan.represented !== '' || random.chance(shares.alone_but_appeared))
    do add('person', 'court', since + random.below(1_200))
    while (random.chance(shares.second_lawyer))
  for (const { filed_on } of plan.appeals)
    if (random.chance(shares.with_the_board)) add('person', 'board', filed_on + random.below(400))
  for (const { charged_on } of plan.proceedings)
    if (random.chance(shares.government)) add('government', 'court', Math.max(charged_on, 9_000) + 30)
  return appearances
}

/** A row that is as it should be, or lacks its day, names a case that is not there, or is damaged. */
function odd(
  random: Random,
  said: Pick<Appearance, 'id' | 'side' | 'level' | 'on'>,
  rate: number
): Appearance {
  const rarely = (share: number) => random.chance(Math.min(0.01, share * rate))
  const undated = random.chance(shares.undated)
  const impossible = rarely(rare.impossible)
  const lost = rarely(rare.no_case)
  const damage = rarely(rare.scattered) ? 'reps_scattered' : rarely(rare.short) ? 'reps_short' : ''
  return {
    ...said,
    on: undated || impossible ? none : said.on,
    on_text: impossible ? '2925-01-01 00:00:00.000' : '',
    names_no_case: lost,
    damage
  }
}
