import { spawnSync } from 'node:child_process'

/** Makes a zip by lines of Python that write into `z`: another implementation than the one that reads it. */
export function writeZip(path: string, script: string): void {
  const lines = `import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n  ${script}\n`
  const made = spawnSync('python3', ['-c', lines, path])
  if (made.status !== 0) throw new Error(made.stderr.toString())
}
