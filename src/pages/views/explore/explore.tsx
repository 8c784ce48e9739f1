import { withOptions } from '../../asking/addresses.ts'
import { apiAddress } from '../../asking/ask.ts'
import { refusedSources } from '../../asking/in-plain-words.ts'
import { isOfQuestion, Refused } from '../../asking/refused.ts'
import { settle } from '../../asking/settle.ts'
import type { PageDefinition, PageRequest, Shown } from '../../page-definition.ts'
import { problemPage } from '../../shell/problem-page.tsx'
import { AnswerBody } from './answer.tsx'
import { type Asked, pageQueryOf, readAsked } from './asked.ts'
import { Candidates } from './candidates.tsx'
import { askNewerFigures } from './editions/newer-edition.tsx'
import { askSince } from './editions/since.tsx'
import { askForm, type FormFacts } from './form/form-facts.ts'
import { answersTo } from './questions.ts'
import { RefusedBody } from './refused.tsx'
import { Start } from './start.tsx'
import { titleOfAnswer } from './title.ts'

/** Asks: a form, and the answer with all that must be known of it. Its query is that of the API, and `of`. */
export const explorePage: PageDefinition = {
  url: '/explore',
  async show(request) {
    const ambiguity = await settle(request)
    if (ambiguity) return choice(request, ambiguity)
    const asked = await readAsked(request.ask, request.query)
    try {
      if (Object.keys(asked.query).length === 0) return start(request, await askForm(request.ask, asked))
      return await answered(request, asked)
    } catch (error) {
      if (error instanceof Refused && isOfQuestion(error)) return refused(request, asked, error)
      throw error
    }
  }
}

const section = 'explore' as const

function start({ say }: PageRequest, facts: FormFacts): Shown {
  return {
    section,
    title: say('explore_title'),
    description: say('explore_lead'),
    body: <Start facts={facts} />
  }
}

function choice({ say }: PageRequest, ambiguity: Parameters<typeof Candidates>[0]): Shown {
  const title = say('which_country', { given: ambiguity.given })
  const body = <Candidates {...ambiguity} />
  return { section, title, description: say('several_countries'), body, status: 300, is_indexed: false }
}

async function refused({ ask, say }: PageRequest, asked: Asked, refusal: Refused): Promise<Shown> {
  const facts = await askForm(ask, asked)
  // What each source says is listed below.
  const detail =
    refusedSources(refusal.problem).length > 0 ? say('no_source_answers') : refusal.problem.detail
  const problem = { ...refusal.problem, detail }
  return { ...problemPage(problem, { say }), section, body: <RefusedBody problem={problem} facts={facts} /> }
}

async function answered({ ask, lang, say, path, origin }: PageRequest, asked: Asked): Promise<Shown> {
  const answer = await answersTo(ask, asked)
  const { meta, links } = answer.main
  const facts = await askForm(ask, asked, answer)
  const newer = await askNewerFigures(ask, asked, answer.main)
  const since = await askSince(ask, asked, answer.main)
  const title = titleOfAnswer(asked, meta, { lang, say })
  const description = answer.sentence ?? title
  const pinned = pageQueryOf(links.canonical)
  const canonical = apiAddress(path, { ...pinned, since: asked.since })
  const body = <AnswerBody {...{ asked, answer, facts, newer, since, title, pinned }} />
  return {
    ...{ section, title, description, body },
    json: links.self,
    ...{ canonical, embeds: apiAddress(path, pinned, lang) },
    ...pictureOf(links),
    is_indexed: false,
    synthetic: meta.synthetic,
    data: {
      '@type': 'Dataset',
      name: title,
      description,
      creator: meta.sources.map(({ publisher }) => ({ '@type': 'Organization', name: publisher })),
      license: meta.sources.map(({ licence }) => licence).join('; '),
      version: meta.sources.map(({ release }) => release).join('; '),
      temporalCoverage: `${meta.period.from}/${meta.period.to}`,
      isBasedOn: meta.sources.map(({ url }) => url),
      distribution: { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: origin + links.csv }
    }
  }
}

/** The picture for cards, where the answer has one. */
function pictureOf(links: Readonly<Record<string, string | null | undefined>>): Pick<Shown, 'picture'> {
  return links.png ? { picture: withOptions(links.png, { size: 'og' }) } : {}
}
