import type { Source } from '../../sources/source.ts'
import type { SeenFile } from './recognised.ts'

/** What somebody or a program did to a file, how it is undone, and the advice to undo it. */
interface Damage {
  /** The head without it; undefined where the head shows no sign of it. */
  undone(head: string): string | undefined
  advice: string
}

const mostLinesBefore = 10
const lineBreak = /\r?\n/

const damages: readonly Damage[] = [
  {
    // UTF-16 without a byte order mark: every second byte of plain letters is zero.
    undone: head => (head.includes('\0') ? head.replaceAll('\0', '') : undefined),
    advice: 'It seems to be UTF-16 without a byte order mark: save it as UTF-8.'
  },
  {
    undone: head => (/\r(?!\n)/.test(head) ? head.replace(/\r\n?/g, '\n') : undefined),
    advice: 'Its lines end in a carriage return alone: save it with the line ends of Windows or Unix.'
  },
  {
    undone: head => (head.includes('|') ? head.replaceAll('|', ',') : undefined),
    advice: 'Its columns are separated by |: save it with commas, semicolons or tabs.'
  },
  {
    undone: head => {
      const [first = '', ...rest] = head.split(lineBreak)
      const small = first.toLowerCase()
      return small === first ? undefined : [small, ...rest].join('\n')
    },
    advice: 'The names of its columns are in capitals: write them as the publisher does.'
  }
]

/** A few lines before the header, such as a title, blank ones, or the separator that a spreadsheet wants to be told. */
const linesBefore = Array.from({ length: mostLinesBefore }, (_, i): Damage => {
  const number = i + 1
  return {
    undone: head => {
      const lines = head.split(lineBreak)
      return lines.length > number + 1 ? lines.slice(number).join('\n') : undefined
    },
    advice: `The names of its columns stand in line ${number + 1}: delete the lines before it.`
  }
})

/**
 * What to do with a file that a source would read but for one thing that was done to it; undefined where there is no
 * such thing.
 */
export function adviceFor({ head, member }: SeenFile, { layouts }: Source): string | undefined {
  const reads = (text: string): boolean =>
    layouts.some(layout => !layout.refuses && !layout.starter && layout.matches(text, member.name))
  for (const { undone, advice } of [...damages, ...linesBefore]) {
    const mended = undone(head)
    if (mended !== undefined && reads(mended)) return advice
  }
  const added = addedColumn(head, reads)
  return added === undefined
    ? undefined
    : `It has a column ${added} that the publisher’s file has not: delete that column.`
}

/** The one column of the header without which a file is read. */
function addedColumn(head: string, reads: (head: string) => boolean): string | undefined {
  const [first = '', ...rest] = head.split(lineBreak)
  const separator = [',', ';', '\t'].find(each => first.includes(each))
  if (separator === undefined) return undefined
  const names = first.split(separator)
  return names.find((_, i) => reads([names.filter((_, j) => j !== i).join(separator), ...rest].join('\n')))
}
