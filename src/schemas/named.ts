import type { TSchema } from 'typebox'
import { Authority } from '../vocabulary/authority.ts'
import { CellStatus } from '../vocabulary/cell-status.ts'
import * as closed from '../vocabulary/closed-lists.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { AppealedBy, Effect, Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { ChangeKind } from '../vocabulary/release/change.ts'
import { ReleaseHoldings } from '../vocabulary/release/holdings.ts'
import { Coverage } from '../vocabulary/time/coverage.ts'
import { DateBasis, YearBasis } from '../vocabulary/time/period.ts'
import { Grain, Unit } from '../vocabulary/unit.ts'
import { DimensionSchema, MeasureSchema } from './catalogue.ts'
import { CodeListEntry, CodeListSchema, SourceCodeSchema } from './code-lists.ts'
import { CountryResolutionSchema, CountrySchema } from './countries.ts'
import { returnSchemas } from './countries-of-return.ts'
import { CountryGroupSchema, GroupNoteSchema } from './country-groups.ts'
import { CaveatNoteSchema, GroupedMeta, Links, ListMeta, Meta, SourceNote } from './envelope.ts'
import { OutcomeSummary } from './outcome-summary.ts'
import { ProblemDocument } from './problem.ts'
import { TimelineSchema } from './records/case-timeline.ts'
import * as records from './records/records.ts'
import { ChangeSchema, ChangesMeta } from './releases/changes.ts'
import { differenceSchemas } from './releases/differences.ts'
import { DownloadSchema, ReleaseDownload } from './releases/downloads.ts'
import { LoadedSchema } from './releases/loaded.ts'
import { Service } from './service.ts'
import { CaveatSchema, Release, ReleaseItem, SourceItem, SourceSchema } from './sources.ts'
import { OutcomeRow, Stage, StageItem } from './stages.ts'
import { compareSchemas } from './statistics/compare.ts'
import { statisticsSchemas } from './statistics/statistics.ts'
import { DurationStatisticsMeta, DurationStatisticsRow } from './statistics/statistics-durations.ts'
import { PathwayLinkSchema, PathwayStatisticsMeta } from './statistics/statistics-pathways.ts'
import { PendingStatisticsMeta, PendingStatisticsRow } from './statistics/statistics-pending.ts'

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
  ReleaseHoldings,
  ProblemDocument,
  SourceNote,
  CaveatNoteSchema,
  Meta,
  GroupedMeta,
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
  ...Object.values(records),
  TimelineSchema,
  CountrySchema,
  CountryGroupSchema,
  GroupNoteSchema,
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
  LoadedSchema,
  SourceItem,
  Release,
  ReleaseItem,
  ReleaseDownload,
  DownloadSchema,
  ...differenceSchemas,
  ChangeKind,
  ChangeSchema,
  ChangesMeta
] as TSchema[]
