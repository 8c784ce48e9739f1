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
  const put = (client: string, items: Item[]) => {
    if (items.length === 0) clients.delete(client)
    else clients.set(client, items)
  }
  const longest = (): { client: string; items: Item[] } => {
    let most: { client: string; items: Item[] } = { client: '', items: [] }
    for (const [client, items] of clients) if (items.length > most.items.length) most = { client, items }
    return most
  }
  return {
    size: () => [...clients.values()].reduce((sum, { length }) => sum + length, 0),
    add: (client, item) => put(client, [...(clients.get(client) ?? []), item]),
    take() {
      const [first] = clients
      if (first === undefined) return undefined
      const [client, [item, ...others]] = first
      clients.delete(client)
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
    ahead(client) {
      const own = countOf(client)
      const others = [...clients].filter(([name]) => name !== client)
      return others.reduce((sum, [, { length }]) => sum + Math.min(length, own + 1), own)
    },
    hasLonger: client => longest().items.length > countOf(client) + 1,
    pushOut() {
      const { client, items } = longest()
      put(client, items.slice(0, -1))
      return items.at(-1)
    }
  }
}
