import { sourceRegistry } from '../sources/registry.ts'
import type { Source } from '../sources/source.ts'
import { didYouMean, UsageError } from './command.ts'

/** The source of a word on the command line. Throws UsageError, with the names that there are. */
export function knownSource(id: string): Source {
  const ids = sourceRegistry.map(({ about }) => about.id)
  const source = sourceRegistry.find(({ about }) => about.id === id)
  if (source) return source
  throw new UsageError(`There is no source ${id}.${didYouMean(id, ids)} There are: ${ids.join(', ')}`)
}
