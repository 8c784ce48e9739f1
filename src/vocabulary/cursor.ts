import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { said, type Translated } from './labels/texts/texts.ts'
import { Problem } from './problem.ts'

/** A sort key of the last row of a page. */
export type CursorValue = string | number | boolean | null

/** The query and the release that a cursor is bound to. */
export interface CursorContext {
  /** The canonical text of the query, without cursor, limit and release. */
  query: string
  /** Names the release of the first page, in a form that the caller can read back. */
  release: string
}

export interface Cursor {
  release: string
  after: CursorValue[]
}

const version = 1
/** The content of a token. Nothing of it is trusted: who reads `after` checks each value against its sort key. */
const Content = Type.Tuple([
  Type.Literal(version),
  Type.String(),
  Type.String(),
  Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]))
])
const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length)

/**
 * Writes the place where a page ended as one opaque token: version, release, hash of the query, sort keys, and a
 * checksum over them. It grants no access, so it holds no secret; the checksum detects truncated and edited tokens.
 */
export function encodeCursor(after: readonly CursorValue[], context: CursorContext): string {
  return cursorAt(after, { release: context.release, query: digest(context.query, 12) })
}

/** A token for a place, with the release and the query hash of another token. */
export function cursorAt(after: readonly CursorValue[], of: { release: string; query: string }): string {
  const body = JSON.stringify([version, of.release, of.query, after])
  return Buffer.from(body + digest(body, 8)).toString('base64url')
}

/**
 * Reads a token back. Throws Problem `invalid-cursor` when it is damaged, of another version, of another query, or of
 * another release than the one that the query pins.
 */
export function decodeCursor(text: string, context: { query: string; release?: string }): Cursor {
  const { release, query, after } = read(text)
  if (query !== digest(context.query, 12)) throw refused(said('cursor_of_other_question'))
  if (context.release !== undefined && release !== context.release) throw otherRelease()
  return { release, after }
}

function read(text: string): Cursor & { query: string } {
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const body = plain.slice(0, -8)
  const whole = Buffer.from(plain).toString('base64url') === text && digest(body, 8) === plain.slice(-8)
  if (!whole) throw damagedCursor()
  const content = parsed(body)
  if (!Array.isArray(content)) throw damagedCursor()
  if (content[0] !== version) throw refused(said('cursor_of_other_version'))
  if (!Check(Content, content)) throw damagedCursor()
  const [, release, query, after] = content
  return { release, query, after }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The error for a cursor whose content this service never wrote. Anyone can compute the checksum. */
export const damagedCursor = (): Problem => refused(said('cursor_damaged_use_next'))

/** The error for a cursor of another release than the one that the query names. */
export const otherRelease = (): Problem => refused(said('cursor_of_other_release'))

const refused = (detail: Translated): Problem =>
  new Problem('invalid-cursor', detail, [{ parameter: 'cursor', code: 'invalid-cursor' }])
