import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Test } from 'tap'
import type { Assembled, CaseLayout, CasePart, Gathered, OpenFile, Source } from '../../src/sources/source.ts'
import type { CaseFact, DecisionFact } from '../../src/vocabulary/fact.ts'
import { folder, madeUpSource } from './made-up.ts'

/**
 * A made-up release of tables by case: no case of it exists. `Cases.csv` has case, fate and nationality; `Steps.csv`
 * step, case, fate, day and outcome; `Extras.csv` like Steps, of appeals. A fate says what becomes of the row.
 */
const tables = ['Cases', 'Steps', 'Extras'] as const
const cases = 0

/** What a release of made-up tables holds: lines of tab-separated fields by the name of the file. */
export type MadeUpTables = Record<string, string[]>

export const headers = {
  'Cases.csv': 'made-up case\tfate\tnationality',
  'Steps.csv': 'made-up step\tcase\tfate\tday\toutcome',
  'Extras.csv': 'made-up extra\tcase\tfate\tday\toutcome'
} as const

/** A source of made-up tables by case. */
export function tablesSource(options: { starter?: boolean } = {}): Source {
  const source = madeUpSource({ layouts: [] })
  return {
    ...source,
    about: { ...source.about, series: madeUpSource().about.series.map(each => ({ ...each, grain: 'case' })) },
    case_layouts: [layout(options.starter ?? false)]
  }
}

function layout(starter: boolean): CaseLayout {
  return {
    ...{ id: 'tables', title: 'Made-up tables', series: 'main', coverage: {}, starter, tables },
    recognise(head, name) {
      if (/^(made-up|table\tcount)/.test(head)) return 'read'
      return /Notes|SYNTHETIC/.test(name) ? 'beside' : undefined
    },
    synthetic: names => names.some(name => name.endsWith('SYNTHETIC.txt')),
    lanes: names => names.map(name => [name]),
    untold: ['claim_grounds', 'summary', 'published_on', 'certainty'],
    gather,
    assemble
  }
}

async function gather(files: readonly OpenFile[], into: Gathered): Promise<void> {
  for (const file of files) {
    const [head = '', ...lines] = (await text(await file.open())).trimEnd().split('\n')
    const table = Object.values<string>(headers).indexOf(head)
    for (const [i, line] of lines.entries()) {
      const fields = line.split('\t')
      if (table < 0) into.published(tables.indexOf(fields[0] as 'Cases'), Number(fields[1]))
      else row(table, i + 2, fields, into)
      await into.settled()
    }
  }
}

function row(table: number, line: number, fields: string[], into: Gathered): void {
  const fate = fields[table === cases ? 1 : 2] as string
  const case_id = fields[table === cases ? 0 : 1] as string
  if (fate === 'odd code') into.unknown('fate', fate)
  if (fate === 'alone') into.excluded(table, 'out_of_scope', false)
  else if (fate === 'damaged') into.rejected(table, line, 'damaged', fields.join(' '))
  else into.part({ case_id, table, line, repaired: fate === 'repaired', fields })
}

function assemble(parts: readonly CasePart[], into: Assembled, released_on: string): void {
  const told = parts.find(part => part.table === cases)
  const steps = parts.filter(part => part !== told).sort((a, b) => a.table - b.table || a.line - b.line)
  if (!told) for (const step of steps) into.rejected(step, 'orphan')
  else if (told.fields[1] === 'excluded') {
    into.excluded(told, 'out_of_scope')
    for (const step of steps) into.excluded(step, 'case_not_counted')
  } else {
    into.loaded(told)
    const decisions = steps.map(step => decisionOf(step, told, into, released_on))
    into.fact(caseOf(told, decisions))
    for (const decision of decisions) into.fact(decision)
  }
}

function decisionOf(part: CasePart, told: CasePart, into: Assembled, released_on: string): DecisionFact {
  const [step = '', , , day = '', outcome = ''] = part.fields
  if (day > released_on) into.impossible('day')
  into.loaded(part)
  const decided_on = day > released_on || day === '' ? undefined : day
  return {
    ...{ grain: 'decision', decision_id: `${step}${part.table}`, case_id: part.case_id, line: part.line },
    ...{ source_table: tables[part.table] as string, nationality: told.fields[2] as string },
    decision_stage: part.table === 1 ? 'first_instance' : 'appeal',
    ...{ outcome: outcome as 'rejected', source_code: outcome, repaired: part.repaired },
    ...(decided_on !== undefined && { decided_on, decided_precision: 'day' as const }),
    ...(day > released_on && { impossible_dates: `day ${day}` })
  }
}

function caseOf(part: CasePart, decisions: DecisionFact[]): CaseFact {
  return {
    ...{ grain: 'case', case_id: part.case_id, line: part.line, source_table: 'Cases' },
    ...{ nationality: part.fields[2] as string, repaired: part.repaired, case_status: 'decided' },
    ...{ nationality_raw: part.fields[3], application_types: ['asylum', 'withholding'] },
    case_outcome: decisions.at(0)?.outcome ?? 'pending',
    case_outcome_kind: decisions.length > 0 ? 'protection' : 'none',
    ...(decisions.length > 0 && { pathway: 'as the source says' })
  }
}

/** Writes the files of a made-up release into a folder of the test's own, and returns it. */
export async function tablesFolder(t: Test, files: MadeUpTables): Promise<string> {
  const at = path.join(await folder(t), 'release')
  for (const [name, lines] of Object.entries(files)) {
    const file = path.join(at, name)
    await mkdir(path.dirname(file), { recursive: true })
    const header = headers[path.basename(name) as keyof typeof headers]
    await writeFile(file, `${[...(header ? [header] : []), ...lines].join('\n')}\n`)
  }
  return at
}

/** A release in which each fate occurs. */
export const everyFate: MadeUpTables = {
  'Cases.csv': [
    '1\tloaded\tRUS',
    '2\trepaired\tSYR',
    '3\texcluded\tRUS',
    '4\talone\tRUS',
    '5\tdamaged\tRUS',
    '6\todd code\tRUS'
  ],
  'Steps.csv': [
    '11\t1\tloaded\t2024-01-05\trejected',
    '12\t1\tloaded\t2925-01-01\trefugee_status_granted',
    '13\t2\trepaired\t2024-03-01\trejected',
    '14\t3\tloaded\t2024-04-01\trejected',
    '15\t99\tloaded\t2024-05-01\trejected',
    '16\t1\talone\t2024-06-01\trejected'
  ],
  'Extras.csv': ['21\t2\tloaded\t2024-07-01\tremanded'],
  'Count.txt': ['table\tcount', 'Cases\t6', 'Steps\t6', 'Extras\t1'],
  'Notes.txt': ['Nothing in here is read.']
}
