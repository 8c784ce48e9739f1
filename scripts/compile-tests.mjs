// Compiles test/ and bench/ beside dist/, into .tests/ and .bench/, where their imports of src/ become imports of dist/.
// Loading TypeScript in each of the test processes took longer than what they test.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
/** Where the files of each folder are as JavaScript: as deep as the folder, so that relative paths stay true. */
export const compiled = { src: 'dist', test: '.tests', bench: '.bench' }
const compilerOptions = {
  target: 'es2023',
  module: 'esnext',
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
  inlineSources: true
}

/** Compiles what has changed since it was compiled last; what is no TypeScript is copied. */
export async function compileTests() {
  const stale = ['test', 'bench'].flatMap(filesIn).filter(isStale)
  if (stale.length === 0) return
  const { default: typescript } = await import('typescript')
  for (const file of stale) {
    const to = path.join(root, outputOf(file))
    mkdirSync(path.dirname(to), { recursive: true })
    // Some tests read a source file, such as a program that they give to a compiler.
    copyFileSync(path.join(root, file), path.join(root, placeOf(file)))
    if (to.endsWith('.js')) writeFileSync(to, compile(typescript, file))
  }
}

/** The compiled file of a test file: test/config.test.ts → .tests/config.test.js. */
export function outputOf(file) {
  const place = placeOf(file)
  return /(?<!\.d)\.ts$/.test(place) ? place.replace(/\.ts$/, '.js') : place
}

function placeOf(file) {
  const [folder, ...rest] = file.split(path.sep)
  return path.join(compiled[folder], ...rest)
}

function compile(typescript, file) {
  const { outputText } = typescript.transpileModule(readFileSync(path.join(root, file), 'utf8'), {
    fileName: path.join(root, file),
    compilerOptions
  })
  // `from '../../src/app.ts'` and `import('../../src/app.ts')`; both lines stay as long as they are in number.
  return outputText.replace(
    /(\bfrom |\bimport |\bimport\()'((?:\.\.?\/)+)([^']*)\.ts'/g,
    (_, before, up, rest) => {
      const inFolder = rest.replace(/^(src|test|bench)(?=\/)/, folder => compiled[folder])
      return `${before}'${up}${inFolder}.js'`
    }
  )
}

function isStale(file) {
  const output = path.join(root, outputOf(file))
  return !existsSync(output) || statSync(output).mtimeMs < statSync(path.join(root, file)).mtimeMs
}

function filesIn(folder) {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
}
