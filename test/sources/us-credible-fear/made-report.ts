// A made-up report of USCIS in the whole of its layout: all blocks, those with sub-blocks too, the key and the footnotes,
// with the line ends and the odd bytes of the published ones. All figures are invented.

interface Half {
  from: string
  to: string
}

/** So many halves of months, of which the last begins on a day: `2024-08-01`. */
export function halvesUntil(last: string, count: number): Half[] {
  const halves: Half[] = []
  let [year = 0, month = 0] = last.split('-').map(Number)
  let isFirst = last.endsWith('-01')
  while (halves.length < count) {
    const end = new Date(Date.UTC(year, month, 0)).getUTCDate()
    halves.unshift(
      isFirst
        ? { from: `${month}/1/${year}`, to: `${month}/15/${year}` }
        : { from: `${month}/16/${year}`, to: `${month}/${end}/${year}` }
    )
    if (isFirst) [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1]
    isFirst = !isFirst
  }
  return halves
}

const labels = [
  ...['Case Receipts', 'All Decisions', 'Fear Established_Persecution (Y)', 'Fear Established_Torture (Y)'],
  ...['Fear Not Established (N)', 'Administratively Closed']
] as const
type Label = (typeof labels)[number]

/** ` 1,234 ` with quotes, ` 943 ` without, and ` - ` for 0. */
const printed = (n: number): string => {
  if (n === 0) return ' -   '
  const text = ` ${n.toLocaleString('en-US')} `
  return text.includes(',') ? `"${text}"` : text
}

export interface MadeReport {
  halves: Half[]
  /** Of a label in the n-th half, counted from the newest (0) back. */
  credible: (label: Label, back: number) => number
  reasonable: (label: Label, back: number) => number
  bom?: boolean
  /** Lines without a text before the first. */
  blank?: number
}

/** The report in bytes of Latin-1, with a mark of UTF-8 where it is asked for. */
export function madeReport({ halves, credible, reasonable, bom = false, blank = 2 }: MadeReport): Buffer {
  const width = halves.length + 2
  const line = (cells: string[]): string => [...cells, ...Array(width - cells.length).fill('')].join(',')
  const dates = (first: string, second: string, which: keyof Half): string =>
    line([first, second, ...halves.map(half => half[which])])
  const figures = (of: MadeReport['credible'], label: Label): string[] =>
    halves.map((_, at) => printed(of(label, halves.length - 1 - at)))
  const plain = (title: string, of: MadeReport['credible']): string[] => [
    ...[line([title]), line([]), dates('From', '', 'from'), dates('To', '', 'to')],
    ...labels.map(label => line([label, '', ...figures(of, label)]))
  ]
  // Sub-blocks have the group in the first cell of their first line only, and the label beside it.
  const parted = (title: string, groups: string[], of: MadeReport['credible'], which: readonly Label[]) => [
    ...[line([title]), line([]), dates('', 'From', 'from'), dates('', 'To', 'to')],
    ...groups.flatMap(group =>
      which.map((label, at) => line([at === 0 ? group : '', label, ...figures(of, label)]))
    )
  ]
  const none = () => 0
  const lines = [
    ...Array.from({ length: blank }, () => line([])),
    line([`"This report is current as of August 20, 2024 "`]),
    ...plain(
      'All Credible Fear Cases - Showing number of cases received and number of cases completed by outcome per semi-monthly period (1st - 15th and 16th - end of month)1',
      credible
    ),
    ...parted(
      'Credible Fear Cases Subject to Third Country Transit Bar - Interim Final Rule2',
      ['No Exception', 'Exception Established'],
      none,
      labels
    ),
    ...plain('Credible Fear Cases at Family Residential Centers3', () => 7),
    ...plain('All Reasonable Fear Cases', reasonable),
    ...plain('Reasonable Fear Cases at Family Residential Centers', none),
    ...parted(
      'Credible Fear Cases Disaggregated by Adjudicator DHS Component4',
      ['USCIS', 'USCBP'],
      (label, back) => Math.floor(credible(label, back) / 2),
      labels.slice(1)
    ),
    ...parted(
      'Reasonable Fear Cases Disaggregated by Adjudicator DHS Component',
      ['USCIS', 'USCBP'],
      (label, back) => reasonable(label, back),
      labels.slice(1)
    ),
    ...[line(['Table Key']), line(['- Represents 0']), line(['Footnotes'])],
    line(['"1 A case counts once, \u00A0as the office has it."']),
    line(['2 No results.\u00A0'])
  ]
  const text = Buffer.from(lines.map(each => `${each}\r\n`).join(''), 'latin1')
  return bom ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]) : text
}
