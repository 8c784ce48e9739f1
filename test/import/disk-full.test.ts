import { createWriteStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import { isDiskFull } from '../../src/import/failures/disk-full.ts'
import { toReadingError } from '../../src/reading/reading-error.ts'

const deviceThatIsFull = '/dev/full'
const hasDevice = statSync(deviceThatIsFull, { throwIfNoEntry: false }) !== undefined

t.test('a full disk is known, whoever met it', { skip: !hasDevice && 'no /dev/full here' }, async t => {
  const written = pipeline(['x'], createWriteStream(deviceThatIsFull))
  const error = await written.then(
    () => undefined,
    (error: unknown) => error
  )
  t.ok(isDiskFull(error), 'of the system')
  t.ok(isDiskFull(toReadingError(error, { file: 'a.xlsx' })), 'while a workbook is copied')
})

t.test('databases say it in their own ways', async t => {
  t.ok(isDiskFull(Object.assign(new Error('could not extend file'), { code: '53100' })))
  t.ok(isDiskFull(new Error('Failed query', { cause: Object.assign(new Error('x'), { code: '53100' }) })))
  t.ok(isDiskFull(new Error('IO Error: Could not write file "a.parquet": No space left on device')))
  t.notOk(isDiskFull(new Error('something else')))
  t.notOk(isDiskFull(undefined))
})
