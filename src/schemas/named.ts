import type { TSchema } from 'typebox'
import { Authority } from '../vocabulary/authority.ts'
import { CellStatus } from '../vocabulary/cell-status.ts'
import * as closed from '../vocabulary/closed-lists.ts'
import { DecisionStage } from '../vocabulary/decision-stage.ts'
import { AppealedBy, Effect, Outcome, OutcomeGroup } from '../vocabulary/outcome.ts'
import { Unit } from '../vocabulary/unit.ts'
import { Timeline } from './case-timeline.ts'
import { CaveatNote, Links, ListMeta, Meta, SourceNote } from './envelope.ts'
import { ProblemDocument } from './problem.ts'
import { Case, Decision, PublishedCount, Return } from './records.ts'
import { Service } from './service.ts'

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
  ProblemDocument,
  SourceNote,
  CaveatNote,
  Meta,
  ListMeta,
  Links,
  Service,
  Case,
  Decision,
  Return,
  PublishedCount,
  Timeline
] as TSchema[]
