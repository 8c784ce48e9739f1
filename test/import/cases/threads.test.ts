import { execFileSync } from 'node:child_process'
import t from 'tap'

const threads = new URL('../../../src/import/cases/threads.js', import.meta.url).href
const hot = 'function hot(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + i * 7) % 1000003; return s }'
const program = `data:text/javascript,${encodeURIComponent(`${hot}; for (let i = 0; i < 3000; i++) hot(1000)`)}`

/** What V8 says of how it compiles `hot` in a thread that is started so. */
function compilations(start: string): string[] {
  const script = `import { Worker } from 'node:worker_threads'; ${start}`
  const said = execFileSync(process.execPath, ['--trace-opt', '--input-type=module', '-e', script])
  return said
    .toString()
    .split('\n')
    .filter(line => /compiling method.*\bhot\b/.test(line))
    .map(line => /ConcurrencyMode::(\w+)/.exec(line)?.[1] ?? line)
}

t.test('a thread compiles nothing in the background, where its end would meet it', async t => {
  const plain = compilations(`new Worker(new URL(${JSON.stringify(program)}))`)
  t.ok(plain.includes('kConcurrent'), 'threads of Node.js do by default')
  const ours = compilations(
    `const { startThread } = await import(${JSON.stringify(threads)}); startThread(new URL(${JSON.stringify(program)}))`
  )
  t.ok(ours.length > 0, 'the function is compiled')
  t.strictSame([...new Set(ours)], ['kSynchronous'])
})
