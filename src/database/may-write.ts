import type { Pool } from 'pg'

interface Rights {
  role: string
  is_superuser: boolean
  makes_roles: boolean
  reaches_files: boolean
  makes_tables: boolean
  changes_rows: boolean
}

const question = `select current_user as role,
  (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
  (select rolcreaterole from pg_roles where rolname = current_user) as makes_roles,
  exists(select from pg_roles where rolname in ('pg_write_server_files', 'pg_execute_server_program')
    and pg_has_role(oid, 'member')) as reaches_files,
  has_schema_privilege('public', 'create') or has_database_privilege(current_database(), 'temporary') or has_database_privilege(current_database(), 'create') as makes_tables,
  exists(select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname in ('public', 'drizzle') and relkind in ('r', 'p')
      and has_table_privilege(pg_class.oid, 'insert, update, delete, truncate')) as changes_rows`

/** What a pool's role could write, in a sentence; undefined where it can write nothing. Asks one question. */
export async function mayWrite(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<Rights>(question)
  const { role = '', is_superuser, makes_tables, changes_rows, makes_roles, reaches_files } = rows[0] ?? {}
  const could = is_superuser
    ? ['do anything, as a superuser']
    : [
        ...(makes_tables ? ['make tables'] : []),
        ...(changes_rows ? ['change rows'] : []),
        ...(makes_roles ? ['make roles'] : []),
        ...(reaches_files ? ['write files of the server'] : [])
      ]
  if (could.length === 0) return undefined
  return `The service reads as the role ${role}, which could ${could.join(' and ')}. Give it one that only reads: docs/operating.md.`
}
