import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../../src/root.ts'
import { anchorsOf, rulesPages, sectionsOf, textOf } from './pages.ts'

/** A text that cites, as one line: a citation can be broken by the end of a line of a comment. */
const unbroken = (text: string): string => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/|#)?\s*/g, ' ')

/** `docs/rules/domain.md §8.1, §8.2 and §8.3`: a page and its sections. */
const citation = /(?<![\w./-])((?:docs|src|test)\/[\w./-]+\.md)((?:(?:,| and|,? to)? §\d+(?:\.\d+)*)*)/g
/** Pages of others may be cited by their own sections. */
const elsewhere = /\b(?:ECMA-376|RFC \d{4}) §\d+(?:\.\d+)*/g
/** A page or a section in any other spelling: no reader could follow it. */
const stray =
  /§ ?\w*|\b(?:domain|api|sources?|source-mappings|architecture|style|releases|new-sources|user-reports)\.md\b|\b(?:domain|api|architecture|source-mappings) (?:section|rule|§) ?\d|\b(?:section|rule) \d+(?:\.\d+)* of (?:the )?\w*(?:domain|api|sources|mappings|architecture|rules)/gi

/** What is wrong with the citations of a text, in words. */
function faultsIn(text: string): string[] {
  const line = unbroken(text)
  const faults: string[] = []
  for (const [, page = '', sections = ''] of line.matchAll(citation)) {
    if (!existsSync(join(projectRoot, page))) {
      faults.push(`there is no ${page}`)
      continue
    }
    const known = sectionsOf(textOf(page))
    for (const [, section = ''] of sections.matchAll(/§([\d.]+)/g))
      if (!known.includes(section)) faults.push(`${page} has no §${section}`)
  }
  const rest = line.replaceAll(citation, '').replaceAll(elsewhere, '')
  return [...faults, ...(rest.match(stray) ?? []).map(found => `"${found}" names no page of the repository`)]
}

const filesOf = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|mjs|json|py)$/.test(name))
    .map(name => join(folder, name))

t.test('each page and section that the code cites is there', t => {
  let cited = 0
  for (const file of ['src', 'bench', 'scripts'].flatMap(filesOf)) {
    const text = textOf(file)
    cited += unbroken(text).match(/docs\/rules\/\w+\.md §/g)?.length ?? 0
    t.same(faultsIn(text), [], file)
  }
  t.ok(cited >= 45, `${cited} citations`)
  t.end()
})

t.test('a citation that leads nowhere is found, however it is spelled', t => {
  const found = (text: string): number => faultsIn(text).length
  t.equal(found(' * (docs/rules/domain.md §8.6 and\n * §8.8, then docs/rules/api.md §3)'), 0)
  t.equal(found('// ECMA-376 §18.8.30'), 0)
  for (const text of [
    ...['docs/rules/domain.md §9', 'docs/rules/domain.md §8.1 and §8.19', 'docs/rules/law.md §1'],
    ...['domain.md §8.6', 'domain.md', 'domain §8.7', 'architecture §4', '§8.6', '§ 8'],
    ...['source-mappings.md', 'api section 3', 'rule 7 of domain', 'docs/rules/domain.md\n * §9.1']
  ])
    t.not(found(text), 0, text)
  t.end()
})

t.test('each link of the pages leads to a page, and to a heading that it has', t => {
  const pages = [...rulesPages, 'docs/glossary.md']
  let links = 0
  for (const page of pages)
    for (const [, target = ''] of textOf(page).matchAll(/\]\(([^)]+)\)/g)) {
      links++
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page : join(page, '..', path)
      t.ok(existsSync(join(projectRoot, file)), `${page}: ${target}`)
      if (anchor !== undefined) t.ok(anchorsOf(textOf(file)).includes(anchor), `${page}: ${target}`)
    }
  t.ok(links > 100, `${links} links`)
  t.end()
})

t.test('sections of a page that it names itself are there', t => {
  for (const page of rulesPages) {
    const own = textOf(page).replaceAll(/\[[^\]]*\]\([^)]*\)(?: to\s+§[\d.]+)?/g, '')
    const known = sectionsOf(textOf(page))
    for (const [, section = ''] of own.matchAll(/§(\d+(?:\.\d+)?)/g))
      t.ok(known.includes(section), `${page} §${section}`)
  }
  t.end()
})

t.test('no two sections of a page have one number', t => {
  for (const page of rulesPages) {
    const sections = sectionsOf(textOf(page))
    t.ok(sections.length >= 5, page)
    t.equal(new Set(sections).size, sections.length, page)
  }
  t.end()
})
