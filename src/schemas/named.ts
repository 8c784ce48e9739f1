import type { TSchema } from 'typebox'
import { Authority } from '../vocabulary/authority.ts'
import { CellStatus } from '../vocabulary/cell-status.ts'
import * as closed from '../vocabulary/closed-lists.ts'
import { Coverage } from '../vocabulary/coverage.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { AppealedBy, Effect, Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { DateBasis, YearBasis } from '../vocabulary/period.ts'
import { Grain, Unit } from '../vocabulary/unit.ts'
import { TimelineSchema } from './case-timeline.ts'
import { DimensionSchema, MeasureSchema } from './catalogue.ts'
import { CodeListEntry, CodeListSchema, SourceCodeSchema } from './code-lists.ts'
import { compareSchemas } from './compare.ts'
import { CountryResolutionSchema, CountrySchema } from './countries.ts'
import { returnSchemas } from './countries-of-return.ts'
import { CaveatNoteSchema, Links, ListMeta, Meta, SourceNote } from './envelope.ts'
import { OutcomeSummary } from './outcome-summary.ts'
import { ProblemDocument } from './problem.ts'
import { Case, Decision, PublishedCountSchema, Return } from './records.ts'
import { Service } from './service.ts'
import { CaveatSchema, Release, ReleaseItem, SourceItem, SourceSchema } from './sources.ts'
import { OutcomeRow, Stage, StageItem } from './stages.ts'
import { statisticsSchemas } from './statistics.ts'
import { DurationStatisticsMeta, DurationStatisticsRow } from './statistics-durations.ts'
import { PathwayLinkSchema, PathwayStatisticsMeta } from './statistics-pathways.ts'
import { PendingStatisticsMeta, PendingStatisticsRow } from './statistics-pending.ts'

/** The schemas that the contract names; others refer to them by their $id. */
export const namedSchemas: TSchema[] = [
  ...Object.values(closed).filter(each => '$id' in each),
  Authority,
  CellStatus,
  DecisionStage,
  Outcome,
  OutcomeGroup,
  Effect,
  AppealedBy,
  Unit,
  Grain,
  DateBasis,
  YearBasis,
  Coverage,
  ProblemDocument,
  SourceNote,
  CaveatNoteSchema,
  Meta,
  ListMeta,
  Links,
  Service,
  ...statisticsSchemas,
  PendingStatisticsRow,
  PendingStatisticsMeta,
  DurationStatisticsRow,
  DurationStatisticsMeta,
  PathwayLinkSchema,
  PathwayStatisticsMeta,
  ...compareSchemas,
  MeasureSchema,
  DimensionSchema,
  Case,
  Decision,
  Return,
  PublishedCountSchema,
  TimelineSchema,
  CountrySchema,
  CountryResolutionSchema,
  CodeListSchema,
  CodeListEntry,
  SourceCodeSchema,
  OutcomeSummary,
  Stage,
  StageItem,
  OutcomeRow,
  ...returnSchemas,
  CaveatSchema,
  SourceSchema,
  SourceItem,
  Release,
  ReleaseItem
] as TSchema[]
