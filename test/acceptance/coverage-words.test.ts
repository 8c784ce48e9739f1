import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { service } from '../service.ts'

/**
 * What a release does not tell, in words. The rows of UNHCR are those of its table of 2026, the three largest of each
 * year and level; the other files are invented.
 */
const files = {
  'unhcr-asylum-decisions': 'unhcr-japan-kenya-turkiye.csv',
  'eurostat-asylum-decisions': 'es-quarter-tail.csv',
  'gb-asylum-decisions': 'gb-decisions-men-only.csv'
}

t.test('sentences say what is missing', async t => {
  const { get } = await service(t, {}, async (database, dataDir) => {
    for (const [source, file] of Object.entries(files))
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source, paths: [join(projectRoot, 'test/acceptance/coverage', file)], release: 'r', force: true }
      )
  })
  const said = async (query: string): Promise<string> => {
    const { body } = await get(`/v1/statistics/decisions.sentence?${query}`)
    return body.replace(/[\u00a0\u202f]/g, ' ')
  }
  const unhcr = 'source=unhcr-asylum-decisions&decision_stage=first_instance&unit=persons'
  const rates = 'measures=persons,total_protection_rate'
  const japan = `${unhcr}&country_of_asylum=JPN&period_from=2025&period_to=2025`
  const text = await said(`${japan}&${rates}`)
  t.match(
    text,
    'In 2025 in Japan, there were decisions or closures for at least 8,100 persons (without the outcome “'
  )
  t.match(text, ', published under level FA); the total protection rate is not given for that reason (')
  t.notMatch(text, '%')
  t.match(
    await said(`${japan}&group_by=outcome&fill=grid&outcome=refugee_status_granted&lang=fr`),
    'En 2025, au Japon, le nombre de personnes n’est pas communiqué, ce qui n’est pas un zéro (publié au niveau FA ;'
  )
  const kenya = `${unhcr}&country_of_asylum=KEN&period_from=2025&period_to=2025&${rates}`
  t.match(await said(kenya), 'the total protection rate was 100.0%, of 13,450 persons (')
  t.match(await said(kenya), '; no rejection is published;')
  t.match(
    await said(`${unhcr}&period_from=2024&period_to=2024`),
    /^In 2024, there were decisions or closures for at least 21,155 persons: .*without Türkiye; the/
  )
  t.match(
    await said('source=eurostat-asylum-decisions&group_by=year&sort=-year&nationality=SOM'),
    /^From January to March 2026 in Denmark, Finland, and Norway, there were decisions on at least 120 persons .*without Norway and Finland;/
  )
  t.match(
    await said('source=gb-asylum-decisions&group_by=year'),
    'From January to June 2023 in the United Kingdom, there were decisions or closures for at least 232 persons'
  )
})
