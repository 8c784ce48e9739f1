import { connectionsTo } from '../overload/connection.ts'

/** What a process that asks is sent: each path so many times, so many at once. */
export interface Order {
  base: string
  paths: string[]
  times: number
  at_once: number
  /** Lines of headers. */
  further: string
  /** The one status that counts; default: whatever is no refusal of a busy service. */
  status?: number
}

/**
 * Asks what it is sent over the channel to the process that started it, and tells how many got no answer.
 * A refusal of a question is one: a page says what it says.
 */
process.on('message', async ({ base, paths, times, at_once, further, status: wanted }: Order) => {
  const service = connectionsTo(base)
  const all = Array.from({ length: times }, () => paths).flat()
  let failed = 0
  const ask = async () => {
    for (let path = all.pop(); path !== undefined; path = all.pop()) {
      const { status } = await service.ask(path, '127.0.0.1', further)
      if (wanted === undefined ? status === 0 || status >= 429 : status !== wanted) failed++
    }
  }
  await Promise.all(Array.from({ length: at_once }, ask))
  service.close()
  process.send?.(failed)
})
