import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../../root.ts'

/** Version and commit of this build, such as `0.1.0+5b1da11`; run from the sources, the version alone. */
export async function buildName(): Promise<string> {
  const noted = await readFile(new URL('../../.built', import.meta.url), 'utf8').catch(() => '')
  if (noted !== '') return noted.trim()
  const { version } = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8'))
  return version
}
