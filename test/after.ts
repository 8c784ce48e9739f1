import { joinTestServer } from './server.ts'

const share = await joinTestServer()
await share.close()
