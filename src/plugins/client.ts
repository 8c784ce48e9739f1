/** How many of the eight groups of an IPv6 address name one customer's network. */
const groupsOfNetwork = 4
/** Characters of the longest text of an IPv6 address. */
const longestAddress = 45

/**
 * The client that an address counts as: an IPv4 address, or the /64 network of an IPv6 address, since one machine can
 * use all addresses of its network. A connection that its client has closed has no address any more: all of these are one
 * client, and nobody waits for their answers.
 */
export function clientOf(given: string | undefined = ''): string {
  // A proxy may hand on whatever its client wrote, and what is kept by client must have a length.
  const address = given.slice(0, longestAddress)
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return String(mapped[1])
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  return [...groups, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, groupsOfNetwork)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
