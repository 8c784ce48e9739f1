import { createHmac } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import { type ClientBase, escapeIdentifier, escapeLiteral, type Pool } from 'pg'
import { type Database, type DatabaseOptions, makePool } from './connect.ts'
import { locks } from './locks.ts'

/** How a role logs in. */
export interface Login {
  name: string
  password: string
}

/** The roles beside the one that migrates: one owns the tables of facts and imports, the other reads. */
export interface Logins {
  importer?: Login
  reader?: Login
}

/** The logins in addresses of a database. Throws where one has no user and password. */
export function loginsIn(urls: { importer?: string | undefined; reader?: string | undefined }): Logins {
  const found: Logins = {}
  for (const which of ['importer', 'reader'] as const) {
    const url = urls[which]
    if (url === undefined) continue
    const { username, password } = URL.canParse(url) ? new URL(url) : { username: '', password: '' }
    if (username === '' || password === '')
      throw new Error(
        `The address of the ${which} needs a user and a password: postgres://user:password@host/database.`
      )
    found[which] = { name: decodeURIComponent(username), password: decodeURIComponent(password) }
  }
  return found
}

/** The logins of the embedded server. Their passwords follow from the owner's, so that no other file keeps them. */
export function embeddedLogins(ownerUrl: string): Required<Logins> {
  const secret = new URL(ownerUrl).password
  const login = (name: string): Login => ({
    name,
    password: createHmac('sha256', secret).update(name).digest('base64url')
  })
  return { importer: login('asylum_importer'), reader: login('asylum_reader') }
}

/** Tables that only the owner and the importer read: what is on the removal list, and its key. */
export const secretTables = ['removal_key', 'removed_records'] as const

/** An address of a database with another login. */
export const withLogin = (url: string, { name, password }: Login): string =>
  Object.assign(new URL(url), { username: name, password }).href

/** The same database under another login. Closing it leaves the given one open. */
export function loggedIn(database: Database, login: Login, options: DatabaseOptions): Database {
  const pool = makePool({}, options)
  // Read at each connection: an embedded server that was launched again may have another port.
  Object.defineProperty(pool.options, 'connectionString', { get: () => withLogin(database.url, login) })
  return {
    get url() {
      return withLogin(database.url, login)
    },
    ...{ pool, db: drizzle(pool), close: () => pool.end() }
  }
}

/** Whether both roles are there and have what they need, so that nothing is to be given. Asks one question. */
export async function rolesAreGiven(pool: Pool, { importer, reader }: Required<Logins>): Promise<boolean> {
  const { rows } = await pool.query<{ given: boolean }>(
    `select count(*) = 2 and not exists(
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p', 'v')
         and (c.relowner <> (select oid from pg_roles where rolname = $1)
           or has_table_privilege((select oid from pg_roles where rolname = $2), c.oid, 'select') = (c.relname = any($3)))) as given
     from pg_roles where rolname in ($1, $2)`,
    [importer.name, reader.name, secretTables]
  )
  return rows[0]?.given === true
}

/**
 * Makes the roles where they are missing, gives them their passwords and what they need, and takes from the reader what
 * it does not: to be called after each migration, as a role that may make roles. Safe to call from several processes.
 */
export async function giveRoles(pool: Pool, logins: Logins): Promise<void> {
  const client = await pool.connect()
  let failed = true
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1, $2)', [...locks.migrate])
    if (logins.importer) await giveImporter(client, logins.importer)
    if (logins.reader) await giveReader(client, logins.reader, logins.importer)
    await client.query('commit')
    failed = false
  } finally {
    // The transaction of a connection that failed ends with it.
    client.release(failed)
  }
}

async function giveImporter(client: ClientBase, login: Login): Promise<void> {
  const role = await withPassword(client, login)
  // Who migrates must be a member, to give it tables and to change them later.
  await client.query(`grant ${role} to current_user`)
  await client.query(
    `grant create, usage on schema public to ${role}; grant usage on schema drizzle to ${role}`
  )
  await client.query(`grant select on all tables in schema drizzle to ${role}`)
  const { rows: databases } = await client.query<{ name: string }>('select current_database() as name')
  const database = escapeIdentifier(databases[0]?.name ?? '')
  await client.query(`grant connect, temporary on database ${database} to ${role}`)
  const { rows } = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and c.relowner <> $1::regrole`,
    [role]
  )
  for (const { table } of rows) await client.query(`alter table ${table} owner to ${role}`)
}

async function giveReader(client: ClientBase, login: Login, importer: Login | undefined): Promise<void> {
  const role = await withPassword(client, login)
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  const database = escapeIdentifier(rows[0]?.name ?? '')
  await client.query(`alter role ${role} set default_transaction_read_only = on`)
  await client.query(`revoke temporary on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${role}`)
  await client.query('revoke create on schema public from public')
  for (const schema of ['public', 'drizzle']) {
    await client.query(`grant usage on schema ${schema} to ${role}`)
    await client.query(`grant select on all tables in schema ${schema} to ${role}`)
  }
  await keepSecret(client, role)
  // Tables that are made later: those of an import, and those of a migration.
  const makers = ['current_user', ...(importer ? [escapeIdentifier(importer.name)] : [])]
  for (const maker of makers)
    await client.query(
      `alter default privileges for role ${maker} in schema public grant select on tables to ${role}`
    )
}

async function keepSecret(client: ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relname = any($1)`,
    [secretTables]
  )
  for (const { table } of rows) await client.query(`revoke all on ${table} from ${role}`)
}

/** Makes a role where there is none, and sets its password. Returns its name as SQL writes it. */
async function withPassword(client: ClientBase, { name, password }: Login): Promise<string> {
  const role = escapeIdentifier(name)
  const { rows } = await client.query('select from pg_roles where rolname = $1', [name])
  if (rows.length === 0) await client.query(`create role ${role}`)
  await client.query(`alter role ${role} login password ${escapeLiteral(password)}`)
  return role
}
