import { textOf } from './pages.ts'

interface Schema {
  default?: unknown
  minimum?: number
  maximum?: number
  enum?: string[]
}
interface Operation {
  parameters?: { name: string; schema: Schema }[]
}

/** The committed contract. */
export const contract = JSON.parse(textOf('openapi/openapi.json')) as {
  paths: Record<string, { get: Operation }>
}

/** The parameters of a path by their names. */
export const parametersOf = (path: string): Record<string, Schema> =>
  Object.fromEntries((contract.paths[path]?.get.parameters ?? []).map(({ name, schema }) => [name, schema]))

/** Every word of the wire: paths, names of parameters and members, words of closed lists. */
export function wordsOfContract(): Set<string> {
  const words = new Set<string>(Object.keys(contract.paths))
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && typeof value === 'object')
        for (const name of Object.keys(value ?? {})) words.add(name)
      if (key === 'enum' && Array.isArray(value)) for (const word of value) words.add(String(word))
      if (key === 'name' && typeof value === 'string') words.add(value)
      if (key !== 'example' && key !== 'examples') walk(value)
    }
  }
  walk(contract)
  return words
}
