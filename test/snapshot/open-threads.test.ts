import { spawnSync } from 'node:child_process'
import t from 'tap'

const module = new URL('../../src/snapshot/open.js', import.meta.url).href
const program = `
  const { openSet } = await import('${module}')
  const queue = { run: (place, task) => task() }
  const options = { version: 1, releases: [], files: new Map(), spillFolder: '.', queue, timeoutMs: 60_000 }
  const set = await openSet(options)
  const { columns } = await set.query("select current_setting('threads')::int")
  console.log(columns[0][0])
  set.close()
`
const has_taskset = spawnSync('taskset', ['--version']).status === 0

t.test(
  'a node that is tied to one processor asks its release set with one thread',
  { skip: has_taskset ? false : 'the system has no taskset' },
  async t => {
    // The first processor that this process may use.
    const allowed = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' }).stdout
    const first = /: (\d+)/.exec(allowed)?.[1] ?? '0'
    const { stdout, stderr } = spawnSync(
      'taskset',
      ['-c', first, process.execPath, '--input-type=module', '-e', program],
      { encoding: 'utf8' }
    )
    t.equal(stdout.trim(), '1', stderr)
  }
)
