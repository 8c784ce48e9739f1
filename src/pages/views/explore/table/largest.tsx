import { type Dimension, isRanked } from '../../../../vocabulary/measures/dimension.ts'
import type { Statistics } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { listIn, rowsAlike } from '../cells.ts'

/** More groups than these are hard to read in a table, and too many for a picture. */
const readable = 20
/** How many groups the page offers to show by themselves. */
const offered = 10
/** Of many groups, the way to the largest; of the largest, how many others are together. Nothing of few. */
export function LargestGroups({ main }: { main: Statistics }) {
  const { say, number, link, own } = useHere()
  const { top, query } = main.meta
  if (top) return top.rest > 0 ? <p class="whose">{say('rest_of_groups', { n: number(top.rest) })}</p> : null
  const ranked = listIn(query, 'group_by').find(name => isRanked(name as Dimension))
  if (ranked === undefined) return null
  const groups = new Set(main.data.map(row => row[ranked])).size
  const isOfParts = rowsAlike(main.data, listIn(query, 'split_by')).length > 1
  if (isOfParts || (groups <= readable && main.links.next === null)) return null
  const { sort: _, limit: __, cursor: ___, since: ____, ...rest } = own.query
  return (
    <p class="whose">
      <a href={link(own.path, { ...rest, top: offered })}>{say('largest_groups', { n: offered })}</a>
    </p>
  )
}
