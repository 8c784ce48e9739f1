import { type Catalogued, holdsSubject, seriesNotHere } from '../../../snapshot/known/known-sources.ts'
import type { SeriesAbout } from '../../../vocabulary/about.ts'
import type { Translated } from '../../../vocabulary/labels/texts/texts.ts'
import { groupedCountries, isCountryGroup } from '../../../vocabulary/measures/dimension.ts'
import { recordFields } from '../../../vocabulary/records/fields.ts'
import { isRate, namedDimensions } from '../check-question.ts'
import { filtersIn, type Question, subjectOf } from '../question.ts'

interface NotImported {
  source: string
  series: string
  reasons: Translated[]
  /** The reasons for readers, who import nothing. */
  plain: Translated[]
}

/** Series that are known and not imported, as far as they could answer the question by what their sources declare. */
export function notHere(set: Catalogued, question: Question): NotImported[] {
  const subject = subjectOf(question)
  return seriesNotHere(set, ({ only_when_named }, series) =>
    only_when_named || series.only_when_named
      ? false
      : holdsSubject(series, subject) && couldTell(series, question)
  ).map(({ source, series, reason }) => ({ source, series, reasons: [reason.text], plain: [reason.plain] }))
}

/** False only where it is certain that no release of the series tells what is asked. */
function couldTell(series: SeriesAbout, question: Question): boolean {
  const { tells_only = {}, names_country_of_return, rates, grain } = series
  const named = namedDimensions(question).map(name => (isCountryGroup(name) ? groupedCountries[name] : name))
  // Records of cases come with decisions and returns, which have fields of their own.
  if (grain === 'count' && named.some(name => isField(name) && !('count' in recordFields[name].of)))
    return false
  const isReturn = subjectOf(question).name === 'returns'
  if (isReturn && named.includes('country_of_return') && names_country_of_return === undefined) return false
  const asked = (question.measures ?? []).filter(isRate)
  if (asked.length > 0 && !asked.some(rate => rate in rates)) return false
  return filtersIn(question).every(
    ([name, values]) =>
      tells_only[name] === undefined || values.some(value => tells_only[name]?.includes(value))
  )
}

const isField = (name: string): name is keyof typeof recordFields => Object.hasOwn(recordFields, name)
