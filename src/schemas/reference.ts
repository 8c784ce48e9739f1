import { type Static, type TSchema, Type } from 'typebox'

/** A reference to a named schema (`$id`), with its type: the contract names each closed list once. */
export const ref = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T>>({ $ref: `${(schema as { $id?: string }).$id}#` })

/** A value or null. null is never 0 (docs/rules/domain.md §7.1). */
export const orNull = <T extends TSchema>(schema: T, options: { description?: string } = {}) =>
  Type.Union([schema, Type.Null()], options)
