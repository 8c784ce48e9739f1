import type { Language } from '../../../vocabulary/labels/language.ts'
import type { ReturnTimeline, TimelineBlock } from '../../../vocabulary/results/return-timeline.ts'
import { groupText } from '../groups.ts'
import { untoldText } from '../missing.ts'
import { nationOf } from '../nationals.ts'
import { detailOf, detailText, phrase } from '../phrases.ts'

/** Whose returns a timeline is about, and what of them is not told, in the words of statistics. */

type Asked = Pick<ReturnTimeline, 'nationality' | 'country_groups'>

const nationalityIn = ({ nationality }: Asked): [string, readonly string[]][] =>
  nationality.length > 0 ? [['nationality', nationality]] : []

/** The groups that are asked for, by parameter. */
function groupsIn({ country_groups }: Asked): [string, readonly string[]][] {
  const names = [...new Set(country_groups.map(({ parameter }) => parameter))]
  return names.map(name => [
    name,
    country_groups.filter(({ parameter }) => parameter === name).map(({ id }) => id)
  ])
}

/**
 * What follows "nationals" of departures: `of Somalia`, `of the 27 countries of the European Union`; undefined where
 * it is among the details.
 */
export function departedNation(asked: Asked, block: TimelineBlock, lang: Language): string | undefined {
  const [one, ...others] = [...nationalityIn(asked), ...groupsIn(asked)]
  // Orders have no form for it, and French no article for groups.
  if (one === undefined || others.length > 0 || block.return_status === 'ordered') return undefined
  const [name, [id, ...more]] = one
  if (name === 'nationality') return nationOf([one], lang)
  if (name !== 'nationality_group' || id === undefined || more.length > 0 || lang === 'fr') return undefined
  return phrase('of_group', lang, { group: groupText(daysOf(asked, block), undefined, { name, id }, lang) })
}

/** The same as details of a block, each group with the number of its countries on the last day of the block. */
export const detailsOfBlock = (asked: Asked, block: TimelineBlock, lang: Language): string[] => [
  ...nationalityIn(asked).map(([name, codes]) => detailText(name, codes, lang)),
  ...groupsIn(asked).map(([name, ids]) =>
    detailOf(
      name,
      ids.map(id => groupText(daysOf(asked, block), undefined, { name, id }, lang)),
      lang
    )
  )
]

/** The same for the title of a picture, where each block can have days of its own. */
export const detailsOfTimeline = (asked: Asked, lang: Language): string[] =>
  [...nationalityIn(asked), ...groupsIn(asked)].map(([name, words]) =>
    detailText(name, words, lang, asked.country_groups)
  )

const daysOf = ({ country_groups }: Asked, { coverage: { from, to } }: TimelineBlock) => ({
  ...{ from, to, country_groups },
  year_basis: null
})

/** What the release does not tell of blocks: `the nationality “Syria”`; undefined where nothing is missing. */
export function untoldOfBlocks(
  { nationality, country_of_return }: Pick<ReturnTimeline, 'nationality' | 'country_of_return'>,
  blocks: readonly TimelineBlock[],
  lang: Language
): string | undefined {
  const missing = blocks.flatMap(block => block.missing)
  if (missing.length === 0) return undefined
  const days = blocks.flatMap(({ coverage: { from, to } }) => [from, to]).sort()
  const figures = {
    ...{ from: days[0] ?? '', to: days.at(-1) ?? '', year_basis: null },
    filters: { nationality, country_of_return: [country_of_return] }
  }
  return untoldText(missing, lang, { figures })
}
