// Reads what test processes print (TAP): the results of each file, and whether they can be trusted.

/** A process of several files begins each file's results with this line (test/one-process.ts). */
const beginning = /^# file: (\S+)$/m

/**
 * The results of each file of one process: { file, passed, failed, skipped, seconds, text, ended }.
 * They are trusted where they add up to the process's closing line, such as `# { total: 5, pass: 3, fail: 1, skip: 1 }`,
 * and explain its exit code; otherwise the process itself counts as one failure more.
 */
export function resultsOf({ files, code, signal, seconds, text }) {
  const ended = signal ?? code
  const parts = files.length === 1 ? [{ file: files[0], text }] : partsOf(files, text)
  const results = parts.map(part => ({ ...counted(part.text), ...part, ended }))
  if (files.length === 1) results[0].seconds = seconds
  const isExplained = code === 0 || results.some(({ failed }) => failed > 0)
  if (isExplained && addsUp(text)) return results
  // It is not known which of the files failed.
  const process = { file: `the process of ${files.join(', ')}`, passed: 0, failed: 1, skipped: 0 }
  return [...results, { ...process, seconds, text, ended }]
}

/** The printed lines of each file; one that printed none was not run, which is a failure. */
function partsOf(files, text) {
  const pieces = text.split(beginning)
  return files.map(file => {
    const place = pieces.indexOf(file)
    return { file, text: place < 0 ? `not ok 1 - ${file} was not run\n` : pieces[place + 1] }
  })
}

/** Assertions have no time; the subtests that hold them have one. A subtest without any assertion is a failure. */
function counted(text) {
  const assertions = [...text.matchAll(/^ *(?:not )?ok \d+((?!# time=).)*$/gm)].map(([line]) => line.trim())
  const isSkipped = line => /# (SKIP|TODO)\b/i.test(line)
  const times = [...text.matchAll(/^(?:not )?ok .* # time=([\d.]+)ms$/gm)].map(([, ms]) => Number(ms))
  return {
    passed: assertions.filter(line => line.startsWith('ok') && !isSkipped(line)).length,
    failed:
      assertions.filter(line => line.startsWith('not ok') && !isSkipped(line)).length + emptyTests(text),
    skipped: assertions.filter(isSkipped).length,
    seconds: times.reduce((sum, ms) => sum + ms, 0) / 1000
  }
}

function addsUp(text) {
  const closing = [...text.matchAll(/^# (\{ total: .*\})$/gm)].at(-1)?.[1] ?? ''
  const total = Number(/\btotal: (\d+)/.exec(closing)?.[1] ?? 0)
  const { passed, failed, skipped } = counted(text)
  return total > 0 && passed + failed + skipped === total
}

/** Tests that assert nothing: their plan is `1..0`. */
function emptyTests(text) {
  return (text.match(/^ *1\.\.0$/gm) ?? []).length
}
