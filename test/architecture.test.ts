import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { projectRoot } from '../src/root.ts'

const src = join(projectRoot, 'src')

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name))
    .sort()

/** The room of a file is its folder below src, or its own name for the files that stand alone. */
const roomOf = (file: string): string => (relative(src, file).split('/')[0] ?? '').replace(/\.tsx?$/, '')

interface Import {
  file: string
  /** A path of ours below src, or the name of a package. */
  target: string
  ours: boolean
}

function importsOf(file: string): Import[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter(target => !target.endsWith('.json'))
    .map(target => {
      if (target.startsWith('.')) return { file, ours: true, target: resolve(dirname(file), target) }
      if (target.startsWith('node:')) return { file, ours: false, target }
      const parts = target.split('/')
      return {
        file,
        ours: false,
        target: target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '')
      }
    })
}

function importTable(): Map<string, { ours: string[]; packages: string[] }> {
  const rows = readFileSync(join(src, 'README.md'), 'utf8')
    .split('\n')
    .filter(line => /^\| [a-z]+ +\|/.test(line) && !line.startsWith('| room'))
  const words = (cell = '') =>
    cell
      .split(',')
      .map(word => word.trim())
      .filter(Boolean)
  return new Map(
    rows.map(row => {
      const [, room = '', ours, packages] = row.split('|').map(cell => cell.trim())
      return [room, { ours: words(ours), packages: words(packages) }]
    })
  )
}

const files = filesUnder(src)
const imports = files.flatMap(importsOf)

t.test('each room imports only what the code map allows', async t => {
  const table = importTable()
  t.ok(table.size > 10, 'the table was found')
  const rooms = new Set(files.map(roomOf))
  t.same(
    [...rooms].filter(room => !table.has(room)),
    [],
    'every room stands in the table'
  )
  const refused = imports.filter(({ file, ours, target }) => {
    const room = roomOf(file)
    const allowed = table.get(room)
    if (!allowed) return true
    if (ours) return roomOf(target) !== room && !allowed.ours.includes(roomOf(target))
    if (target.startsWith('node:')) return room === 'vocabulary' && target !== 'node:crypto'
    return !allowed.packages.includes(target)
  })
  t.same(
    refused.map(({ file, target }) => `${relative(src, file)} imports ${target.replace(`${src}/`, '')}`),
    []
  )
})

/** Tables of one publisher that several of its sources read: no source by themselves. */
const isShared = (room: string): boolean => !existsSync(join(src, 'sources', room, 'index.ts'))

t.test('a source imports no other source', async t => {
  const sourceOf = (file: string) => relative(join(src, 'sources'), file).split('/')
  const crossing = imports.filter(({ file, ours, target }) => {
    if (!ours || roomOf(file) !== 'sources' || roomOf(target) !== 'sources') return false
    const [from, to] = [sourceOf(file), sourceOf(target)]
    return from.length > 1 && to.length > 1 && from[0] !== to[0] && !isShared(String(to[0]))
  })
  t.same(
    crossing.map(({ file, target }) => `${file} → ${target}`),
    []
  )
})

t.test(
  'only the snapshot room uses DuckDB, only config reads the environment, only the command line exits',
  async t => {
    const holding = (pattern: RegExp, allowed: RegExp) =>
      files.filter(file => pattern.test(readFileSync(file, 'utf8')) && !allowed.test(relative(src, file)))
    t.same(holding(/@duckdb\//, /^snapshot\//), [])
    t.same(holding(/process\.env\b/, /^(config|cli|server)\.ts$|^commands\//), [])
    t.same(holding(/process\.exit\(/, /^cli\.ts$/), [])
  }
)

t.test('no import cycles', async t => {
  const edges = new Map<string, string[]>()
  for (const { file, ours, target } of imports)
    if (ours) edges.set(file, [...(edges.get(file) ?? []), target])
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].map(f => relative(src, f)).join(' → '))
      return
    }
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  t.same(cycles, [])
})

t.test(
  'one file, one job: no file of the source is longer than 250 lines, no test longer than 400',
  async t => {
    const long = (list: string[], limit: number) =>
      list
        .filter(file => readFileSync(file, 'utf8').split('\n').length > limit + 1)
        .map(file => relative(projectRoot, file))
    t.same(long(files, 250), [])
    t.same(long(filesUnder(join(projectRoot, 'test')), 400), [])
  }
)

t.test(
  'names say what a file is for: no drawers for odds and ends, no default exports, no barrels',
  async t => {
    const folders = new Set(files.flatMap(file => relative(src, dirname(file)).split('/')))
    t.same(
      [...folders].filter(name => ['utils', 'helpers', 'lib', 'common', 'types'].includes(name)),
      []
    )
    t.same(
      files.filter(file => /\nexport default\b/.test(readFileSync(file, 'utf8'))),
      []
    )
    const barrels = files.filter(
      file => file.endsWith('/index.ts') && !/sources\/[a-z-]+\/index\.ts$/.test(file)
    )
    t.same(barrels, [])
  }
)

/** The names that a file exports. */
function exportsOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  const names = statements.flatMap(statement => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    const declared = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name)
      : [(statement as ts.DeclarationStatement).name]
    return declared.flatMap(name => (name && ts.isIdentifier(name) ? [name.text] : []))
  })
  // A closed list, its schema and its type may share a name in one file.
  return [...new Set(names)]
}

t.test('an exported name has one meaning in the whole of src', async t => {
  const places = new Map<string, string[]>()
  for (const file of files)
    for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), relative(src, file)])
  t.ok(places.size > 500, 'exports were found')
  t.same(
    [...places].filter(([, found]) => found.length > 1),
    []
  )
})

t.test(
  'what a problem tells is a text of the catalogues, in every language, and never written in code',
  async t => {
    const literals: string[] = []
    let problems = 0
    for (const file of files) {
      const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
      const look = (node: ts.Node): void => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Problem') {
          problems++
          const detail = node.arguments?.[1]
          if (!detail || /^['"`{]|inEach\(\(\) =>/.test(detail.getText()))
            literals.push(`${relative(src, file)}: ${detail?.getText().slice(0, 60)}`)
        }
        ts.forEachChild(node, look)
      }
      look(parsed)
    }
    t.ok(problems > 60, 'problems were found')
    t.same(literals, [])
  }
)

t.test('a room and each folder in it show at most 20 entries', async t => {
  const folders = [...new Set(files.map(file => dirname(file)))].filter(folder => folder !== src)
  t.same(
    folders
      .filter(folder => readdirSync(folder).length > 20)
      .map(folder => `${relative(src, folder)}: ${readdirSync(folder).length}`),
    []
  )
})

t.test('every import of ours names a file that is there', async t => {
  t.same(
    imports
      .filter(({ ours, target }) => ours && !existsSync(target))
      .map(({ file, target }) => `${file} → ${target}`),
    []
  )
})
