import { setImmediate as pause } from 'node:timers/promises'
import AjvCompiler from '@fastify/ajv-compiler'
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify'
import type { TSchema } from 'typebox'

type Validate = ((data: unknown) => unknown) & { errors?: unknown }
type Compile = (route: { schema: unknown }) => Validate

interface LateValidators {
  /** What Fastify makes a validator by. */
  compiler: FastifySchemaCompiler<unknown>
  /**
   * Makes those of all routes under an address that are not made yet, one at a time, so that requests are answered in between.
   * Ends once `stop` is aborted.
   */
  make(under: string, stop: AbortSignal): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    makeValidators: LateValidators['make']
  }
}

/**
 * Validators of requests by Fastify's Ajv. Each is made when its route is first asked: to make all of them takes a start longer
 * than everything else that the service registers. `named`: the schemas that others refer to.
 */
export function validatorsWhenAsked(
  options: FastifyServerOptions['ajv'],
  named: readonly TSchema[]
): LateValidators {
  let compile: Compile | undefined
  const all: { url: string; make(): void }[] = []
  const compilerOf = (): Compile => {
    const external = Object.fromEntries(named.map(schema => [(schema as { $id?: string }).$id, schema]))
    return AjvCompiler()(
      external as never,
      { customOptions: options?.customOptions } as never
    ) as unknown as Compile
  }
  const compiler: FastifySchemaCompiler<unknown> = route => {
    let made: Validate | undefined
    const make = (): Validate => {
      compile ??= compilerOf()
      made ??= compile(route)
      return made
    }
    const validate: Validate = data => {
      const found = make()
      const isValid = found(data)
      validate.errors = found.errors
      return isValid
    }
    all.push({ url: route.url ?? '', make })
    return validate as ReturnType<FastifySchemaCompiler<unknown>>
  }
  return {
    compiler,
    async make(under, stop) {
      for (const { url, make } of all) {
        if (!url.startsWith(under)) continue
        await pause()
        if (stop.aborted) return
        make()
      }
    }
  }
}
