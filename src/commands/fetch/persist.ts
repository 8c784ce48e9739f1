import { Hiccup, NotGiven, Unreachable } from './errors.ts'
import { ask, type Web, type WebRequest, type WebResponse } from './web.ts'

const first_wait_ms = 1_000
const longest_own_wait_ms = 30_000

/**
 * Runs `attempt`, and again after each Hiccup, until `web.tries` have failed in a row. Waits longer each time, or as
 * long as the server asks for. `attempt` calls its argument when it made progress: failures are then counted anew.
 * Throws the error of the last Hiccup, and NotGiven where the server asks for too long a wait.
 */
export async function persist<T>(web: Web, attempt: (gotFurther: () => void) => Promise<T>): Promise<T> {
  let failures = 0
  for (;;) {
    try {
      return await attempt(() => {
        failures = 0
      })
    } catch (error) {
      if (!(error instanceof Hiccup)) throw error
      failures++
      if (failures >= web.tries) throw error.last
      await pause(web, error, failures)
    }
  }
}

async function pause(web: Web, hiccup: Hiccup, failures: number): Promise<void> {
  const wait = hiccup.wait_ms ?? Math.min(first_wait_ms * 2 ** (failures - 1), longest_own_wait_ms)
  if (wait > web.longest_wait_ms)
    throw new NotGiven(
      `${hiccup.message} It asks to wait ${Math.ceil(wait / 60_000)} minutes: fetch again after that.`,
      wait
    )
  web.tell(wait === 0 ? hiccup.message : `${hiccup.message} Trying again in ${Math.ceil(wait / 1000)} s.`)
  await web.clock.wait(wait, web.signal)
}

/** Sends a request and returns its response. Throws Hiccup for 429 and 5xx, and NotGiven for any other error status. */
export async function answered(web: Web, url: string, question?: WebRequest): Promise<WebResponse> {
  const answer = await ask(web, url, question)
  refuseError(web, answer)
  return answer
}

/** Throws for a response with an error status (Hiccup for 429 and 5xx, else NotGiven), and closes it. */
export function refuseError(web: Web, answer: WebResponse): void {
  const { status, url, headers } = answer
  if (status < 400) return
  answer.leave()
  const { host } = new URL(url)
  if (status === 429 || status >= 500)
    throw new Hiccup(
      new (status === 429 ? NotGiven : Unreachable)(`${host} is busy or out of order (HTTP ${status}).`),
      waitOf(headers.get('retry-after'), web.clock.now())
    )
  throw new NotGiven(
    `${host} answered HTTP ${status} for ${url}. ` +
      'The publisher may have moved it: look for it on his pages, fetch it by hand, and import the file.'
  )
}

/** Retry-After is a number of seconds, or a date. */
function waitOf(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000
  const until = Date.parse(text)
  return Number.isNaN(until) ? undefined : Math.max(0, until - now)
}
