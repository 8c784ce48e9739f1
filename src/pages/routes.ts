import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../http/deps.ts'
import { pages } from './pages.ts'
import { serveAssets } from './serving/assets.ts'
import { forMachines } from './serving/for-machines.ts'
import { oembed } from './serving/oembed.ts'
import { pageRoute } from './serving/page-route.ts'
import { sendRefusal } from './serving/refusals.ts'
import { type PageDeps, sendInstead } from './serving/sent-pages.ts'

/** All pages for people, and their files. What goes wrong with a page is told as a page. */
export function pageRoutes(app: FastifyInstance, given: AppDeps): void {
  const deps: PageDeps = { ...given, assets: serveAssets(app) }
  app.decorate('sendProblemPage', (error, request, reply) => sendInstead(error, { request, reply }, deps))
  app.register(async scope => {
    scope.setErrorHandler(sendRefusal)
    forMachines(scope, given)
    oembed(scope, given)
  })
  app.register(async scope => {
    scope.setErrorHandler((error, request, reply) => sendInstead(error, { request, reply }, deps))
    for (const page of pages) pageRoute(scope, deps, page)
  })
}
