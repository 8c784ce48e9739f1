import { BlockList, isIP } from 'node:net'
import { NotGiven } from './errors.ts'

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/** Networks in which no publisher is: this machine, networks of its owner, and services of clouds for their machines. */
const networks = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...[
    '::/128',
    '::1/128',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '2002::/16',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8'
  ]
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

/** Throws NotGiven where a host has an address that is private. An error of `resolve` passes. */
export async function refusePrivate({ hostname }: URL, resolve: Resolve): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await resolve(host) : [host]
  if (!addresses.some(isPrivateAddress)) return
  throw new NotGiven(
    `${hostname} is an address of this machine or of a private network, where no publisher is. ` +
      'If it is yours and right, fetch with --allow-private.'
  )
}
