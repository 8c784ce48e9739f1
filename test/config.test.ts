import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { readConfig, type SettingName, settings, UnusableSettings } from '../src/config.ts'
import { projectRoot } from '../src/root.ts'

t.test('an empty environment gives the documented defaults', async t => {
  t.strictSame(readConfig({}), {
    port: 3000,
    host: 'localhost',
    dataDir: '.data',
    replicaUrls: [],
    migrate: 'auto',
    preparedStatements: 'auto',
    firstData: 'tables',
    rateLimit: 120,
    logLevel: 'info',
    metrics: false,
    statisticsTimeoutMs: 5000,
    databaseTimeoutMs: 5000,
    answerCacheMb: 64,
    drainSeconds: 0,
    keep: { superseded: 1, downloads: 4 }
  })
})

t.test('each default that the catalogue documents is the one in use', async t => {
  const documented = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, setting.default])
  )
  t.strictSame(readConfig(documented), readConfig({}))
})

t.test('an empty or blank setting counts as absent', async t => {
  t.strictSame(readConfig({ PORT: '', DATABASE_URL: ' ', RATE_LIMIT: '' }), readConfig({}))
})

t.test('settings are read as what they are, and others are left alone', async t => {
  const env = {
    PORT: '0',
    HOST: '::1',
    FIRST_DATA: 'demo',
    RATE_LIMIT: '7',
    DATABASE_URL: 'postgresql://a@b/c',
    DATABASE_REPLICA_URLS: 'postgres://d/e, postgresql://f/g',
    DATA_DIR: '/var/x',
    PUBLIC_URL: 'https://asylum.example/',
    PATH: '/bin'
  }
  t.strictSame(readConfig(env), {
    port: 0,
    host: '::1',
    dataDir: '/var/x',
    databaseUrl: 'postgresql://a@b/c',
    replicaUrls: ['postgres://d/e', 'postgresql://f/g'],
    migrate: 'auto',
    preparedStatements: 'auto',
    firstData: 'demo',
    rateLimit: 7,
    logLevel: 'info',
    metrics: false,
    statisticsTimeoutMs: 5000,
    databaseTimeoutMs: 5000,
    answerCacheMb: 64,
    drainSeconds: 5,
    keep: { superseded: 1, downloads: 4 },
    publicUrl: 'https://asylum.example'
  })
  t.equal(readConfig({ RATE_LIMIT: 'off' }).rateLimit, 'off')
  t.equal(readConfig({ METRICS: 'on' }).metrics, true)
  t.equal(readConfig({ DRAIN_SECONDS: '0', DATABASE_URL: 'postgres://a@b/c' }).drainSeconds, 0)
  t.equal(readConfig({ DRAIN_SECONDS: '600' }).drainSeconds, 600)
})

const unusable: [SettingName, string][] = [
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['PORT', '80.5'],
  ['HOST', 'my host'],
  ['DATABASE_REPLICA_URLS', 'postgres://one/db,elsewhere'],
  ['MIGRATE', 'yes'],
  ['PREPARED_STATEMENTS', 'true'],
  ['FIRST_DATA', 'sample'],
  ['RATE_LIMIT', '0'],
  ['RATE_LIMIT', 'none'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', 'example.org'],
  ['LOG_LEVEL', 'loud'],
  ['METRICS', 'yes'],
  ['STATISTICS_TIMEOUT_MS', '0'],
  ['ANSWER_CACHE_MB', '-1'],
  ['ANSWER_CACHE_MB', '64MB'],
  ['DRAIN_SECONDS', '-1'],
  ['DRAIN_SECONDS', '601'],
  ['KEEP_SUPERSEDED', 'all'],
  ['KEEP_SUPERSEDED', '-1'],
  ['KEEP_DOWNLOADS', '1001'],
  ['PUBLIC_URL', 'asylum.example'],
  ['PUBLIC_URL', 'https://asylum.example/api'],
  ['DATABASE_URL', 'mysql://root:hunter2@db/x']
]
for (const [name, value] of unusable)
  t.test(`${name}=${value} is refused with the setting's name and what is allowed`, async t => {
    t.throws(() => readConfig({ [name]: value }), UnusableSettings)
    t.throws(() => readConfig({ [name]: value }), { message: `${name} must be ${settings[name].allowed}` })
  })

t.test('all faults are told at once, and no password with them', async t => {
  try {
    readConfig({ PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: 'mysql://root:hunter2@db/x' })
    t.fail('should have thrown')
  } catch (error) {
    const { message } = error as Error
    t.equal(message.split('\n').length, 3)
    t.notMatch(message, 'hunter2')
  }
})

const manual = `${projectRoot}/README.md`
const unwritten = existsSync(manual) ? {} : { skip: 'there is no README.md' }

t.test('the table of settings in README.md is that of the code', unwritten, async t => {
  const written = readFileSync(manual, 'utf8').match(/^\| `[A-Z_]+` \|.*$/gm) ?? []
  const rows = Object.entries(settings).map(([name, setting]) =>
    `| \`${name}\` | ${setting.default && `\`${setting.default}\``} | ${setting.description} |`.replace(
      '|  |',
      '| |'
    )
  )
  t.strictSame(written, rows)
})
