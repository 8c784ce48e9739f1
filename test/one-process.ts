import path from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'

// Runs several compiled test files in one process, so that the modules they share are loaded once.
// Their tests wait in tap's queue behind this one, in the order of the files; a comment begins each file's results.
const files = (process.env.TEST_FILES ?? '').split(' ')
t.test('the test files of this process', async test => {
  for (const file of files) {
    t.comment(`file: ${sourceOf(file)}`)
    await import(pathToFileURL(path.resolve(file)).href).catch(error => test.fail(`${file}: ${error.stack}`))
  }
  test.ok(files.length > 0, 'there are files to run')
})

/** .build/test/config.test.js → test/config.test.ts */
function sourceOf(file: string): string {
  return file.replace(/^\.build\//, '').replace(/\.js$/, '.ts')
}
