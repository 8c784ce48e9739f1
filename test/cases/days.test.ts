import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { importing } from './importing.ts'

const skip = spawnSync('unzip', ['-v']).status === 0 ? false : 'unzip is not installed'

t.test(
  'a day that nobody stated is unknown in every format, and a release is called by a text',
  { skip },
  async t => {
    const file = 'layouts/unhcr-base.csv'
    const source = 'unhcr-asylum-decisions'
    const { json, get } = await importing(t, source, [file], { release: '2026-11-28' })
    const { data } = await json(`/v1/sources/${source}/releases/2026-11-28`)
    t.match(data, { released_on: null, retrieved_on: null, files: [{ retrieved_at: null }] })
    t.match(data.citation, /retrieved on an unknown day/)
    const ask = `/v1/statistics/decisions?source=${source}&group_by=nationality`
    const { meta } = await json(ask)
    t.match(meta.sources, [{ retrieved_on: null, citation: /an unknown day/ }])
    const file_name = join(tmpdir(), `days-${process.pid}.xlsx`)
    t.teardown(() => rm(file_name, { force: true }))
    await writeFile(file_name, (await get(ask.replace('decisions?', 'decisions.xlsx?'))).rawPayload)
    const { stdout } = spawnSync('unzip', ['-p', file_name, 'xl/*.xml', 'xl/worksheets/*.xml'], {
      encoding: 'utf8'
    })
    t.notMatch(stdout, /<v>46354<\/v>/, 'no cell is the number of a day')
    t.match(stdout, /2026-11-28/)
    t.match(stdout, /unknown/)
    const jsonStat = (await get(ask.replace('decisions?', 'decisions.json-stat?'))).json()
    t.equal(jsonStat.updated, undefined)
  }
)
