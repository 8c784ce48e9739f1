export const readingErrorCodes = [
  'missing',
  'empty',
  'truncated',
  'not-a-zip',
  'not-utf8',
  'unreadable',
  'malformed'
] as const
export type ReadingErrorCode = (typeof readingErrorCodes)[number]

/** Where in a release something was found: the file's own name, never a path of this machine, and a line. */
export interface ReadingPlace {
  file?: string | undefined
  line?: number | undefined
}

/** A release that cannot be read. The message says where, what is wrong, and what to do next. */
export class ReadingError extends Error {
  readonly code: ReadingErrorCode
  readonly file: string | undefined
  readonly line: number | undefined

  constructor(code: ReadingErrorCode, what: string, place: ReadingPlace = {}, cause?: unknown) {
    const where = [place.file, place.line === undefined ? undefined : `line ${place.line}`]
      .filter(part => part !== undefined)
      .join(', ')
    super(where === '' ? what : `${where}: ${what}`, { cause })
    this.name = 'ReadingError'
    this.code = code
    this.file = place.file
    this.line = place.line
  }
}

const fetchAgain = 'Fetch the file again and compare its size with the publisher’s.'

/** Puts an error of the file system, zlib or yauzl into words. A ReadingError passes as it is. */
export function toReadingError(error: unknown, place: ReadingPlace): ReadingError {
  if (error instanceof ReadingError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return new ReadingError('missing', 'there is no such file or folder. Check the path.', place, error)
  if (code === 'EACCES' || code === 'EPERM')
    return new ReadingError(
      'unreadable',
      'may not be read by this user. Change its permissions.',
      place,
      error
    )
  if (code === 'Z_BUF_ERROR' || message === 'unexpected EOF' || message.startsWith('not enough bytes'))
    return new ReadingError('truncated', `ends before its compressed data does. ${fetchAgain}`, place, error)
  if (code?.startsWith('Z_') || message.startsWith('too many bytes'))
    return new ReadingError(
      'malformed',
      `its compressed data is damaged (${message}). ${fetchAgain}`,
      place,
      error
    )
  return new ReadingError('unreadable', `cannot be read (${message}).`, place, error)
}
