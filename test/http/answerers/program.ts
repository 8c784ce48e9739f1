import type { FromAnswerer, ToAnswerer } from '../../../src/http/answerers/messages.ts'

/**
 * The program of an answerer that makes nothing up: its job's operation says what it does. Each answer is the numbers of its
 * process: its id, and the jobs that it had.
 */
let jobs = 0

process.once('disconnect', () => process.exit())
const tell = (message: FromAnswerer) => process.send?.(message)

process.on('message', (message: ToAnswerer) => {
  if (message.is === 'turn') {
    tell({ is: 'turn_over', turn: message.turn })
    answer(true)
  }
  // One whose build is named so starts as on a slow machine: after so many milliseconds.
  if (message.is === 'start')
    setTimeout(() => tell({ is: 'ready' }), Number(/^slow (\d+)/.exec(message.with.build)?.[1] ?? 0))
  if (message.is !== 'job') return
  jobs++
  const { operation, rows_left } = message.job
  switch (operation) {
    case 'dies':
      return process.kill(process.pid, 'SIGKILL')
    case 'dies halfway':
      tell({ is: 'made', headers: {}, is_whole: false })
      tell({ is: 'piece', bytes: Buffer.from('half') })
      return setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    case 'hangs':
      for (;;);
    case 'hangs while it writes':
      tell({ is: 'made', headers: {}, is_whole: true })
      return setImmediate(() => {
        for (;;);
      })
    case 'asks for a turn':
      return tell({ is: 'turn_wanted', turn: 7, lane: 'short' })
    case 'is large':
      if (rows_left !== Number.POSITIVE_INFINITY)
        return tell({ is: 'failed', error: { name: 'LargeRead', message: 'many rows' } })
      return answer(true)
    case 'is refused':
      return tell({
        is: 'failed',
        error: {
          name: 'Problem',
          message: 'no',
          problem: {
            type: 'query-too-large',
            detail: { en: 'no', es: 'no', fr: 'non' },
            errors: [],
            extra: { limit: 3 }
          }
        }
      })
    default:
      return answer(operation === 'whole')
  }
})

function answer(is_whole: boolean): void {
  tell({ is: 'made', headers: { 'content-type': 'text/plain' }, is_whole })
  tell({ is: 'piece', bytes: Buffer.from(`${process.pid} `) })
  tell({ is: 'piece', bytes: Buffer.from(String(jobs)) })
  tell({ is: 'end' })
}
