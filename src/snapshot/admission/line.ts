/** A line in which clients take turns: nobody's second comes before another's first. */
export interface Line<Item> {
  size(): number
  add(client: string, item: Item): void
  /** Takes out the item whose turn it is. */
  take(): Item | undefined
  remove(client: string, item: Item): void
  /** How many items would have their turn before the next one of a client. */
  ahead(client: string): number
  /** Whether another client has so many more items that its newest is to make room for one of this client. */
  hasLonger(client: string): boolean
  /** Takes out the newest item of the client with most items. */
  pushOut(): Item | undefined
}

/** An empty line. It knows a client for as long as one of its items waits. */
export function makeLine<Item>(): Line<Item> {
  // In the order of their next turns.
  const clients = new Map<string, Item[]>()
  const countOf = (client: string): number => clients.get(client)?.length ?? 0
  let size = 0
  const put = (client: string, items: Item[]) => {
    size += items.length - countOf(client)
    if (items.length === 0) clients.delete(client)
    else clients.set(client, items)
  }
  const longest = (): string => {
    let [found, most] = ['', 0]
    for (const [client, { length }] of clients) if (length > most) [found, most] = [client, length]
    return found
  }
  return {
    size: () => size,
    add: (client, item) => put(client, [...(clients.get(client) ?? []), item]),
    take() {
      const [first] = clients
      if (first === undefined) return undefined
      const [client, [item, ...others]] = first
      put(client, [])
      put(client, others)
      return item
    },
    remove(client, item) {
      const items = clients.get(client) ?? []
      put(
        client,
        items.filter(each => each !== item)
      )
    },
    // Asked of each request that is refused, so it makes nothing.
    ahead(client) {
      const own = countOf(client)
      let ahead = own
      for (const [name, { length }] of clients) if (name !== client) ahead += Math.min(length, own + 1)
      return ahead
    },
    hasLonger: client => countOf(longest()) > countOf(client) + 1,
    pushOut() {
      const client = longest()
      const items = clients.get(client) ?? []
      put(client, items.slice(0, -1))
      return items.at(-1)
    }
  }
}
