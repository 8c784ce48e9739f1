import { type Asker, HungUp, oncePast } from '../../snapshot/admission/asker.ts'
import { Overloaded, QueryTimeout } from '../../snapshot/release-set.ts'

/**
 * What is made for several requests by the queries of `maker`, for one of them: rejects at its own deadline, or when its
 * client hangs up, where the others wait on. Once the queries have ended, the answer is only written, and has its time.
 * `until`: its own deadline, which that of `maker` may be beyond.
 */
export function inOwnTime<T>(
  made: Promise<T>,
  { until, whenGone }: Pick<Asker, 'until' | 'whenGone'>,
  maker: Asker
): Promise<T> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      end()
      reject(error)
    }
    const stopWaiting = oncePast(
      () => until,
      () => {
        // Where its deadline is that of the queries, they end by it.
        if (maker.until <= until || maker.until === Number.POSITIVE_INFINITY) return
        refuse(
          maker.begun.size > 0
            ? new QueryTimeout('others wait on for the same answer')
            : new Overloaded('its turn came too late')
        )
      }
    )
    const hangUp = () => refuse(new HungUp('the client does not wait any more'))
    const end = () => {
      stopWaiting()
      stopListening()
    }
    const stopListening = whenGone(hangUp)
    made.then(resolve, reject).finally(end)
  })
}
