import { cpuOfTree } from '../processes.ts'
import type { Client } from './client.ts'
import { cachedQuestions } from './questions.ts'

/** What kept answers cost who gives them. */
export interface KeptCost {
  answers: number
  others: number
  /** Mean bytes of a body. */
  bytes: number
  /** Seconds of processor time. */
  giver: number
}

const at_once = 32

/** Asks for what is kept, so many times, and counts the processor time of the process that has it, with its children. */
export async function costOfKept(client: Client, giver: number, requests: number): Promise<KeptCost> {
  for (const { path } of cachedQuestions) await client.get(path, 0)
  const spent = cpuOfTree(giver)
  let [answers, others, bytes, n] = [0, 0, 0, 0]
  await Promise.all(
    Array.from({ length: at_once }, async () => {
      while (n < requests) {
        const number = n++
        const question = cachedQuestions[number % cachedQuestions.length]
        const { status, body } = await client.get(question?.path ?? '/', number)
        bytes += body.length
        if (status === 200) answers++
        else others++
      }
    })
  )
  return { answers, others, bytes: bytes / Math.max(1, answers), giver: spent() }
}
