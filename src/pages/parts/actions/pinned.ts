import { withOptions } from '../../asking/addresses.ts'
import type { Statistics } from '../../asking/answers.ts'

/** An address of `links` in another format, pinned to the releases that answered. */
export const pinned = ({ canonical }: Statistics['links'], address: string): string =>
  withOptions(`${address.split('?')[0]}?${canonical.split('?')[1] ?? ''}`, {})
