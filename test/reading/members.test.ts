import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { readCsv } from '../../src/reading/csv.ts'
import { type Member, openMembers } from '../../src/reading/members.ts'

const list = async (...paths: string[]): Promise<Member[]> => {
  const members: Member[] = []
  for await (const member of openMembers(paths)) members.push(member)
  return members
}
const text = async (member: Member): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of await member.open()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const texts = async (...paths: string[]): Promise<string[][]> => {
  const all: string[][] = []
  for (const member of await list(...paths)) all.push([member.name, await text(member)])
  return all
}
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

const hasPython = spawnSync('python3', ['-c', 'import zipfile']).status === 0
const needsPython = hasPython ? {} : { skip: 'python3 makes the zip files of this test, and is not here' }

/** A zip written by another implementation than the one that reads it. */
const zip = (path: string, files: Record<string, string | Buffer>, options = ''): void => {
  const script = `
import base64, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name, data in json.load(sys.stdin):
        with z.open(name, 'w'${options}) as f:
            f.write(base64.b64decode(data))
`
  const input = JSON.stringify(
    Object.entries(files).map(([name, data]) => [name, Buffer.from(data as string).toString('base64')])
  )
  const made = spawnSync('python3', ['-c', script, path], { input })
  if (made.status !== 0) throw new Error(made.stderr.toString())
}

t.test(
  'a plain file and a compressed one give their own bytes and the hash of the released file',
  async t => {
    const dir = t.testdir({
      'a.csv': 'x\nNA\n',
      'a.csv.gz': gzipSync('x\nNA\n'),
      'a.json.gz': gzipSync('{}')
    })
    const paths = ['a.csv', 'a.csv.gz', 'a.json.gz'].map(name => join(dir, name))
    t.same(await texts(...paths), [
      ['a.csv', 'x\nNA\n'],
      ['a.csv.gz', 'x\nNA\n'],
      ['a.json.gz', '{}']
    ])
    const [, compressed] = await list(...paths)
    t.same(await compressed?.released(), {
      name: 'a.csv.gz',
      bytes: readFileSync(paths[1] as string).length,
      sha256: sha256(paths[1] as string)
    })
  }
)

t.test('a file is known by its first bytes, whatever its name says', async t => {
  const dir = t.testdir({ 'data.csv': gzipSync('x\n1\n') })
  t.same(await texts(join(dir, 'data.csv')), [['data.csv', 'x\n1\n']])
})

t.test('head gives the first bytes and leaves the member readable', async t => {
  const dir = t.testdir({ 'a.gz': gzipSync('x'.repeat(200_000)) })
  const [member] = await list(join(dir, 'a.gz'))
  t.equal((await member?.head())?.length, 65536)
  t.equal((await member?.head(3))?.toString(), 'xxx')
  t.equal((await text(member as Member)).length, 200_000)
})

t.test('a folder is read in sorted order, with its folders, without dotfiles and __MACOSX', async t => {
  const dir = t.testdir({
    b: { 'c.csv': 'c' },
    'a.csv': 'a',
    '.DS_Store': 'x',
    __MACOSX: { 'a.csv': 'x' },
    'z.csv.gz': gzipSync('z')
  })
  t.same(await texts(dir), [
    ['a.csv', 'a'],
    ['b/c.csv', 'c'],
    ['z.csv.gz', 'z']
  ])
  const members = await list(dir)
  t.equal(members[1]?.file, 'b/c.csv')
  t.equal((await members[1]?.released())?.sha256, sha256(join(dir, 'b/c.csv')))
})

t.test(
  'a zip is read entry by entry, compressed entries too, even after the listing',
  needsPython,
  async t => {
    const dir = t.testdir({})
    const path = join(dir, 'all.zip')
    zip(path, {
      'EOIR/b.csv': 'NA\n',
      'EOIR/a.csv.gz': gzipSync('a\n'),
      '__MACOSX/x': 'x',
      'EOIR/.DS_Store': 'x'
    })
    const members = await list(path)
    t.same(
      await Promise.all(
        members.map(async ({ name, size, released }) => {
          const file = await released()
          return [name, size, file.name, file.sha256]
        })
      ),
      [
        ['EOIR/b.csv', 3, 'all.zip', sha256(path)],
        ['EOIR/a.csv.gz', gzipSync('a\n').length, 'all.zip', sha256(path)]
      ]
    )
    t.same(await Promise.all(members.map(text)), ['NA\n', 'a\n'])
    t.equal((await members[0]?.head(2))?.toString(), 'NA')
  }
)

