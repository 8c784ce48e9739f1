import { said } from '../vocabulary/labels/texts/texts.ts'
import { groupNotes, groupsInMeta } from '../vocabulary/results/country-group-note.ts'
import type { ResultRow } from '../vocabulary/results/result-table.ts'
import { askedOf, type SubjectAnswer, subjectKinds } from './kinds/decisions/kind.ts'
import type {
  Kind,
  KindLayout,
  KindMeta,
  KindQuestion,
  Opened,
  ReadableSet,
  Size,
  StatisticsAnswer
} from './kinds/kind.ts'
import { pendingKind } from './kinds/pending/kind.ts'
import { asPending, stockAsked, stockKind, stockQuery } from './kinds/pending/stocks.ts'
import { type MakeupOf, makeupOf } from './makeup.ts'
import { withWorkingOffers } from './offers.ts'
import { openQuestion } from './question/open.ts'
import { refuseMissing } from './question/options.ts'
import { pageAsked, type Question, subjectOf } from './question/question.ts'
import { turnAfter } from './rows/in-turns.ts'
import { releaseCaveats } from './table/caveats.ts'
import { completed, estimateOf, guardGridOf, withGrid } from './table/fill.ts'
import { commonMeta, queryInMeta } from './table/meta.ts'
import { pageInOrder } from './table/page-in-order.ts'
import { eachReasonOnce, leftOutRows, reconcile } from './table/reconcile.ts'
import { rejectedOf } from './table/rejected.ts'
import { resultTable } from './table/result.ts'
import { checkColumns } from './table/shown.ts'
import { askedTop } from './top/asked-top.ts'
import { largestOf } from './top/largest.ts'
import { wholeQuery, withRates } from './whole.ts'

/** The default format: it gives all rows. */
const whole: AskedFormat = { id: 'csv', is_paged: false }

/** What an answer depends on of the format that it is written in. */
interface AskedFormat {
  id: string
  is_paged: boolean
  makeup_of?: MakeupOf
}

/**
 * Answers the parameters of a request with one kind of statistic. `format`: the output format. Throws Problem where the
 * request cannot be answered, with what would work.
 */
export async function answerStatistics<
  Asked extends KindQuestion,
  Laid extends KindLayout,
  Member extends keyof KindMeta
>(
  kind: Kind<Asked, Laid, Member>,
  set: ReadableSet,
  query: Readonly<Record<string, unknown>>,
  format = whole
): Promise<StatisticsAnswer<Member>> {
  refuseMissing(query, kind)
  const limit = pageAsked(query, format)
  const isWhole = format.makeup_of === 'answer'
  const read = isWhole ? wholeQuery(query, kind.options.includes('group_by')) : query
  const asked = kind.read(!isWhole && kind.options.includes('limit') ? { ...read, limit } : read)
  const ask = (question: Question) =>
    answerAsked(kind, set, { ...asked, question, groups: question.group_by ?? [] })
  const top = kind.has_own_measures ? undefined : askedTop(asked.question, format.makeup_of)
  const plain =
    top === undefined || asked.question.dry_run
      ? await answerAsked(kind, set, asked)
      : await largestOf(top, {
          ...{ question: asked.question, limit: query.limit as number | undefined },
          ...{ is_paged: format.is_paged, ask }
        })
  const answered =
    isWhole && !kind.has_own_measures
      ? await withRates(asked.question, plain, question => answerAsked(kind, set, { ...asked, question }))
      : plain
  if (format.makeup_of === undefined || kind.has_own_measures) return answered
  const makeup = await makeupOf(question => answer(set, question), answered, asked.question, format.makeup_of)
  return { ...answered, result: { ...answered.result, makeup } }
}

/** Answers what is pending: from records of cases, or from published stocks, whichever table the question is for. */
export async function answerPending(
  set: ReadableSet,
  query: Readonly<Record<string, unknown>>,
  format = whole
) {
  const chosen = stockAsked(set, query)
  if (chosen === undefined) return answerStatistics(pendingKind, set, query, format)
  const asked = stockQuery(query, chosen)
  return asPending(
    await answerStatistics(stockKind, set, asked, {
      ...format,
      makeup_of: format.makeup_of === 'answer' ? 'answer' : undefined
    }),
    asked
  )
}

/** Answers a question on decisions, cases or returns. */
export const answer = (set: ReadableSet, question: Question): Promise<SubjectAnswer> =>
  answerAsked(subjectKinds[subjectOf(question).name], set, askedOf(question))

/**
 * Answers a question of any kind from one release: question → release → columns → rows, or an estimate of their number
 * → grid → page → table.
 */
async function answerAsked<
  Asked extends KindQuestion,
  Laid extends KindLayout,
  Member extends keyof KindMeta
>(kind: Kind<Asked, Laid, Member>, set: ReadableSet, asked: Asked): Promise<StatisticsAnswer<Member>> {
  const opened = await openQuestion(set, asked, kind.has_own_measures).catch(async error => {
    throw await withWorkingOffers(error, asked, each => rowsIn(kind, set, each))
  })
  const layout = await kind.layout(set, opened, asked)
  // `fields` of counts and rates are checked with the question, since another source may have a column that this one
  // lacks.
  checkColumns(opened.question, layout, kind.has_own_measures ? ['sort', 'fields'] : ['sort'])
  const stage = { kind, set, opened, asked, layout }
  if (!opened.question.dry_run || !kind.size) return counted(stage)
  return estimated(stage, await kind.size(set, opened, asked, layout))
}

