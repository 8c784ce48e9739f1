import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { UnusableSettings } from '../../config.ts'
import { builtInGroups, type CountryGroup } from '../../vocabulary/countries/groups/country-group.ts'
import { readOwnGroup } from '../../vocabulary/countries/groups/own-group.ts'

/** The folder of the operator's own groups, in the data directory. */
export const groupFolder = 'country-groups'

/**
 * The groups that are built in, and those in the files of the data directory. Throws UnusableSettings with a sentence
 * for each fault of each file: a list that was left out would give other numbers.
 */
export async function countryGroupsOf(dataDir: string): Promise<CountryGroup[]> {
  const folder = path.join(dataDir, groupFolder)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = names.filter(name => !name.startsWith('.')).sort()
  const read = await Promise.all(files.map(async name => ({ name, ...(await readFileOf(folder, name)) })))
  const faults = [
    ...read.flatMap(({ name, faults }) => faults.map(fault => `${name}: ${fault}`)),
    ...twice(read)
  ]
  if (faults.length > 0)
    throw new UnusableSettings([`The groups of countries in ${folder} cannot be used.`, ...faults].join('\n'))
  return [...builtInGroups, ...read.flatMap(({ group }) => group ?? [])]
}

interface ReadFile {
  name: string
  group?: CountryGroup
  faults: string[]
}

async function readFileOf(folder: string, name: string): Promise<Omit<ReadFile, 'name'>> {
  if (!name.endsWith('.json'))
    return { faults: ['It is no .json file; this folder holds groups of countries alone.'] }
  try {
    return readOwnGroup(JSON.parse(await readFile(path.join(folder, name), 'utf8')))
  } catch (error) {
    return { faults: [`It cannot be read as JSON: ${error instanceof Error ? error.message : error}.`] }
  }
}

/** Two files with one id, whatever its case. */
function twice(read: readonly ReadFile[]): string[] {
  const seen = new Map<string, string>()
  return read.flatMap(({ name, group }) => {
    if (group === undefined) return []
    const other = seen.get(group.id.toLowerCase())
    seen.set(group.id.toLowerCase(), name)
    return other === undefined ? [] : [`${name}: id ${group.id} is also that of ${other}.`]
  })
}

/** A short mark of the operator's own groups for the name of the build, so that no cache keeps answers of other lists. */
export const ownGroupsText = (groups: readonly CountryGroup[]): string =>
  JSON.stringify(groups.filter(({ is_own }) => is_own))
