/**
 * Sends made-up requests to a running service and judges each answer by the contract: status, headers, the decoded body
 * against its schema, and whether each parameter had an effect. Ends with 1 where something is wrong.
 *
 *   RATE_LIMIT=off npm start                       in one terminal
 *   node .build/bench/fuzz.js http://127.0.0.1:3000 [requests, by default 100000] [seconds, by default no limit] [seed]
 */

import { fuzz } from '../test/contract/fuzz/run.ts'
import { sender } from '../test/contract/fuzz/send.ts'

const [base = 'http://127.0.0.1:3000', requests = '100000', seconds = 'Infinity', seed = '1'] =
  process.argv.slice(2)
const { send, close } = sender(base)
const started = performance.now()
const result = await fuzz(send, {
  requests: Number(requests),
  time: Number(seconds) * 1000,
  seed: Number(seed)
})
close()
console.log(JSON.stringify({ ...result, seconds: (performance.now() - started) / 1000 }, null, 1))
process.exitCode = result.findings.length > 0 ? 1 : 0
