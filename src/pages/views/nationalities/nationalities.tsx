import { decisionStages } from '../../../vocabulary/decision-stage.ts'
import { labelOf } from '../../../vocabulary/labels/labels.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import { queryOf } from '../../asking/addresses.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { typedCountry } from '../../asking/country-named.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { pinnedPage } from '../../parts/actions/pinned.ts'
import { Actions } from '../../parts/actions.tsx'
import { Caveats } from '../../parts/caveats.tsx'
import { NationalitiesTable } from '../../parts/nationalities/nationalities-table.tsx'
import { SilentSources } from '../../parts/nationalities/silent-sources.tsx'
import { countryChoice } from '../../parts/places/country-choice.tsx'
import { CountrySearch } from '../../parts/places/country-search.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'

/** The stage that is shown where none is asked for. */
const usualStage = 'first_instance'

/** All nationalities with figures: what each source decided on them, one stage at a time. */
export const nationalitiesPage: PageDefinition = {
  url: '/nationalities',
  async show({ ask, lang, query, say }) {
    const named = await typedCountry('/nationalities', { ask, lang, query })
    if (named && !('code' in named)) return countryChoice('/nationalities', named, say)
    const compared = await ask.json('/v1/compare', {
      of: 'decisions',
      decision_stage: usualStage,
      limit: largestPageSize,
      ...query,
      group_by: 'nationality,decision_stage'
    })
    const title = say('nationalities_heading')
    return {
      title,
      description: say('nationalities_intro'),
      section: 'nationalities',
      json: compared.links.self,
      is_indexed: Object.keys(query).length === 0,
      synthetic: compared.meta.synthetic,
      body: <NationalitiesBody title={title} compared={compared} />
    }
  }
}

function NationalitiesBody({ title, compared }: { title: string; compared: AnswerOf<'/v1/compare'> }) {
  const { say, link, own } = useHere()
  const { data, meta, links } = compared
  const cursor = links.next === null ? undefined : queryOf(links.next).cursor
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{say('nationalities_intro')}</p>
      <CountrySearch action="/nationalities" />
      <WhoseFigures sources={meta.sources} />
      <StageWays now={own.query.decision_stage ?? usualStage} />
      <Actions main={compared} page={pinnedPage(own, [compared])} title={title} sentence={title} />
      <NationalitiesTable
        rows={data}
        answers={meta.answers}
        isWhole={cursor === undefined && !own.query.cursor}
      />
      {cursor !== undefined && (
        <p>
          <a href={link(own.path, { ...own.query, cursor })}>{say('next_page')}</a>
        </p>
      )}
      <SilentSources answers={meta.answers} silent={meta.not_answered} />
      <Caveats caveats={meta.caveats} />
    </>
  )
}

/** The other stages, as links. */
function StageWays({ now }: { now: string }) {
  const { say, lang, link, own } = useHere()
  const { cursor: _, ...query } = own.query
  return (
    <nav aria-label={say('column_stage')}>
      <ul class="ways">
        {decisionStages.map(stage => (
          <li key={stage}>
            <a
              href={link(own.path, { ...query, decision_stage: stage })}
              aria-current={stage === now ? 'true' : undefined}
            >
              {labelOf('decision_stage', stage, lang)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
