import summaries from './texts/summaries.json' with { type: 'json' }
import type { Translated } from './texts/texts.ts'

export type OperationId = keyof typeof summaries

/** What an operation answers, in one line: English in the contract, in the language of the request at /v1. */
export const summaryOf = (operation: OperationId): Translated => summaries[operation]
