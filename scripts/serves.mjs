// Starts the built service on an empty data folder, waits until it is healthy, and stops it, all under the Node.js
// that runs this file. Closes with "N passed, N failed, N skipped".
import { withService } from './running-service.mjs'

const { healthy, code } = await withService(() => {})
const passed = healthy && code === 0
console.log(
  `the service ${passed ? 'starts and stops' : `is not healthy, or ended with ${code}`} under ${process.version}`
)
console.log(passed ? '1 passed, 0 failed, 0 skipped' : '0 passed, 1 failed, 0 skipped')
process.exitCode = passed ? 0 : 1