/** How many rows a question has. */
async function rowsIn<Asked extends KindQuestion, Laid extends KindLayout, Member extends keyof KindMeta>(
  kind: Kind<Asked, Laid, Member>,
  set: ReadableSet,
  asked: Asked
): Promise<number> {
  const { result } = await answerAsked(kind, set, asked)
  return result.rows.length
}

interface Stage<Asked extends KindQuestion, Laid extends KindLayout, Member extends keyof KindMeta> {
  kind: Kind<Asked, Laid, Member>
  set: ReadableSet
  opened: Opened
  asked: Asked
  layout: Laid
}

async function counted<Asked extends KindQuestion, Laid extends KindLayout, Member extends keyof KindMeta>({
  kind,
  set,
  opened,
  asked,
  layout
}: Stage<Asked, Laid, Member>): Promise<StatisticsAnswer<Member>> {
  const cells = opened.question.fill === 'grid' ? await kind.cells?.(set, layout) : undefined
  if (cells) guardGridOf(opened, asked, layout, cells)
  const found = await kind.count(set, opened, asked, layout)
  await turnAfter(found.rows)
  const rejected = rejectedOf(opened)
  const reconciliation = Object.fromEntries(
    Object.entries(found.accounts).map(([name, account]) => [name, reconcile(name, account, rejected.rows)])
  )
  const own = kind.unflagged ? found.rows : completed(opened, layout, found.rows)
  const { empty } = kind
  const grid =
    empty &&
    withGrid(opened, asked, layout, { ...found, rows: own }, (why, words) =>
      empty(opened, asked, layout, why, words)
    )
  const { rows: all, caveats } = grid ?? { rows: own, caveats: [] }
  await turnAfter(all)
  const marked = await kind.breaks?.(set, opened, layout, all)
  const { rows } = marked ?? { rows: all }
  await turnAfter(rows)
  const page = pageInOrder(opened, asked, layout, rows)
  const country_groups = found.country_groups ?? groupNotes(opened.frame.memberships, opened.reach)
  await turnAfter(rows)
  const [first] = kind.tells_left_out ? Object.values(reconciliation) : []
  // Zero counts are dropped, and so is counted_in_several_cells, whose count is negative.
  const left_out = (first?.left_out ?? []).filter(({ count }) => count === null || count > 0)
  return {
    result: resultTable(opened, asked, layout, {
      rows: page.rows,
      total: rows.length,
      left_out: eachReasonOnce([...left_out, ...(found.left_out ?? []), ...leftOutRows(rejected.rows)]),
      ...(found.meta?.missing && { missing: found.meta.missing }),
      ...(marked && { breaks: marked.breaks }),
      ...(country_groups && { country_groups })
    }),
    releases: [opened.frame.chosen.release],
    caveats: [
      ...releaseCaveats(opened, rejected),
      ...found.caveats,
      ...caveats,
      ...(found.own_caveats ?? [])
    ],
    meta: metaOf({ kind, opened, asked, layout }, rows, {
      total: rows.length,
      total_reason: null,
      reconciliation,
      ...found.meta,
      ...(marked && { breaks: marked.breaks }),
      ...(country_groups && { groups: groupsInMeta(country_groups) })
    }),
    next: page.next
  }
}

/** The answer with dry_run: the size of the answer, without rows. */
async function estimated<Asked extends KindQuestion, Laid extends KindLayout, Member extends keyof KindMeta>(
  { kind, opened, asked, layout }: Stage<Asked, Laid, Member>,
  size: Size
): Promise<StatisticsAnswer<Member>> {
  return {
    result: resultTable(opened, asked, layout, { rows: [], total: null, left_out: [] }),
    releases: [opened.frame.chosen.release],
    caveats: [...releaseCaveats(opened, rejectedOf(opened)), ...(size.caveats ?? [])],
    meta: metaOf({ kind, opened, asked, layout }, [], {
      total: null,
      total_reason: said('dry_run'),
      reconciliation: {},
      estimate: await estimateOf(opened, asked, layout, size)
    }),
    next: null
  }
}

/** The members of meta that a kind has, in their order. */
function metaOf<Asked extends KindQuestion, Laid extends KindLayout, Member extends keyof KindMeta>(
  { kind, opened, asked, layout }: Omit<Stage<Asked, Laid, Member>, 'set'>,
  rows: readonly ResultRow[],
  counted: Partial<KindMeta>
): Pick<KindMeta, Member> {
  const members: Partial<KindMeta> = {
    query: queryInMeta(kind.options, opened, asked, layout),
    ...commonMeta(opened, layout, rows),
    ...kind.ownMeta?.(asked),
    ...counted
  }
  const names = kind.meta.filter(name => members[name] !== undefined)
  return Object.fromEntries(names.map(name => [name, members[name]])) as Pick<KindMeta, Member>
}
