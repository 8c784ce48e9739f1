export const tables = [
  'A_TblCase',
  'B_TblProceeding',
  'tbl_Court_Appln',
  'tblAppeal',
  'tblAppealFedCourts',
  'tbl_RepsAssigned'
] as const
export type Table = (typeof tables)[number]

export interface CaseTold {
  case_outcome: string
  case_outcome_kind: string
  case_status: string
  nationality: string
  filed_fiscal_year: number
  waiting_at: string
  country_of_return: string
  case_type: string
  case_type_conflict: boolean
  pathway: string
}

/** Counts of what was meant. Fiscal year 0 is: no date. */
export interface Tally {
  row(table: Table, became: 'loaded' | 'excluded' | 'rejected', reason: string, repaired: boolean): void
  decision(stage: string, claim: string, outcome: string, nationality: string, fiscalYear: number): void
  application(claim: string): void
  /** Whether a decision was made with counsel, as far as the release tells. */
  represented(stage: string, value: 'true' | 'false' | 'UNK'): void
  ordered(country: string): void
  case(told: CaseTold): void
  /** What EOIR's code of a designated country is read as. */
  country(code: string): string
  counts(): TallyFile
}

type Counts = Record<string, number>
export interface TallyFile {
  rows: Record<Table, { read: number; loaded: number; excluded: Counts; rejected: Counts; repaired: Counts }>
  /** Stage, claim, outcome, nationality, US fiscal year (null: no date), count. */
  decisions: [string, string | null, string, string, number | null, number][]
  /** Outcome, status, nationality, US fiscal year of filing (null: no date), count. */
  cases: [string, string, string, number | null, number][]
  applications: Counts
  /** Decisions by stage and by whether counsel had appeared: `appeal|true`. */
  represented_at_decision: Counts
  case_outcome_kind: Counts
  case_type: Counts
  case_type_conflict: number
  waiting_at: Counts
  pathways: Counts
  /** By decision, and by case as far as the order stands. */
  ordered_country_of_return: Counts
  case_country_of_return: Counts
}

/** Gives each text a small number. */
function numbering() {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  return {
    texts,
    of(text: string): number {
      let number = numbers.get(text)
      if (number === undefined) {
        number = texts.length
        numbers.set(text, number)
        texts.push(text)
      }
      return number
    }
  }
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function sorted(counts: Map<string, number>): Counts {
  return Object.fromEntries([...counts].filter(([key]) => key !== '').sort(([a], [b]) => (a < b ? -1 : 1)))
}

const years = 4_096
const places = 512
const words = 128

/** An empty tally. `read_as`: what each EOIR country code of the generator is read as. */
export function createTally(read_as: Map<string, string>): Tally {
  const word = numbering()
  const place = numbering()
  const decisions = new Map<number, number>()
  const cases = new Map<number, number>()
  const rows = new Map<number, number>()
  const single: Record<string, Map<string, number>> = {}
  const count = (name: string, key: string) => {
    let counts = single[name]
    if (counts === undefined) {
      counts = new Map()
      single[name] = counts
    }
    add(counts, key)
  }
  return {
    row(table, became, reason, repaired) {
      const what = (word.of(table) * words + word.of(became)) * words + word.of(reason)
      add(rows, what * 2 + (repaired ? 1 : 0))
    },
    decision(stage, claim, outcome, nationality, fiscalYear) {
      const what = (word.of(stage) * words + word.of(claim)) * words + word.of(outcome)
      add(decisions, (what * places + place.of(nationality)) * years + fiscalYear)
    },
    application: claim => count('applications', claim),
    represented: (stage, value) => count('represented', `${stage}|${value}`),
    ordered: country => count('ordered', country),
    case(told) {
      const what = word.of(told.case_outcome) * words + word.of(told.case_status)
      add(cases, (what * places + place.of(told.nationality)) * years + told.filed_fiscal_year)
      count('case_outcome_kind', told.case_outcome_kind)
      count('case_type', told.case_type)
      count('case_type_conflict', String(told.case_type_conflict))
      count('waiting_at', told.waiting_at)
      count('pathways', told.pathway === '' ? 'none' : told.pathway)
      count('case_country_of_return', told.country_of_return)
    },
    country: code => read_as.get(code) ?? 'UNK',
    counts: () => countsOf({ decisions, cases, rows, single, words: word.texts, places: place.texts })
  }
}

interface Counted {
  decisions: Map<number, number>
  cases: Map<number, number>
  rows: Map<number, number>
  single: Record<string, Map<string, number>>
  words: string[]
  places: string[]
}

/** The counts as they are written. */
function countsOf({ decisions, cases, rows, single, words, places }: Counted): TallyFile {
  return {
    rows: rowCounts(rows, words),
    decisions: unpack(decisions, 3, words, places).map(
      ([texts, nationality, year, n]) =>
        [texts[0], texts[1] || null, texts[2], nationality, year || null, n] as TallyFile['decisions'][number]
    ),
    cases: unpack(cases, 2, words, places).map(
      ([texts, nationality, year, n]) =>
        [texts[0], texts[1], nationality, year || null, n] as TallyFile['cases'][number]
    ),
    applications: sorted(single.applications ?? new Map()),
    represented_at_decision: sorted(single.represented ?? new Map()),
    case_outcome_kind: sorted(single.case_outcome_kind ?? new Map()),
    case_type: sorted(single.case_type ?? new Map()),
    case_type_conflict: single.case_type_conflict?.get('true') ?? 0,
    waiting_at: sorted(single.waiting_at ?? new Map()),
    pathways: sorted(single.pathways ?? new Map()),
    ordered_country_of_return: sorted(single.ordered ?? new Map()),
    case_country_of_return: sorted(single.case_country_of_return ?? new Map())
  }
}

function unpack(
  counts: Map<number, number>,
  wordCount: number,
  wordTexts: string[],
  placeTexts: string[]
): [string[], string, number, number][] {
  const found = [...counts].map(([key, n]): [string[], string, number, number] => {
    const year = key % years
    let rest = Math.floor(key / years)
    const nationality = placeTexts[rest % places] as string
    rest = Math.floor(rest / places)
    const texts: string[] = []
    for (let nth = 0; nth < wordCount; nth++) {
      texts.unshift(wordTexts[rest % words] as string)
      rest = Math.floor(rest / words)
    }
    return [texts, nationality, year, n]
  })
  const order = ([texts, nationality, year]: (typeof found)[number]) =>
    `${texts.join(' ')} ${nationality} ${year}`
  return found.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

function rowCounts(rows: Map<number, number>, texts: string[]): TallyFile['rows'] {
  const empty = () => ({
    read: 0,
    loaded: 0,
    excluded: {} as Counts,
    rejected: {} as Counts,
    repaired: {} as Counts
  })
  const result = Object.fromEntries(tables.map(table => [table, empty()])) as TallyFile['rows']
  const found = [...rows].map(([key, n]) => {
    const what = Math.floor(key / 2)
    const reason = texts[what % words] as string
    const became = texts[Math.floor(what / words) % words] as string
    const table = texts[Math.floor(what / words / words)] as Table
    return { table, became, reason, repaired: key % 2 === 1, n }
  })
  found.sort((a, b) => (a.reason < b.reason ? -1 : 1))
  for (const { table, became, reason, repaired, n } of found) {
    const of = result[table]
    of.read += n
    if (became === 'loaded') of.loaded += n
    else {
      const reasons: Counts = of[became as 'excluded' | 'rejected']
      reasons[reason] = (reasons[reason] ?? 0) + n
    }
    if (repaired) of.repaired[became] = (of.repaired[became] ?? 0) + n
  }
  return result
}
