/** Pieces of an answer, added by one who writes and read by another. */
export interface Pieces {
  add(bytes: Uint8Array): void
  end(): void
  fail(error: Error): void
  /** All that was added, piece by piece, until the end. Throws what `fail` was given. */
  read(): AsyncGenerator<Buffer>
  /** All that was added, in one. */
  whole(): Buffer
}

export function makePieces(): Pieces {
  const waiting: Buffer[] = []
  let over = false
  let failure: Error | undefined
  let wake = (): void => {}
  return {
    add({ buffer, byteOffset, byteLength }) {
      waiting.push(Buffer.from(buffer, byteOffset, byteLength))
      wake()
    },
    end() {
      over = true
      wake()
    },
    fail(error) {
      failure ??= error
      wake()
    },
    async *read() {
      for (;;) {
        for (let piece = waiting.shift(); piece; piece = waiting.shift()) yield piece
        if (failure) throw failure
        if (over) return
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
    whole: () => Buffer.concat(waiting)
  }
}
