import type { TSchema } from 'typebox'
import { CaveatNote, Links, ListMeta, Meta, SourceNote } from './envelope.ts'
import { ProblemDocument } from './problem.ts'

/** The schemas that the contract names; others refer to them by their $id. */
export const namedSchemas: TSchema[] = [ProblemDocument, SourceNote, CaveatNote, Meta, ListMeta, Links]
