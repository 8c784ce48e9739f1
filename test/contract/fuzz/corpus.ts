/** Values seen in answers, by the field they stood in: a parameter has the name of its field. */
export interface Corpus {
  /** A value of a field that an answer had; undefined where none was seen. */
  value(name: string, roll: number): string | undefined
  /** Takes the values of an answer's rows, its ETag and the place of its next page. */
  learn(answer: unknown, etag: string | undefined): void
}

/** Kept of each field, so that memory stays flat however long it runs. */
const most = 300

/** Fields whose values are those of a parameter of another name. */
const alsoNamed: Readonly<Record<string, readonly string[]>> = {
  source: ['id'],
  country_of_return: ['country'],
  code: ['iso3', 'country', 'nationality', 'country_of_asylum', 'country_of_return'],
  id: ['source'],
  decision_stage: ['stage']
}

export function corpusOf(): Corpus {
  const seen = new Map<string, string[]>()
  let turn = 0

  const add = (name: string, value: string) => {
    const values = seen.get(name) ?? []
    seen.set(name, values)
    if (value === '' || value.length > 200 || values.includes(value)) return
    if (values.length < most) values.push(value)
    else values[turn++ % most] = value
  }
  const take = (name: string, value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number')
      for (const each of [name, ...(alsoNamed[name] ?? [])]) add(each, String(value))
    else if (Array.isArray(value)) for (const each of value.slice(0, 20)) take(name, each)
    else if (value !== null && typeof value === 'object')
      for (const [key, each] of Object.entries(value)) take(key, each)
  }

  return {
    value(name, roll) {
      const values = seen.get(name) ?? []
      return values[Math.floor(roll * values.length)]
    },
    learn(answer, etag) {
      if (etag !== undefined) add('etag', etag)
      const { data, links } = (answer ?? {}) as { data?: unknown; links?: { next?: string | null } }
      take('data', data)
      const cursor = links?.next && new URL(links.next, 'http://localhost').searchParams.get('cursor')
      if (cursor) {
        add('cursor', cursor)
        add('next', links.next as string)
      }
    }
  }
}
