import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { PeriodDimension } from '../../vocabulary/measures/subject.ts'
import { groupedBy } from '../grouped.ts'

/** A figure that an answer needs and the release does not tell. */
export interface MissingFigure {
  /** The words of the answer's groups that are no period, in their order. */
  key: readonly string[]
  /** First day of the period of the figure. */
  from: string
  /**
   * `unit`: a reporter, a nationality or a period of it that is not there. `part`: an outcome, a sex or another part of
   * what is there, without which no share can be made.
   */
  kind: 'unit' | 'part'
  dimension: Dimension
  /** The values that are missing; empty where some combinations of several dimensions are. */
  values: readonly string[]
  /** Whose figure it is, where the cell adds several; empty otherwise. */
  reporter: string
  nationality: string
  /** The levels at which the same reporter tells it. */
  told_at?: readonly string[]
  /** What the nearest period has that tells it. */
  nearest?: { from: string; value: number }
}

/** What the cells of an answer are made of, and what they lack, before any of them is judged. */
export interface Holdings {
  /** The periods of the series, in their order. */
  periods: readonly { from: string; to: string }[]
  /** The finest period that the series' figures are named by. */
  period: PeriodDimension
  /** By key (keyText). */
  lacks: ReadonlyMap<string, readonly MissingFigure[]>
  /** Whether a key tells a value of a dimension in a period, of which a filter names several values. */
  tells(key: readonly string[], from: string, dimension: Dimension, value: string): boolean
  /** Of each dimension the values that a filter names, and that each cell has to tell. */
  named: ReadonlyMap<Dimension, readonly string[]>
  /** The outcomes that the series has. */
  outcomes: readonly string[]
  /** Members of the groups that a cell adds and that do not tell a period; left out where no group is named. */
  untoldMembers?(key: readonly string[], from: string): readonly MissingFigure[]
  /** Whether a cell without rows is a zero in a period. */
  isZero(key: readonly string[], from: string): boolean
  /** The units of reporting that a cell is made of: see unitText. */
  unitsIn(key: readonly string[], froms: readonly string[]): readonly string[]
  /** Whether all that a cell is made of has decisions of one kind alone, by reporters who publish no other. */
  isOneSided(key: readonly string[], froms: readonly string[]): boolean
}

/** The words of a key as one text. */
export const keyText = (key: readonly string[]): string => key.join('\u0000')

/** A unit of reporting as one text: whose figures, of whom and when. */
export const unitText = ({
  reporter,
  nationality,
  from
}: Pick<MissingFigure, 'reporter' | 'nationality' | 'from'>) => `${reporter} ${nationality} ${from}`

/** Lacks by the text of their key. */
export const byKey = (lacks: readonly MissingFigure[]): Map<string, MissingFigure[]> =>
  groupedBy(lacks, ({ key }) => keyText(key))

/** A reporter that does not tell a period; of one reporter alone it is the period that is missing. */
export const unitLack = (
  of: Pick<MissingFigure, 'key' | 'from' | 'reporter' | 'nationality'>,
  period: Dimension,
  nearest: MissingFigure['nearest']
): MissingFigure => ({
  ...of,
  kind: 'unit',
  ...(of.reporter === ''
    ? { dimension: period, values: [] }
    : { dimension: 'country_of_asylum', values: [of.reporter] }),
  ...(nearest && { nearest })
})
