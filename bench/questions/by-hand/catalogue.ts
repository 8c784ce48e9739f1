import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../../../src/root.ts'
import { appealsByHand } from './appeals.ts'
import { casesByHand } from './cases.ts'
import { decisionsByHand } from './decisions.ts'
import { durationsByHand } from './durations.ts'
import type { ByHand } from './text.ts'

/** A question as it is asked of the service, and as SQL. */
export interface AskedTwice extends ByHand {
  path: string
}

/** The thirty questions of questions.json, each with its SQL. Throws where one has none, or where a text has no question. */
export async function askedTwice(): Promise<AskedTwice[]> {
  const file = path.join(projectRoot, 'bench/questions/questions.json')
  const questions = JSON.parse(await readFile(file, 'utf8')) as { asks: string; path: string }[]
  const texts = [...decisionsByHand, ...appealsByHand, ...casesByHand, ...durationsByHand]
  const stray = texts.find(({ asks }) => !questions.some(question => question.asks === asks))
  if (stray) throw new Error(`nobody asks "${stray.asks}"`)
  return questions.map(({ asks, path: asked }) => {
    const found = texts.find(text => text.asks === asks)
    if (found === undefined) throw new Error(`no SQL by hand for "${asks}"`)
    return { ...found, path: asked }
  })
}
