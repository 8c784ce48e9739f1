import { lastDay, none, timestamp } from './days.ts'
import { createFillers, type Fillers } from './fillers.ts'
import {
  boardCodes,
  type ClaimCode,
  claimDecisionCodes,
  claimKinds,
  closureCodes,
  courtCodes,
  decisionCodes,
  kinds,
  movedCodes
} from './meaning.ts'
import type { Appeal, Appearance, Application, Court, Plan, Proceeding } from './plan/plan.ts'

/** The rows of a case as text, columns in the order of today's layout, without a line end. */
export interface Rows {
  case(plan: Plan): string
  proceeding(plan: Plan, proceeding: Proceeding): string
  application(plan: Plan, application: Application): string
  appeal(plan: Plan, appeal: Appeal): string
  court(plan: Plan, court: Court, dated: boolean): string
  appearance(plan: Plan, appearance: Appearance): string
}

/** Codes of orphaned rows' cases begin here: no case has them. */
const orphans = 900_000_000
const pool = 2_047

/** A number that looks like chance, from a key: for what nobody reads. */
function scramble(key: number): number {
  const h = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/** How the rows are written. */
export function createRows(): Rows {
  const fill = createFillers()
  return {
    case: plan => caseRow(fill, plan),
    proceeding: (plan, proceeding) => proceedingRow(fill, plan, proceeding),
    application: (plan, { id, proceeding, code, filed_on, outcome, waiting }) => {
      const dec = outcome === null ? waiting : applicationCode(code, outcome, id)
      const of = proceeding < 0 ? orphans + id : plan.proceedings[proceeding]?.id
      return `${id}\t${of}\t${caseKey(plan)}\t${padded(code, id)}\t${timestamp(filed_on)}\t${dec}`
    },
    appeal: appealRow,
    appearance: appearanceRow,
    court: (plan, { id, appeal, requested_on, outcome, decided_on }, dated) => {
      const of = appeal === -1 ? '' : (plan.appeals[appeal]?.id ?? orphans + id)
      const row = `${id}\t${of}\t${timestamp(requested_on)}\t${outcome === null ? '' : courtCodes[outcome]}`
      return dated ? `${row}\t${timestamp(decided_on)}` : row
    }
  }
}

function caseKey(plan: Plan): number {
  return plan.gone === 'orphaned' ? orphans + plan.index : plan.id
}

/** Some codes are filled with blanks on the right. */
function padded(code: string, key: number): string {
  return key % 53 === 0 && code !== '' ? code.padEnd(5) : code
}

function one(codes: string[] | undefined, key: number): string {
  if (codes === undefined || codes.length === 0) throw new Error('no code for an outcome that was planned')
  return codes[scramble(key) % codes.length] as string
}

function applicationCode(code: string, outcome: string, id: number): string {
  if (code in claimKinds) return one(claimDecisionCodes[code as ClaimCode][outcome], id)
  return outcome === 'rejected' ? 'D' : 'W'
}

function caseRow(fill: Fillers, plan: Plan): string {
  const h = scramble(plan.id)
  const nationality = plan.nationality_in_proceedings_only ? '' : padded(plan.nationality.code, plan.id)
  const number = plan.represented === 'number' || plan.represented === 'both'
  const dated = plan.represented === 'date' || plan.represented === 'both'
  const since = plan.proceedings[0]?.charged_on ?? none
  const e28 = dated ? timestamp(Math.min((since === none ? 9_000 : since) + (h % 300), lastDay)) : ''
  // A NUL byte alone stands for nothing.
  const attorney = number ? `${1000 + (h % 9000)}` : h % 400 === 0 ? '\0' : ''
  const birth = h % 15 < 7 ? '' : `${1 + (h % 12)}/${1945 + ((h >>> 4) % 75)}`
  const claim = plan.claim === '' && h % 300 === 7 ? '\0' : plan.claim
  return `${plan.id}\t${fill.address[h & pool]}\t${nationality}\t${nationality === '' ? '' : language(plan)}\t${plan.custody}\t${h % 15 < 7 ? 'M' : ''}\t${e28}\t${attorney}\t${padded(plan.type, plan.id)}\t${fill.hearing[(h >>> 3) & pool]}\t${fill.entry[(h >>> 6) & pool]}\t${claim}\t${birth}\t${fill.afterBirth[(h >>> 9) & pool]}\t${plan.sex}\t${fill.afterSex[(h >>> 12) & pool]}`
}

function language(plan: Plan): string {
  return plan.nationality.leaning === 'low' ? 'SP' : 'ENG'
}

/** DEC_CODE and OTHER_COMP of a proceeding. */
function codesOf({ id, type, ending, outcome, closed, beside }: Proceeding): [string, string] {
  if (ending === 'open') return ['', id % 97 === 0 ? '  ' : '']
  if (ending !== 'completed') return ['', movedCodes[ending]]
  if (outcome === 'out_of_scope') return [id % 3 === 0 ? 'T' : 'G', '']
  if (closed) return ['', one(closureCodes[kinds[type] ?? 'removal'][outcome], id)]
  return [one(decisionCodes[type]?.[outcome], id), beside]
}

function proceedingRow(fill: Fillers, plan: Plan, proceeding: Proceeding): string {
  const { id, charged_on, ending, ended_on } = proceeding
  const h = scramble(id)
  const [decided, other] = codesOf(proceeding)
  const moved = ending === 'venue_change' || ending === 'transfer'
  const began = charged_on === none ? 12_000 : charged_on
  const input = h % 36 === 0 ? '' : timestamp(Math.min(began + 5 + (h % 40), lastDay))
  const arrived = plan.proceedings[0] !== proceeding && plan.proceedings.length > 1
  const court = arrived ? fill.transferredCourt[h & pool] : fill.court[h & pool]
  const done = ending === 'completed' && ended_on !== none
  const due = done && decided !== '' ? timestamp(Math.min(ended_on + 30, lastDay + 30)) : ''
  const absent = decided === '' ? '' : proceeding.in_absentia ? 'Y' : 'N'
  const type = proceeding.type_left_out ? '' : padded(proceeding.type, id)
  // Nobody reads DEPORTED_2 as more than a second country; a NUL byte alone is none.
  const second = proceeding.second === '' && h % 500 === 3 ? '\0' : proceeding.second
  return `${id}\t${caseKey(plan)}\t${proceeding.charged_text || timestamp(charged_on)}\t${input}\t${court}\t${fill.hearingOfProceeding[(h >>> 3) & pool]}\t${decided === '' ? '' : h % 9 < 5 ? 'O' : 'W'}\t${decided}\t${padded(proceeding.designated, id)}\t${second}\t${other}\t${decided === '' ? '\t' : fill.appealRights[(h >>> 5) & pool]}\t${proceeding.ended_text || timestamp(ended_on)}\t${absent}\t${moved ? fill.venue[(h >>> 7) & pool] : '\t'}\t${due}\t${arrived ? 'T' : moved ? 'V' : ''}\t${plan.custody || 'N'}\t${type}\t${padded(plan.nationality_of_proceedings.code, id)}\t${language(plan)}\t${fill.afterLanguage[(h >>> 9) & pool]}\t${fill.detained[(h >>> 11) & pool]}`
}

function appealRow(plan: Plan, appeal: Appeal): string {
  const { id, after, category, type, filed_on, filed_by, outcome, decided_on, case_type } = appeal
  const h = scramble(id)
  const proceeding = after < 0 ? '' : plan.proceedings[after]?.id
  const attorney = h % 3 === 0 ? '' : timestamp(Math.min(filed_on + (h % 30), lastDay))
  const decision = outcome === null ? '' : one(boardCodes[outcome], id)
  const decisionType = outcome === null ? '' : h % 12 < 7 ? 'R' : 'P'
  return `${id}\t${caseKey(plan)}\t${proceeding}\t${category}\t${type}\t${timestamp(filed_on)}\t${filed_by}\t${attorney}\t${timestamp(decided_on)}\t${decision}\t${decisionType}\t${case_type}\t${language(plan)}\t${plan.nationality.code}\t\t${plan.custody}\t`
}

/** The published spellings of the table that a row belongs to, by level and side. */
const parents = {
  court: ['a_tblcase', 'A_Tblcase', 'A_TblCase'],
  government: ['b_tblproceeding', 'B_TblProceeding'],
  board: ['tblappeal', 'tblAppeal']
}

function appearanceRow(plan: Plan, { id, side, level, on, on_text, names_no_case }: Appearance): string {
  const h = scramble(id)
  const key = names_no_case ? orphans + id : caseKey(plan)
  const kind = level === 'board' ? 'board' : side === 'government' ? 'government' : 'court'
  const spellings = parents[kind]
  const day = on_text || timestamp(on)
  const of = kind === 'court' ? key : kind === 'board' ? plan.appeals[0]?.id : plan.proceedings[0]?.id
  const days = kind === 'board' ? `\t${day}\t` : kind === 'court' ? `\t\t${day}` : `${day}\t\t`
  const place = level === 'board' || h % 3 === 0 ? '' : 'NYC'
  return `${id}\t${key}\t${level.toUpperCase()}\t${side === 'person' ? 'ALIEN' : 'INS'}\t${spellings[h % spellings.length]}\t${of}\t${place}\t${days}\t${h % 4 === 0 ? 0 : 1}`
}
