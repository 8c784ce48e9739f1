import Fastify from 'fastify'
import t from 'tap'
import { validatorsWhenAsked } from '../../src/plugins/validators.ts'

/** An app with two routes that take a number, and the routes whose validator has been made. */
async function twoRoutes() {
  const made: string[] = []
  const tells = {
    keyword: 'made_of',
    compile: (url: string) => {
      made.push(url)
      return () => true
    }
  }
  const validators = validatorsWhenAsked({ customOptions: { keywords: [tells] } as never }, [])
  const app = Fastify()
  app.setValidatorCompiler(validators.compiler)
  for (const url of ['/counts/a', '/lists/b']) {
    const querystring = { type: 'object', properties: { n: { type: 'integer' } }, made_of: url }
    app.get(url, { schema: { querystring } }, async () => 'answered')
  }
  await app.ready()
  return { app, validators, made }
}

const never = new AbortController().signal

t.test('a validator is made when its route is first asked', async t => {
  const { app, made } = await twoRoutes()
  t.same(made, [])
  t.equal((await app.inject('/lists/b?n=x')).statusCode, 400)
  t.same(made, ['/lists/b'])
})

t.test('those under an address are made beforehand, and no others, and none twice', async t => {
  const { app, validators, made } = await twoRoutes()
  await validators.make('/counts/', never)
  t.same(made, ['/counts/a'])
  t.equal((await app.inject('/counts/a?n=x')).statusCode, 400)
  t.equal((await app.inject('/counts/a?n=1')).body, 'answered')
  t.same(made, ['/counts/a'])
})

t.test('none is made once the service stops', async t => {
  const { validators, made } = await twoRoutes()
  await validators.make('/counts/', AbortSignal.abort())
  t.same(made, [])
})
