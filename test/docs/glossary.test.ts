import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { wordsOfContract } from './rules/contract.ts'
import { anchorsOf, coded, tablesOf, tableUnder, textOf } from './rules/pages.ts'

const page = 'docs/glossary.md'
const lines = tableUnder(tablesOf(page), 'word')

t.test('each word has a line of its own, in the order of the alphabet', t => {
  const words = lines.map(([word = '']) => word.toLowerCase())
  t.ok(words.length > 80, `${words.length} words`)
  t.same(words, [...words].sort())
  t.equal(new Set(words).size, words.length)
  t.end()
})

t.test('each word says what it means, and where it is defined', t => {
  for (const [word = '', meaning = '', where = ''] of lines) {
    t.ok(meaning.length > 10, word)
    const [, path = '', anchor] = /^\[[^\]]+\]\(([^)#]+)(?:#([^)]+))?\)$/.exec(where) ?? []
    const file = join('docs', path)
    t.ok(path !== '' && existsSync(join(projectRoot, file)), `${word}: ${where}`)
    if (anchor !== undefined) t.ok(anchorsOf(textOf(file)).includes(anchor), `${word}: ${where}`)
  }
  t.end()
})

t.test('what a word is called in the API is there', t => {
  const known = wordsOfContract()
  let named = 0
  for (const [word = '', , , api = ''] of lines) {
    if (api === '–') continue
    const words = coded(api)
    t.equal(api, words.map(each => `\`${each}\``).join(', '), `${word}: marks of code alone`)
    for (const each of words) {
      named++
      t.ok(known.has(each), `${word}: ${each}`)
    }
  }
  t.ok(named > 100, `${named} words of the API`)
  t.end()
})
