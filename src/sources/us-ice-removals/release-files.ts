import { createHash } from 'node:crypto'
import { isNote } from '../../reading/files/litter.ts'
import { isWorkbook } from '../../reading/workbook.ts'
import type { ReturnFact } from '../../vocabulary/fact.ts'
import { readableFields } from '../../vocabulary/release/rejected-fields.ts'
import type { Assembled, CaseLayout, CasePart, Gathered, OpenFile } from '../source.ts'
import { isNamedRemovals, notSaid } from './columns.ts'
import { type Departure, mapRemoval, personKey } from './map.ts'
import { delimiterOf, isDelimiter, type RemovalRow, removalRows } from './removal-rows.ts'

/** What the other workbooks of a release are called: `ERO Admin Arrests_…`, `Hausman_DET_FY2024_…`. */
const otherNames = /arrest|detention|detainer|encounter|_(ARS|DET|DPR|ENC|RCA)_|\brca/i
/** Files that explain a release and hold none of its rows. */
const isExplanation = (name: string): boolean => /(^|\/)SYNTHETIC\.txt$/i.test(name) || isNote(name)

/** All rows count as one table: agencies split a release into files and sheets in different ways. */
const removals = 0
const rowsBetween = 1000
const dateColumn = 'Departed Date'

/**
 * A release of removals: any number of workbooks and text files, with one departure in each row. Rows are numbered
 * through the release. Rows of one person on one day, in any file, are assembled together to find duplicates: for the
 * import such a group is a case.
 */
export const removalFiles: CaseLayout = {
  id: 'removals',
  title: 'ICE removals (workbooks as released, CSV, or text parted by pipes)',
  series: 'removals',
  tables: ['Removals'],
  by_content: true,
  recognise(head, name) {
    const file = name.slice(name.lastIndexOf('/') + 1)
    if (isWorkbook(head, name)) return otherNames.test(file) && !isNamedRemovals(file) ? 'beside' : 'read'
    const delimiter = delimiterOf(head, name)
    // What does not say what it is is read so far that the refusal says why.
    if (isDelimiter(delimiter) || delimiter === notSaid) return 'read'
    return delimiter !== undefined || isExplanation(name) ? 'beside' : undefined
  },
  synthetic: names => names.some(name => /(^|\/)SYNTHETIC\.txt$/.test(name)),
  // Rows are numbered one after another, so the files are read one after another.
  lanes: names => [[...names]],
  gather,
  assemble,
  coverage: { nationality: 'all', country_of_asylum: ['USA'] },
  starter: false
}

const hasKeys = -1
/** The caveat of a release in which repeats cannot be found. */
const repeatsStay = 'duplicates-not-removed'

async function gather(files: readonly OpenFile[], into: Gathered): Promise<void> {
  let number = 0
  const unkeyed = new Map<string, number>()
  for (const file of files)
    for await (const row of removalRows(file)) {
      number++
      // A file or sheet without any key: the column is missing, blacked out, or holds rounded numbers.
      const before = unkeyed.get(row.place) ?? 0
      if (before >= 0) unkeyed.set(row.place, personKey(row) === '' ? before + 1 : hasKeys)
      report(row, number, into)
      const wait = number % rowsBetween === 0 ? into.settled() : undefined
      if (wait) await wait
    }
  const rows = [...unkeyed.values()].filter(count => count > 0)
  if (rows.length > 0)
    into.issue(
      repeatsStay,
      rows.reduce((sum, count) => sum + count, 0)
    )
}

function report(row: RemovalRow, number: number, into: Gathered): void {
  const mapped = mapRemoval(row)
  for (const { field, code } of mapped.unknown_codes) into.unknown(field, oneLine(code))
  if (row.has_rounded_key) into.unknown('Unique Identifier', 'a number of 16 or more digits')
  if ('excluded' in mapped) into.excluded(removals, mapped.excluded, false)
  else if ('rejected' in mapped) {
    into.rejected(removals, row.line, mapped.rejected, mapped.raw, mapped.readable)
    if (mapped.is_impossible_date) into.impossible(dateColumn)
  } else
    into.part({
      case_id: groupOf(personKey(row), mapped.departure.returned_on, number),
      table: removals,
      line: row.line,
      repaired: false,
      fields: fieldsOf(mapped.departure, number, row.place)
    })
}

