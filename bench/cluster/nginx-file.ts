import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../src/root.ts'

/** Where the parts are that deploy/nginx.conf names. */
export interface Places {
  /** A folder for all that nginx writes. */
  folder: string
  port: number
  /** `address:port` of each node, in their order; one that is left out is taken out of the balancer. */
  nodes: (string | undefined)[]
}

/** deploy/nginx.conf with other places and not one other word. Throws where the file does not name one of them. */
export function nginxFile({ folder, port, nodes }: Places): string {
  let text = readFileSync(path.join(projectRoot, 'deploy/nginx.conf'), 'utf8')
  const replace = (named: string, by: string) => {
    if (!text.includes(named)) throw new Error(`deploy/nginx.conf does not name ${named}`)
    text = text.replaceAll(named, by)
  }
  replace('/run/nginx.pid', path.join(folder, 'nginx.pid'))
  replace('/dev/stderr', path.join(folder, 'error.log'))
  replace('/dev/stdout', path.join(folder, 'access.log'))
  replace('/var/cache/nginx', path.join(folder, 'cache'))
  replace('listen 80 default_server;', `listen 127.0.0.1:${port} default_server;`)
  for (const [i, address] of nodes.entries())
    replace(
      `    server node-${i + 1}:3000 max_fails=0;\n`,
      address === undefined ? '' : `    server ${address} max_fails=0;\n`
    )
  return text
}
