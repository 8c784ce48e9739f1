import { finished } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import t from 'tap'
import {
  copyField,
  copyLine,
  copyText,
  putList,
  putNumber,
  putPlain,
  putTab,
  putText,
  takeBytes
} from '../../../src/import/copy/copy-text.ts'
import { database } from '../../helper.ts'

t.test('absent values are null, and an empty text is not', async t => {
  t.equal(copyField(null), '\\N')
  t.equal(copyField(undefined), '\\N')
  t.equal(copyField(''), '')
  t.equal(copyField('\\N'), '\\\\N', 'a text that looks like null is a text')
})

t.test('a number is written as JavaScript says it', t => {
  const out = copyText()
  const numbers = [
    0,
    7,
    10,
    99,
    1980,
    123_456_789,
    999_999_999,
    1_000_000_000,
    1_000_000_001,
    2 ** 40,
    -1,
    2.5
  ]
  for (const number of [...numbers, Number.NaN, 2n ** 62n]) {
    putNumber(out, number)
    t.equal(takeBytes(out).toString(), String(number))
  }
  t.end()
})

t.test('a list is the same array whether its items are plain words or not', t => {
  const out = copyText()
  for (const list of [[], ['asylum'], ['asylum', 'withholding_2'], [''], ['a b', 'c'], ['ü'], [1]]) {
    putList(out, list)
    t.equal(takeBytes(out).toString(), copyField(list))
    t.equal(out.escaped, false)
  }
  for (const odd of ['back\\slash', 'quo"te']) {
    putList(out, ['plain', odd])
    t.equal(takeBytes(out).toString(), copyField(['plain', odd]))
  }
  t.equal(out.escaped, true, 'who reads it must know the format')
  t.end()
})

t.test('what PostgreSQL reads is what was written', async t => {
  const { pool } = await database(t)
  const client = await pool.connect()
  const odd = ['tab\there', 'line\nbreak', 'back\\slash', '', 'ünï — 漢', 'a "quoted" {brace}, comma']
  await client.query('create temp table odd (word text, list text[], flag boolean, number bigint)')
  const copy = client.query(from('copy odd from stdin'))
  for (const word of odd) copy.write(copyLine([word, [word, 'b'], true, '9223372036854775807']))
  copy.write(copyLine([null, [], false, 0]))
  copy.end()
  await finished(copy)
  const { rows } = await client.query('select word, list, flag, number::text from odd')
  client.release()
  t.strictSame(
    rows.slice(0, -1).map(row => [row.word, row.list[0], row.flag, row.number]),
    odd.map(word => [word, word, true, '9223372036854775807'])
  )
  t.strictSame(rows.at(-1), { word: null, list: [], flag: false, number: '0' })
})

t.test('a NUL, which no text of PostgreSQL can hold, is shown and not lost', async t => {
  t.equal(copyField('a\0b'), 'a\uFFFDb')
})

t.test('a text that is written byte by byte is the same as one that is put together', async t => {
  const words = [
    '',
    'RUS',
    'tab\there',
    'a\\b',
    'ünï — 漢',
    '😀',
    'a\0b',
    '~',
    '\x7f',
    'é'.repeat(70_000),
    'x'.repeat(300_000)
  ]
  for (const word of words) {
    const out = copyText()
    putPlain(out, 'before')
    putTab(out)
    putText(out, word)
    putTab(out)
    putText(out, 'after')
    t.ok(takeBytes(out).toString() === `before\t${copyField(word)}\tafter`, word.slice(0, 9))
  }
})

t.test('what needed an escape is known, so that nobody reads it as it stands', async t => {
  const escaped = (word: string) => {
    const out = copyText()
    putText(out, word)
    return out.escaped
  }
  t.strictSame(['a', 'é', '', 'a\\b', 'a\tb'].map(escaped), [false, false, false, true, true])
})
