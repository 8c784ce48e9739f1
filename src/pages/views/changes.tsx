import { queryOf } from '../asking/addresses.ts'
import type { AnswerOf } from '../asking/answers.ts'
import { useHere } from '../here.ts'
import type { PageDefinition } from '../page-definition.ts'
import { SourceLink } from '../parts/source-link.tsx'

type Change = AnswerOf<'/v1/changes'>['data'][number]

/** What happened to releases, newest first: what vanished before anything else of the same release. */
export const changesPage: PageDefinition = {
  url: '/changes',
  async show({ ask, say, query }) {
    const { data, links } = await ask.json('/v1/changes', query)
    const first = Object.keys(query).length === 0
    const loaded = first ? (await ask.json('/v1/changes', { kind: 'first_data', limit: 50 })).data : []
    return {
      title: say('changes_title'),
      description: say('changes_lead'),
      section: 'changes',
      json: links.self,
      is_indexed: first,
      body: <Changes changes={data} loaded={loaded} next={links.next} />
    }
  }
}

function Changes({
  changes,
  loaded,
  next
}: {
  changes: readonly Change[]
  loaded: readonly Change[]
  next: string | null
}) {
  const { say, link } = useHere()
  return (
    <>
      <h1>{say('changes_title')}</h1>
      <p class="said">{say('changes_lead')}</p>
      <p>
        <a href="/v1/changes.atom">Atom</a> · <a href="/v1/changes.json-feed">JSON Feed</a>
      </p>
      {changes.length === 0 && <p class="empty">{say('changes_none')}</p>}
      <ChangeList changes={changes} />
      {next !== null && (
        <p>
          <a href={link('/changes', queryOf(next))}>{say('changes_earlier')}</a>
        </p>
      )}
      {loaded.length > 0 && (
        <>
          <h2>{say('changes_first_data')}</h2>
          <ChangeList changes={loaded} />
        </>
      )}
    </>
  )
}

function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { say } = useHere()
  return (
    <ol class="changes">
      {changes.map(change => (
        <li key={change.change_id}>
          <h3>{change.title}</h3>
          <p class="whose">
            <time datetime={change.told_at}>{change.told_at.slice(0, 10)}</time>
            {' · '}
            <SourceLink source={change.source} />
            {change.synthetic === true && <span class="state"> {say('made_up')}</span>}
          </p>
          <p>{change.text}</p>
          {change.touched.length > 0 && (
            <details>
              <summary>{say('changes_touched')}</summary>
              <ul>
                {change.touched.map(({ what, url }) => (
                  <li key={url}>
                    {what}
                    {say('colon')} <a href={url}>{url}</a>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
