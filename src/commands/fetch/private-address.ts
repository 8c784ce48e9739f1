import { BlockList, isIP } from 'node:net'
import { NotGiven } from './errors.ts'

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/**
 * Networks in which no publisher is: this machine, networks of its owner, services of clouds for their machines, and
 * addresses of IPv6 behind which one of IPv4 stands (NAT64, 6to4, Teredo). IANA's registries of special addresses have
 * all of them. Of IPv6, nothing outside 2000::/3 is open, but for an IPv4 address that is written as one.
 */
const networks = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/8', '200::/7', '400::/6'],
  ...['800::/5', '1000::/4', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '4000::/2', '8000::/1']
]

const closed = new BlockList()
for (const network of networks) {
  const [address = '', bits] = network.split('/')
  closed.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether an address is in a network of its own; an IPv4 address that is written as IPv6 is what it stands for. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const kind = isIP(bare)
  return kind === 0 || closed.check(bare, kind === 6 ? 'ipv6' : 'ipv4')
}

/**
 * The addresses of a host, none of which is private: connect to these and look up no other. Throws NotGiven where one
 * is private. An error of `resolve` passes.
 */
export async function openAddresses({ hostname }: URL, resolve: Resolve): Promise<string[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await resolve(host) : [host]
  if (!addresses.some(isPrivateAddress)) return addresses
  throw new NotGiven(
    `${hostname} is an address of this machine or of a private network, where no publisher is. ` +
      'If it is yours and right, fetch with --allow-private.'
  )
}
