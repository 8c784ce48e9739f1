import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../../src/root.ts'

/** An address on a page that a reader can ask as it stands. */
export interface Recipe {
  /** `README.md:22` */
  place: string
  url: string
  /** Sources of which the page says, under the same heading, that an import is needed. */
  needs: string[]
  /** Whether the page says that the address is refused: the comment above it begins with "Refused". */
  isRefused: boolean
  /** Whether the line above its block of code says that it is answered from the whole tables. */
  isWhole: boolean
  /** Figures that the paragraph under its block of code states. */
  figures: number[]
}

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8')

/** README.md and every page of docs/. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(path.join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`)
    .sort()
]

interface Contract {
  paths: Record<string, unknown>
}
export const contract: Contract = JSON.parse(read('openapi/openapi.json'))

const served =
  /(?<![\w.])(?:http:\/\/localhost:3000)?(\/(?:v1|openapi\.json|docs|health|ready)(?![\w-])[^\s'"`)|]*)/g
const isPattern = (url: string): boolean => /[{…]/.test(url)

/** Whether an address is an endpoint's name: a path of the contract, with or without the suffix of a format. */
const isName = (url: string): boolean =>
  url in contract.paths || url.replace(/\.[a-z-]+$/, '') in contract.paths

/** The addresses on a page that are to be asked, and the names of endpoints in its sentences. */
export function addressesOn(page: string): { recipes: Recipe[]; named: string[] } {
  const recipes: Recipe[] = []
  const named: string[] = []
  let needs: string[] = []
  let isCode = false
  let isWhole = false
  let comment = ''
  const lines = read(page).split('\n')
  for (const [i, line] of lines.entries()) {
    if (line.startsWith('```')) {
      isCode = !isCode
      isWhole = isCode && /\bwhole tables\b/.test(lines.slice(0, i).findLast(each => each !== '') ?? '')
    }
    if (!isCode && /^#+ /.test(line)) needs = []
    needs.push(...[...line.matchAll(/needs? an import of `([a-z-]+)`/g)].map(([, source = '']) => source))
    if (isCode && /^(#|$)/.test(line)) comment = line
    for (const [, url = ''] of line.matchAll(served))
      if (isPattern(url) || (!isCode && isName(url))) named.push(url)
      else
        recipes.push({
          ...{ place: `${page}:${i + 1}`, url },
          needs,
          isRefused: isCode && /^# Refused\b/.test(comment),
          isWhole,
          figures: isCode ? figuresUnder(lines, i) : []
        })
  }
  return { recipes, named }
}

/** Whole numbers in the paragraph after the block of code that holds a line; years and what stands in code are none. */
function figuresUnder(lines: readonly string[], inside: number): number[] {
  const end = lines.findIndex((line, i) => i > inside && line.startsWith('```'))
  const rest = lines.slice(end + 1).join('\n')
  const [paragraph = ''] = rest.trimStart().split('\n\n')
  if (/^[#|`]/.test(paragraph)) return []
  return [...paragraph.replaceAll(/`[^`]*`|\]\([^)]*\)/g, ' ').matchAll(/\b\d{1,3}(?:,\d{3})+\b|\b\d+\b/g)]
    .map(([text]) => text)
    .filter(text => !/^(?:19|20)\d\d$/.test(text))
    .map(text => Number(text.replaceAll(',', '')))
}

/** Addresses with a question in examples of the contract. They name releases that are not here, so these are left out. */
export function contractAddresses(): string[] {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value === 'string' && /^\/v1\/[^?]*\?/.test(value))
      found.add(value.replace(/([?&])release=[^&]*(&|$)/, (_, before, after) => (after ? before : '')))
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) look(each)
  }
  look(contract)
  return [...found].sort()
}

/** The examples of parameters, by path: `group_by=nationality,year`. */
export function parameterExamples(): { path: string; question: string }[] {
  interface Parameter {
    name: string
    example?: unknown
  }
  return Object.entries(contract.paths as Record<string, { get?: { parameters?: Parameter[] } }>).flatMap(
    ([url, { get }]) =>
      (get?.parameters ?? []).flatMap(({ name, example }) =>
        example === undefined ? [] : [{ path: url, question: `${name}=${[example].flat().join(',')}` }]
      )
  )
}
