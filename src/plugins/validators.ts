import AjvCompiler from '@fastify/ajv-compiler'
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify'
import type { TSchema } from 'typebox'

type Validate = ((data: unknown) => unknown) & { errors?: unknown }
type Compile = (route: { schema: unknown }) => Validate

/**
 * Validators of requests by Fastify's Ajv. Each is made when its route is first asked: to make all of them takes a start longer
 * than everything else that the service registers. `named`: the schemas that others refer to.
 */
export function validatorsWhenAsked(
  options: FastifyServerOptions['ajv'],
  named: readonly TSchema[]
): FastifySchemaCompiler<unknown> {
  let compile: Compile | undefined
  const compilerOf = (): Compile => {
    const external = Object.fromEntries(named.map(schema => [(schema as { $id?: string }).$id, schema]))
    return AjvCompiler()(
      external as never,
      { customOptions: options?.customOptions } as never
    ) as unknown as Compile
  }
  return route => {
    let made: Validate | undefined
    const validate: Validate = data => {
      compile ??= compilerOf()
      made ??= compile(route)
      const isValid = made(data)
      validate.errors = made.errors
      return isValid
    }
    return validate as ReturnType<FastifySchemaCompiler<unknown>>
  }
}
