/**
 * Asks a running service the questions that journalists ask (questions.json), each several times in a shuffled order,
 * and prints what each took. Load goes to the loopback only, one request at a time, and stops by itself.
 *
 *   RATE_LIMIT=off npm start                              in one terminal, with a release of us-eoir-cases
 *   node .build/bench/questions/run.js http://127.0.0.1:3000 [rounds, by default 5]
 *
 * The first round is cold: no question was asked before in this process. Exit code 1 where an answer is no answer,
 * where the cold p95 is over 150 ms or where one took more than a second.
 */
import { readFile } from 'node:fs/promises'
import { projectRoot } from '../../src/root.ts'

interface Question {
  asks: string
  path: string
}

interface Timed extends Question {
  milliseconds: number[]
  rows: number
}

const goals = { cold_p95: 150, slowest: 1000 }

const [base = 'http://127.0.0.1:3000', rounds = '5'] = process.argv.slice(2)
if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(base).hostname))
  throw new Error(`${base} is not this machine: load goes to the loopback only`)
const questions = JSON.parse(
  await readFile(`${projectRoot}/bench/questions/questions.json`, 'utf8')
) as Question[]
const timed: Timed[] = questions.map(question => ({ ...question, milliseconds: [], rows: 0 }))

for (let round = 0; round < Number(rounds); round++) {
  const order = [...timed].sort(() => Math.random() - 0.5)
  for (const question of order) await ask(question, round)
}
report()

/** One question. A number added to its name in the address would be refused, so a repeated one may be cached. */
async function ask(question: Timed, round: number): Promise<void> {
  const began = performance.now()
  const response = await fetch(new URL(question.path, base))
  const body = (await response.json()) as { data?: unknown[]; detail?: string }
  question.milliseconds.push(performance.now() - began)
  if (response.ok && body.data) question.rows = body.data.length
  else if (round === 0) {
    console.log(`${response.status} ${question.path}\n    ${body.detail}`)
    process.exitCode = 1
  }
}

function report(): void {
  for (const { asks, milliseconds, rows } of timed) {
    const [cold = 0, ...warm] = milliseconds
    console.log(
      `${cold.toFixed(0).padStart(6)} ms cold ${quantile(warm, 0.5).toFixed(0).padStart(6)} ms again ${String(rows).padStart(5)} rows  ${asks}`
    )
  }
  const cold = timed.map(({ milliseconds }) => milliseconds[0] ?? 0)
  const again = timed.flatMap(({ milliseconds }) => milliseconds.slice(1))
  console.log(
    `cold: median ${quantile(cold, 0.5).toFixed(0)} ms, p95 ${quantile(cold, 0.95).toFixed(0)} ms, slowest ${Math.max(...cold).toFixed(0)} ms; ` +
      `again: median ${quantile(again, 0.5).toFixed(0)} ms, p95 ${quantile(again, 0.95).toFixed(0)} ms`
  )
  if (quantile(cold, 0.95) > goals.cold_p95 || Math.max(...cold) > goals.slowest) process.exitCode = 1
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
