import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { mostFiles } from '../../../src/reading/files/found-files.ts'
import { openMembers } from '../../../src/reading/members.ts'
import { writeZip } from '../zip-writer.ts'

const names = async (...paths: string[]): Promise<string[]> => {
  const found: string[] = []
  for await (const { name } of openMembers(paths)) found.push(name)
  return found
}
const refusal = (path: string): Promise<string> =>
  names(path).then(
    () => 'read',
    (error: Error) => `${error.name} ${error.message}`
  )

t.test('links are followed to files of the same folder, and nowhere else', async t => {
  const dir = t.testdir({
    sound: { 'a.csv': 'x', 'b.csv': t.fixture('symlink', 'a.csv') },
    out: { 'a.csv': 'x' },
    outFolder: { 'a.csv': 'x' },
    loop: { 'a.csv': 'x', self: t.fixture('symlink', '.') },
    circle: { a: t.fixture('symlink', 'a') },
    nowhere: { 'a.csv': t.fixture('symlink', 'gone.csv') },
    soundlier: { 'a.csv': 'x' }
  })
  symlinkSync(join(dir, 'sound', 'a.csv'), join(dir, 'out', 'secret.csv'))
  symlinkSync('../sound', join(dir, 'outFolder', 'more'))
  // A folder whose path begins as that of the given one does is another folder.
  symlinkSync('../soundlier/a.csv', join(dir, 'sound', 'c.csv'))
  t.match(await refusal(join(dir, 'sound')), /^ReadingError c\.csv: is a link that leads out of the folder/)
  t.match(
    await refusal(join(dir, 'out')),
    /^ReadingError secret\.csv: is a link that leads out of the folder/
  )
  t.match(await refusal(join(dir, 'outFolder')), /^ReadingError more: is a link that leads out of the folder/)
  t.match(await refusal(join(dir, 'loop')), /^ReadingError self: is a link (to a folder|that leads out)/)
  t.match(await refusal(join(dir, 'circle')), /^ReadingError a: is a link that leads nowhere, or in a circle/)
  t.match(await refusal(join(dir, 'nowhere')), /^ReadingError a\.csv: is a link that leads nowhere/)
})

t.test('a link within the folder is read, and so is a folder that is given by a link', async t => {
  const dir = t.testdir({
    real: { 'a.csv': 'x', 'b.csv': t.fixture('symlink', 'a.csv') },
    given: t.fixture('symlink', 'real')
  })
  t.same(await names(join(dir, 'given')), ['a.csv', 'b.csv'])
})

t.test('a pipe, a socket and a device are not waited for', async t => {
  // The path of a socket is at most some hundred characters long.
  const dir = mkdtempSync(join(tmpdir(), 'pipes-'))
  t.teardown(() => rmSync(dir, { recursive: true }))
  for (const folder of ['pipes', 'sockets']) mkdirSync(join(dir, folder))
  execFileSync('mkfifo', [join(dir, 'pipes', 'a.csv')])
  const server = createServer().listen(join(dir, 'sockets', 'a.csv'))
  t.teardown(() => server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const says = /^ReadingError .*: is no file but a pipe, a socket or a device/
  for (const path of ['pipes', 'pipes/a.csv', 'sockets', 'sockets/a.csv'])
    t.match(await refusal(join(dir, path)), says, path)
  t.match(await refusal('/dev/zero'), says)
})

t.test('a name cannot forge a line of the report', async t => {
  const dir = t.testdir({})
  mkdirSync(join(dir, 'in'))
  execFileSync('touch', [join(dir, 'in', 'a\nall is well.csv')])
  t.match(await refusal(join(dir, 'in')), /^ReadingError in: .*control characters \("a\\nall is well\.csv"\)/)
})

t.test('a zip that no publisher makes is refused before it is unpacked', async t => {
  const dir = t.testdir({})
  const zip = (name: string, script: string) => writeZip(join(dir, name), script)
  zip('many.zip', `for i in range(${mostFiles + 1}): z.writestr(f'{i}.csv', b'')`)
  zip('slip.zip', `z.writestr('../../x.csv', b'x')`)
  zip('absolute.zip', `z.writestr('/etc/x.csv', b'x')`)
  zip('bomb.zip', `z.writestr('x.csv', b'a,b\\n' * 17_000_000)`)
  zip('escape.zip', `z.writestr('x\\x1bé.csv', b'x')`)
  const says: [string, RegExp][] = [
    ['many.zip', /^ReadingError many\.zip: the zip has 10001 entries, and no release has more than 10000/],
    ['slip.zip', /^ReadingError slip\.zip: the zip has a name that leads out of it/],
    ['absolute.zip', /^ReadingError absolute\.zip: the zip has a name that leads out of it/],
    ['bomb.zip', /^ReadingError bomb\.zip: is packed more than 200 times smaller/],
    ['escape.zip', /^ReadingError escape\.zip: .*control characters \("x\\u001bé\.csv"\)/]
  ]
  for (const [name, message] of says) t.match(await refusal(join(dir, name)), message)
})

t.test('a file that unpacks without end is left as soon as that is seen', async t => {
  const dir = t.testdir({ 'bomb.csv.gz': gzipSync(Buffer.alloc(80 * 1024 * 1024, 'a,b\n')) })
  const read = async () => {
    for await (const member of openMembers([join(dir, 'bomb.csv.gz')]))
      for await (const _ of await member.open());
  }
  await t.rejects(read(), { code: 'unreadable', message: /packed more than 200 times smaller/ })
})