/**
 * One number for all rows of a person on a day: a hash of the key, which itself is never stored. A row without a key
 * has its own number.
 */
function groupOf(person: string, day: string, number: number): string {
  if (person === '') return String(number)
  const digest = createHash('sha256').update(`${day} ${person}`).digest('hex')
  return BigInt(`0x${digest.slice(0, 20)}`).toString()
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

const fieldsOf = (departure: Departure, number: number, place: string): string[] =>
  [
    String(number),
    place,
    departure.returned_on,
    departure.nationality,
    departure.nationality_raw ?? '',
    departure.country_of_return,
    departure.country_of_return_raw ?? '',
    String(departure.same_country ?? ''),
    departure.return_type,
    String(departure.via_credible_fear ?? ''),
    departure.source_code
  ].map(oneLine)

function assemble(parts: readonly CasePart[], into: Assembled, released_on: string): void {
  const rows: { part: CasePart; fact: ReturnFact }[] = []
  for (const part of parts) {
    const fact = factOf(part)
    if ((fact.returned_on ?? '') <= released_on) rows.push({ part, fact })
    else {
      const { nationality, country_of_return, return_type } = fact
      const readable = readableFields({ nationality, country_of_return, return_type })
      into.rejected(part, 'no_departure_date', readable)
      into.impossible(dateColumn)
    }
  }
  rows.sort((a, b) => byWhatItTells(a.fact, b.fact))
  const kept = rows[0]?.fact.return_id
  for (const { part, fact } of rows) {
    into.fact(fact.return_id === kept ? fact : { ...fact, duplicate_of: kept as string })
    into.loaded(part)
  }
}

/**
 * Of the rows of one departure the one that tells most comes first: where it went, how it ended, whose it was. Rows
 * that tell as much are ordered by what they say, so that an answer does not depend on their order in the file.
 */
function byWhatItTells(a: ReturnFact, b: ReturnFact): number {
  const told = ({ country_of_return, return_type, nationality, via_credible_fear }: ReturnFact): number =>
    (country_of_return === 'UNK' ? 0 : 8) +
    (return_type === 'not_stated' ? 0 : 4) +
    (nationality === 'UNK' ? 0 : 2) +
    (via_credible_fear === undefined ? 0 : 1)
  const said = (fact: ReturnFact): string =>
    [
      fact.country_of_return,
      fact.return_type,
      fact.nationality,
      fact.via_credible_fear,
      fact.source_code
    ].join()
  const [first, second] = [said(a), said(b)]
  if (told(a) !== told(b)) return told(b) - told(a)
  return first === second ? Number(a.return_id) - Number(b.return_id) : first < second ? -1 : 1
}

const truth = (text: string): boolean | undefined => (text === '' ? undefined : text === 'true')

function factOf({ line, fields }: CasePart): ReturnFact {
  const [id = '', place = '', day = '', nationality = '', raw = '', country = '', ...rest] = fields
  const [country_raw = '', same = '', return_type = '', via = '', source_code = ''] = rest
  const same_country = truth(same)
  const via_credible_fear = truth(via)
  return {
    grain: 'return',
    source_table: place,
    line,
    return_id: id,
    nationality,
    ...(raw !== '' && { nationality_raw: raw }),
    country_of_return: country,
    ...(country_raw !== '' && { country_of_return_raw: country_raw }),
    ...(same_country !== undefined && { same_country }),
    return_type: return_type as ReturnFact['return_type'],
    returned_on: day,
    returned_precision: 'day',
    ...(via_credible_fear !== undefined && { via_credible_fear }),
    source_code
  }
}
