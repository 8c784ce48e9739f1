import type { ToldProblem } from './answers.ts'

/** The API's refusal of a question that a page asked, and the question's address. */
export class Refused extends Error {
  override name = 'Refused'
  readonly problem: ToldProblem
  readonly address: string

  constructor(problem: ToldProblem, address: string) {
    super(`${address}: ${problem.detail}`)
    this.problem = problem
    this.address = address
  }
}

/**
 * Whether the question meets its refusal each time it is asked. Else the service had no time for it just now, or failed, which says
 * nothing of what there is.
 */
export const isOfQuestion = ({ problem }: Refused): boolean => problem.status < 429

/** A page that is another one: 303 to where the answer is. */
export class Moved extends Error {
  override name = 'Moved'
  readonly to: string

  constructor(to: string) {
    super(`the page is ${to}`)
    this.to = to
  }
}

/** A page whose status is not 200, so that it is written again for each request: a choice, or nothing found. */
export class NotKept extends Error {
  override name = 'NotKept'
  readonly status: number
  readonly body: string

  constructor(status: number, body: string) {
    super(`a page with the status ${status}`)
    this.status = status
    this.body = body
  }
}
