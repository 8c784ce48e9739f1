import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'

const found = spawnSync('soffice', ['--version'], { encoding: 'utf8' }).status === 0

/** The spreadsheet program, or why a test has to go without it. */
export const libreOffice = {
  missing: found ? false : 'LibreOffice is not installed (Debian: libreoffice-calc)'
} as const

/** Numbers as they are and not as they are shown, text in UTF-8, every sheet. */
const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

/** Every sheet of each workbook by name, as LibreOffice reads it: rows of texts. The files have different names. */
export function sheetsOf(...files: string[]): Record<string, string[][]>[] {
  const out = mkdtempSync(path.join(tmpdir(), 'sheets-'))
  try {
    const profile = `-env:UserInstallation=file://${out}/profile`
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', `${out}/csv`, ...files]
    const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 300_000 })
    if (status !== 0) throw new Error(`LibreOffice: ${stderr}`)
    const written = readdirSync(`${out}/csv`)
    return files.map(file => {
      const stem = `${path.basename(file, path.extname(file))}-`
      const own = written.filter(name => name.startsWith(stem))
      return Object.fromEntries(
        own.map(name => [
          name.slice(stem.length, -'.csv'.length),
          parse(readFileSync(`${out}/csv/${name}`)) as string[][]
        ])
      )
    })
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
