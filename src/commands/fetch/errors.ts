/** The publisher's server cannot be reached. Nothing was changed. The message says what to do. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** The server did not give the release. Nothing was changed. The message says what it gave instead. */
export class NotGiven extends Error {
  override name = 'NotGiven'
  /** How long the server asks to wait, where it asks for longer than a fetch waits. */
  readonly wait_ms: number | undefined

  constructor(message: string, wait_ms?: number) {
    super(message)
    this.wait_ms = wait_ms
  }
}

/** There is no room for the release. Nothing was changed. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

/** A failure that may pass: another try is made, after `wait_ms` where the server says how long. */
export class Hiccup extends Error {
  override name = 'Hiccup'
  readonly wait_ms: number | undefined
  /** The error to throw when no try is left. */
  readonly last: Unreachable | NotGiven

  constructor(last: Unreachable | NotGiven, wait_ms?: number) {
    super(last.message)
    this.last = last
    this.wait_ms = wait_ms
  }
}
