import { subscribe } from 'node:diagnostics_channel'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, RouteOptions } from 'fastify'
import t from 'tap'
import { settings } from '../../src/config.ts'
import { projectRoot } from '../../src/root.ts'
import { service } from '../service.ts'

const folder = path.join(projectRoot, 'deploy')
const compose = readFileSync(path.join(folder, 'compose.yml'), 'utf8')
const nginx = readFileSync(path.join(folder, 'nginx.conf'), 'utf8')

/** The names that stand below `environment:` in a text. */
const variablesOf = (text: string): string[] =>
  [...text.matchAll(/^( *)environment:.*\n((?:\1 +.*\n)*)/gm)].flatMap(([, , block = '']) =>
    [...block.matchAll(/^ +([A-Z_]+):/gm)].map(([, name = '']) => name)
  )

t.test('each variable that a process of ours gets is a setting', t => {
  const ofServers = /^(POSTGRES_\w+|REPLICATION_PASSWORD|PG[A-Z]+|SLOT)$/
  const names = variablesOf(compose)
  t.ok(names.includes('DATABASE_REPLICA_URLS') && names.includes('DRAIN_SECONDS') && names.includes('SLOT'))
  t.same(
    names.filter(name => !(name in settings) && !ofServers.test(name)),
    []
  )
  t.end()
})

t.test('nodes are alike, and only nginx is reached from outside and believed', t => {
  t.equal(compose.match(/^ {4}<<: \*node$/gm)?.length, 2)
  t.equal(compose.match(/^ {4}ports:/gm)?.length, 1)
  const addressOf = (name: string) =>
    new RegExp(`^  ${name}:\\n(?:    .*\\n|\\n)*?        ipv4_address: (\\S+)`, 'm').exec(compose)?.[1]
  t.match(compose, `TRUSTED_PROXIES: ${addressOf('nginx')}\n`)
  for (const node of ['node-1', 'node-2']) {
    t.match(nginx, `server ${node}:3000 `)
    t.match(compose, `- ${node}:${addressOf(node)}\n`)
  }
  t.equal(nginx.match(/^ +server node-/gm)?.length, 2)
  t.end()
})

t.test('only what migrates has the owner’s address, and each file that is named is there', t => {
  t.equal(compose.match(/postgres:\/\/app:/g)?.length, 1)
  const files = [...compose.matchAll(/^ +- \.\/([\w.-]+):/gm)].map(([, file = '']) => file)
  t.same(files.sort(), ['nginx.conf', 'primary.sh', 'replica.sh'])
  for (const file of files) t.ok(existsSync(path.join(folder, file)), file)
  t.end()
})

t.test('what the service calls private, nginx keeps nowhere', async t => {
  const routes: RouteOptions[] = []
  subscribe('fastify.initialization', message => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', route => {
      routes.push(route)
    })
  })
  await service(t)
  const uncached = [...nginx.matchAll(/location ~ (\S+) \{\n +proxy_cache off;/g)].map(
    ([, pattern = '']) => new RegExp(pattern)
  )
  t.equal(uncached.length, 3)
  const isKept = (url: string) => !uncached.some(pattern => pattern.test(url))
  const example = (url: string) => url.replaceAll(/:[a-z0-9_]+/gi, 'x')
  const of = (is_private: boolean) =>
    routes.filter(({ config }) => (config?.is_private ?? false) === is_private).map(({ url }) => example(url))
  t.ok(of(true).length > 10, `${of(true).length} private routes`)
  t.same(of(true).filter(isKept), [])
  t.match(
    new Set(of(false).filter(isKept)),
    new Set(['/', '/v1/statistics/decisions', '/v1/sources', '/explore'])
  )
})
