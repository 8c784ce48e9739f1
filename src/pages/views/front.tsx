import { useHere } from '../here.ts'
import type { PageDefinition } from '../page-definition.ts'

/** What is here, whose, and how new. */
export const frontPage: PageDefinition = {
  url: '/',
  async show({ ask }) {
    const { data } = await ask.json('/v1')
    return {
      title: data.title,
      description: data.description,
      body: <Front said={data.description} />,
      json: '/v1'
    }
  }
}

function Front({ said }: { said: string }) {
  const { say } = useHere()
  return (
    <>
      <h1>{say('service_name')}</h1>
      <p class="said">{said}</p>
    </>
  )
}