t.test('a zip64 is read, alone and inside a folder', needsPython, async t => {
  const dir = t.testdir({})
  zip(join(dir, 'big.zip'), { 'a.csv': 'a\n' }, ', force_zip64=True')
  t.same(await texts(join(dir, 'big.zip')), [['a.csv', 'a\n']])
  t.same(await texts(dir), [['a.csv', 'a\n']])
})

t.test('a missing path is told before anything is read', async t => {
  const dir = t.testdir({ 'a.csv': 'a' })
  const members = openMembers([join(dir, 'a.csv'), join(dir, 'b.csv')])[Symbol.asyncIterator]()
  await t.rejects(members.next(), { code: 'missing', message: /b\.csv.*Check the path/ })
})

t.test('empty files, folders and archives are errors that say so', async t => {
  const dir = t.testdir({
    'a.csv': '',
    'a.zip': '',
    'none.zip': Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
    'a.csv.gz': gzipSync(''),
    folder: { '.keep': '' }
  })
  for (const name of ['a.csv', 'a.zip', 'none.zip', 'a.csv.gz', 'folder'])
    await t.rejects(list(join(dir, name)), { code: 'empty', file: name }, name)
})

t.test('a gzip file that is cut off or damaged never ends like a whole one', async t => {
  const rows = `a,b\n${Array.from({ length: 20_000 }, (_, n) => `${n},${(n * 7919) % 1009}\n`).join('')}`
  const whole = gzipSync(rows)
  const damaged = Buffer.from(whole)
  damaged.fill(0x55, 5000, 5100)
  const dir = t.testdir({
    'cut.csv.gz': whole.subarray(0, whole.length - 5),
    'header.csv.gz': whole.subarray(0, 10),
    'damaged.csv.gz': damaged,
    'other.csv.gz': 'a,b\n'
  })
  const [cut] = await list(join(dir, 'cut.csv.gz'))
  await t.rejects(text(cut as Member), { code: 'truncated', file: 'cut.csv.gz' })
  await t.rejects(
    async () => {
      const stream = await (cut as Member).open()
      for await (const _ of readCsv(stream, { encoding: 'utf-8', columns: 'header' })) void _
    },
    { code: 'truncated' }
  )
  await t.rejects(list(join(dir, 'header.csv.gz')), { code: 'truncated' })
  await t.rejects(texts(join(dir, 'damaged.csv.gz')), { code: 'malformed' })
  await t.rejects(list(join(dir, 'other.csv.gz')), { code: 'malformed', message: /not compressed/ })
})

t.test('a file that only has the name of a zip is refused', async t => {
  const dir = t.testdir({ 'page.zip': '<html>Not found</html>' })
  await t.rejects(list(join(dir, 'page.zip')), { code: 'not-a-zip', message: /error page/ })
})

t.test('a zip that is cut off, damaged, encrypted or of empty files is refused', needsPython, async t => {
  const dir = t.testdir({})
  const path = (name: string): string => join(dir, name)
  const files = { 'a.csv': 'a,b\n1,2\n'.repeat(50) }
  for (const name of ['cut.zip', 'damaged.zip', 'encrypted.zip']) zip(path(name), files)
  zip(path('empty.zip'), { 'a.csv': '' })
  truncateSync(path('cut.zip'), readFileSync(path('cut.zip')).length - 30)
  patch(path('damaged.zip'), bytes => bytes.writeUInt32LE(1, bytes.indexOf('PK\x01\x02') + 16))
  patch(path('encrypted.zip'), bytes => bytes.writeUInt16LE(1, bytes.indexOf('PK\x01\x02') + 8))
  await t.rejects(list(path('cut.zip')), { code: 'truncated', file: 'cut.zip' })
  await t.rejects(texts(path('damaged.zip')), { code: 'malformed', message: /checksum/ })
  await t.rejects(list(path('encrypted.zip')), { code: 'unreadable', message: /password/ })
  await t.rejects(list(path('empty.zip')), { code: 'empty' })
})

function patch(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path)
  change(bytes)
  writeFileSync(path, bytes)
}

t.test(
  'a file that this user may not read says so',
  { skip: process.getuid?.() === 0 && 'root may read all' },
  async t => {
    const dir = t.testdir({ 'a.csv': 'a' })
    spawnSync('chmod', ['000', join(dir, 'a.csv')])
    await t.rejects(list(join(dir, 'a.csv')), { code: 'unreadable', message: /permissions/ })
  }
)
