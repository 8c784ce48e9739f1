import type { Received, Send } from './send.ts'

/** Faults that a service could have, each put into one answer of twenty between it and the client. */
export const plantedFaults = {
  'a 500': changing(received => ({ ...received, status: 500 })),
  'a wrong type': changing(received =>
    rewritten(received, body => body.replace(/"(synthetic|title)":(true|false|"[^"]*")/, '"$1":{}'))
  ),
  'a missing header': changing(received => {
    const { 'x-content-type-options': _, ...headers } = received.headers
    return { ...received, headers }
  }),
  'an ignored parameter': (send: Send): Send => {
    let turn = 0
    return sent =>
      send(
        turn++ % 4 === 0
          ? { ...sent, url: sent.url.replace(/[?&](source|limit|sort|lang)=[^&]*$/, '') }
          : sent
      )
  },
  'a body that is cut': changing(received => {
    const cut = received.bytes.subarray(0, Math.floor(received.bytes.length * 0.7))
    const { 'content-length': _, ...headers } = received.headers
    return { ...received, headers, bytes: cut }
  })
} as const satisfies Record<string, (send: Send) => Send>

function changing(change: (received: Received) => Received): (send: Send) => Send {
  return send => {
    let turn = 0
    return async sent => {
      const received = await send(sent)
      return turn++ % 20 === 19 ? change(received) : received
    }
  }
}

/** A JSON body changed, as the service would send it. */
function rewritten(received: Received, change: (body: string) => string): Received {
  if (received.headers['content-encoding'] !== undefined) return received
  const bytes = Buffer.from(change(received.bytes.toString('utf8')))
  return { ...received, bytes, headers: { ...received.headers, 'content-length': String(bytes.length) } }
}
