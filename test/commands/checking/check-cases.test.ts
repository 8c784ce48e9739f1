import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { checkCasesCommand } from '../../../src/commands/checking/check-cases.ts'
import type { Config } from '../../../src/config.ts'
import { projectRoot } from '../../../src/root.ts'

const inDocs = (name: string) => path.join(projectRoot, 'docs/documented-cases', name)

async function checked(file: string) {
  const said = { out: '', told: '' }
  const terminal = {
    out: (text: string) => {
      said.out += text
    },
    tell: (text: string) => {
      said.told += text
    },
    isScreen: false
  }
  const code = await checkCasesCommand.run({ words: [file], options: {} }, {} as Config, terminal)
  return { code, ...said }
}

t.test('the template and the made-up example have no faults', async t => {
  t.match(await checked(inDocs('template.json')), { code: 0, out: /no faults; cases 1, events 1/ })
  t.match(await checked(inDocs('made-up-example.json')), {
    code: 0,
    out: /cases 2, events 16, groups 2, statements 1, figures 1/
  })
})

t.test('the made-up example has every event, and says that it is made up', t => {
  const { cases, groups, statements, reported_figures } = JSON.parse(
    readFileSync(inDocs('made-up-example.json'), 'utf8')
  )
  const events = cases.flatMap((each: { events: { event: string }[] }) => each.events)
  t.same(
    [...new Set(events.map(({ event }: { event: string }) => event))].sort(),
    'appeal detention entry first_instance group_member judicial_review motion return return_decision screening screening_review statement status_note stay'.split(
      ' '
    )
  )
  for (const { summary } of [...cases, ...events, ...groups, ...statements, ...reported_figures])
    if (summary !== undefined) t.match(summary, /^Made up: /)
  t.end()
})

t.test('all faults are listed, each with its place, and the exit code says so', async t => {
  const document = JSON.parse(readFileSync(inDocs('made-up-example.json'), 'utf8'))
  document.statements[0].quotation = Array.from({ length: 26 }, () => 'word').join(' ')
  document.groups[0].summary = 'A 34-year-old woman.'
  document.reported_figures[0].report = 'none'
  document.cases[0].events[1].group = 99
  document.cases[0].nationality = 'HNX'
  const file = path.join(t.testdir(), 'cases.json')
  writeFileSync(file, JSON.stringify(document))
  const { code, out, told } = await checked(file)
  t.equal(code, 3)
  t.same(out.trim().split('\n'), [
    'cases/0: HNX is no country code. Use ISO 3166-1 alpha-3, UNK where it is not known.',
    'cases/0/events/1: there is no group 99 in the file.',
    'groups/0: holds what looks like an age. Leave it out.',
    'statements/0/quotation: has 26 words. At most 25 are quoted: say the rest in your own words.',
    'reported_figures/0: there is no report "none" in the file.'
  ])
  t.match(told, /5 faults/)
})

t.test('a file that is not there is a mistake in the command line', async t => {
  await t.rejects(checked('no-such-file.json'), { name: 'UsageError' })
})
