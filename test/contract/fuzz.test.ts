import type { AddressInfo } from 'node:net'
import t from 'tap'
import { service } from '../service.ts'
import { asMany } from '../statistics/dice.ts'
import { plantedFaults } from './fuzz/planted.ts'
import { fuzz } from './fuzz/run.ts'
import { sender } from './fuzz/send.ts'

t.test('made-up requests get answers that the contract describes, and never a 5xx', async t => {
  const { app } = await service(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { send, close } = sender(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  t.teardown(close)

  const { requests, statuses, findings } = await fuzz(send, { requests: asMany(1500), seed: 1 })
  t.same(findings, [])
  t.equal(requests, asMany(1500))
  t.ok((statuses[200] ?? 0) > requests / 5, `enough are answered: ${JSON.stringify(statuses)}`)

  for (const [name, plant] of Object.entries(plantedFaults))
    await t.test(`${name} is found`, async t => {
      const { findings } = await fuzz(plant(send), { requests: 1500, seed: 2, most: 1 })
      t.ok(findings.length > 0, JSON.stringify(findings[0]))
    })
})
