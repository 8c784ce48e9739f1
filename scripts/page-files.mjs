// What pages need beside the code that writes them: the scripts of the browser, compiled, and the style.
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import path from 'node:path'

/** Puts them into a compiled tree whose `pages/` is at `pages`; returns whether the compiler succeeded. */
export function makePageFiles({ root, compiler, pages }) {
  cpSync(path.join(root, 'src/pages/style'), path.join(pages, 'style'), { recursive: true })
  const project = path.join(root, 'src/pages/client')
  // Types are checked by `npm run typecheck`.
  const options = ['--noEmit', 'false', '--noCheck', '--outDir', path.join(pages, 'client')]
  return spawnSync(process.execPath, [compiler, '-p', project, ...options], { stdio: 'inherit' }).status === 0
}
