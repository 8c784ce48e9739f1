import { rm } from 'node:fs/promises'
import { UsageError } from '../command.ts'
import { NotGiven } from './errors.ts'
import { bytesText } from './progress.ts'

/** Gigabytes of the longest file that is fetched, where nothing is said: nearly twice the largest release that there is. */
export const usualGigabytes = 8

const gigabyte = 1000 ** 3
/** Bytes that must come in each window of `crawl_ms`. */
const least_bytes = 256 * 1024

/** The bytes that an option in gigabytes allows. Throws UsageError for what is no such number. */
export function mostBytesOf(option: unknown): number {
  if (option === undefined) return usualGigabytes * gigabyte
  if (/^\d{1,6}(\.\d{1,3})?$/.test(String(option)) && Number(option) > 0) return Number(option) * gigabyte
  throw new UsageError(`--max-gb must be a number of gigabytes such as ${usualGigabytes}, not "${option}".`)
}

/** Throws NotGiven, and removes what came, where a file has more bytes than are fetched. */
export async function refuseTooMuch(
  { most_bytes }: { most_bytes: number },
  url: string,
  bytes: number,
  part: string
): Promise<void> {
  if (bytes <= most_bytes) return
  await rm(part, { force: true })
  throw new NotGiven(
    `${url} is longer than the ${bytesText(most_bytes)} that are fetched: look whether it is right, then allow more with --max-gb.`
  )
}

/** Takes note of bytes that came; throws where so few come that a download would never end. */
export function refuseCrawl(now: () => number, crawl_ms: number): (bytes: number) => void {
  let since = now()
  let came = 0
  return bytes => {
    came += bytes
    if (now() - since < crawl_ms) return
    if (came < least_bytes) throw new Error(`only ${bytesText(came)} in ${Math.round(crawl_ms / 1000)} s`)
    since = now()
    came = 0
  }
}
