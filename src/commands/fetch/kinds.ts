import { NotGiven } from './errors.ts'

/** Workbooks are zips, XLSX and ODS alike. */
const zipped = (start: string): boolean => start.startsWith('PK\x03\x04')

/** Kinds of released files and how each begins. Needed because servers may answer with a web page and "200 OK". */
const kinds = {
  zip: { words: 'a zip', begins: zipped },
  workbook: { words: 'a workbook', begins: zipped },
  fear_report: {
    words: 'a report of screenings',
    begins: start => /current as of|All Credible Fear Cases/i.test(start)
  },
  // The first header cell of Eurostat's tables lists the dimensions.
  tsv: { words: 'a table', begins: start => /^[\w,]+,\w+\\TIME_PERIOD/.test(start) }
} as const satisfies Record<string, { words: string; begins: (start: string) => boolean }>

export type FileKind = keyof typeof kinds

/** Throws NotGiven where a file does not begin as one of its kind does. */
export function refuseOtherKind(kind: FileKind, head: Buffer, url: string): void {
  const { words, begins } = kinds[kind]
  const start = head.toString('latin1', 0, 1024)
  if (begins(start)) return
  throw new NotGiven(
    `${new URL(url).host} gave ${whatItIs(start)} instead of ${words}. It may be out of order for now: ` +
      `try again later, or look at ${url} in a browser.`
  )
}

/** Throws NotGiven for a response with the content type of HTML, before its body is read. */
export function refusePage(kind: FileKind, headers: Headers, url: string): void {
  if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
    refuseOtherKind(kind, Buffer.from('<html'), url)
}

function whatItIs(start: string): string {
  if (/^\s*(<!doctype html|<html)/i.test(start)) return 'an HTML page'
  if (/^\s*</.test(start)) return 'a message in XML'
  if (/^\s*[{[]/.test(start)) return 'a message in JSON'
  return start === '' ? 'nothing' : 'something else'
}
