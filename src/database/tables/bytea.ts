import { customType } from 'drizzle-orm/pg-core'

/** Bytes, of which Drizzle has no column type of its own. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
