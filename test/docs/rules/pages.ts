import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../src/root.ts'

export const rulesPages = [
  'docs/rules/domain.md',
  'docs/rules/api.md',
  'docs/rules/sources.md',
  'docs/rules/coverage.md',
  'docs/rules/differences.md',
  'docs/rules/changes.md',
  'docs/rules/removals.md',
  'docs/rules/pages.md'
] as const

export const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')

/** The page of the rules on what each published value becomes. */
export const sourceRules = (): string => textOf('docs/rules/sources.md')

export interface Table {
  page: string
  /** As written, with the marks of code. */
  header: string[]
  rows: string[][]
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())

/** Every table of a page. Throws where a row has other columns than its header: a cell would be lost. */
export function tablesOf(page: string, text = textOf(page)): Table[] {
  return [...text.matchAll(/^\|.*\|\n\|[-|]+\|\n(?:\|.*\|(?:\n|$))*/gm)].map(([found]) => {
    const [header = '', , ...lines] = found.trimEnd().split('\n')
    const table = { page, header: cellsOf(header), rows: lines.map(cellsOf) }
    const odd = table.rows.find(row => row.length !== table.header.length)
    if (odd) throw new Error(`${page}: a row of "${header}" has ${odd.length} cells: ${odd.join(' | ')}`)
    return table
  })
}

/** What stands in marks of code in a cell, in its order. */
export const coded = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** The one table whose header begins with these cells. Throws where there is none, or more than one. */
export function tableUnder(tables: readonly Table[], ...header: string[]): string[][] {
  const found = tables.filter(table => header.every((cell, i) => table.header[i] === cell))
  if (found.length !== 1) throw new Error(`${found.length} tables begin with "${header.join(' | ')}"`)
  return (found[0] as Table).rows
}

/**
 * The closed lists of pages by their names: the first column under a header in marks of code, or a row of a table
 * `list | values`. Throws where two tables have one name.
 */
export function listsOf(tables: readonly Table[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  const add = (name: string, values: string[]) => {
    if (name in found) throw new Error(`the list ${name} stands in two places`)
    found[name] = values
  }
  for (const { header, rows } of tables) {
    const [name = ''] = header
    const own = /^`([a-z_]+)`$/.exec(name)?.[1]
    if (own !== undefined)
      add(
        own,
        rows.map(([cell]) => coded(cell)[0] ?? cell ?? '')
      )
    else if (header.join(' | ') === 'list | values')
      for (const [list, values] of rows) add(coded(list)[0] ?? '', coded(values))
  }
  return found
}

/** The anchor that a heading has on the web. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)

/** The sections of a page by their numbers: `8`, `8.6`. */
export const sectionsOf = (text: string): string[] =>
  headingsOf(text).flatMap(heading => /^(\d+(?:\.\d+)?)\.? /.exec(heading)?.[1] ?? [])

export const anchorsOf = (text: string): string[] => headingsOf(text).map(anchorOf)
