import { readFileSync } from 'node:fs'
import t from 'tap'
import { contractText } from '../../src/commands/openapi.ts'
import { projectRoot } from '../../src/root.ts'

const committed = readFileSync(`${projectRoot}/openapi/openapi.json`, 'utf8')

t.test('the committed contract is what the schemas give', async t => {
  const made = await contractText()
  t.strictSame(JSON.parse(committed), JSON.parse(made), 'write it anew: npm run contract:write')
  t.equal(committed, made, 'and in the same order')
})
