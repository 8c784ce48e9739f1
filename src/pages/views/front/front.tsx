import { capitalised, yearAlone } from '../../../formats/wording/phrases.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { States } from '../../parts/figure.tsx'
import { Linked } from '../../parts/linked.tsx'
import { SearchForm } from '../../parts/name-form.tsx'
import { SourceLink } from '../../parts/source-link.tsx'
import { answeredQuestions, type ToldHere } from './questions.ts'

type Question = Awaited<ReturnType<typeof answeredQuestions>>[number]

interface FrontProps {
  questions: readonly Question[]
  releases: AnswerOf<'/v1'>['data']['current_releases']
  sources: AnswerOf<'/v1/sources'>['data']
}

/** What is here, whose, how new, and five questions, answered. */
export const frontPage: PageDefinition = {
  url: '/',
  async show({ ask, say }) {
    const [service, sources, questions] = await Promise.all([
      ask.json('/v1'),
      ask.json('/v1/sources'),
      answeredQuestions(ask)
    ])
    const releases = service.data.current_releases
    return {
      title: say('front_title'),
      description: say('about_lead'),
      json: '/v1',
      body: <Front questions={questions} releases={releases} sources={sources.data} />
    }
  }
}

function Front({ questions, releases, sources }: FrontProps) {
  const { say, link } = useHere()
  return (
    <>
      <h1>{say('front_title')}</h1>
      <p class="said">{say('about_lead')}</p>
      <Loaded releases={releases} sources={sources} />
      <SearchForm />
      <h2>{say('front_questions')}</h2>
      <ol class="questions">
        {questions.map(({ question, told }) => (
          <li key={question.asks}>
            <h3>
              <a href={link(question.path, question.query)}>{say(question.asks)}</a>
            </h3>
            <ToldOf told={told} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** Whose figures are loaded and how new they are, and how many sources are known and not loaded. */
function Loaded({ releases, sources }: Pick<FrontProps, 'releases' | 'sources'>) {
  const { say, link } = useHere()
  const loaded = sources.filter(({ current_releases }) => current_releases.length > 0)
  const publishers = [...new Set(loaded.map(({ publisher }) => publisher))]
  const newest = (publisher: string): string | undefined => {
    const own = loaded.filter(each => each.publisher === publisher).map(({ source }) => source)
    const days = releases.flatMap(({ source, retrieved_on }) =>
      own.includes(source) ? (retrieved_on ?? []) : []
    )
    return days.sort().at(-1)
  }
  return (
    <p class="whose">
      {say('front_figures_of')}{' '}
      {publishers.map((publisher, index) => (
        <span key={publisher}>
          {index > 0 && '; '}
          {publisher}
          {newest(publisher) !== undefined && ` (${say('retrieved_on', { day: newest(publisher) ?? '' })})`}
          {loaded.every(each => each.publisher !== publisher || each.synthetic) && (
            <span class="state"> {say('made_up')}</span>
          )}
        </span>
      ))}
      . <a href={link('/sources')}>{say('front_not_loaded', { n: sources.length - loaded.length })}</a>
    </p>
  )
}

function ToldOf({ told }: { told: ToldHere }) {
  const { say, percent, number, link, lang } = useHere()
  const yearNamed = (period: string, isFirst: boolean) =>
    isFirst ? capitalised(yearAlone(period, lang), lang) : yearAlone(period, lang)
  if (told.kind === 'rates')
    return (
      <p class="told">
        {told.rates.map(({ period, rate, n, flags }, index) => (
          <span key={period}>
            {index > 0 && ', '}
            {say(told.says, { rate: percent(rate), n: number(n), period: yearNamed(period, index === 0) })}
            {flags.length > 0 && ' '}
            <States flags={flags} />
          </span>
        ))}
        .{' '}
        <small>
          <SourceLink source={told.whose.source} />, {say('edition', { release: told.whose.release })}
        </small>
      </p>
    )
  if (told.kind === 'sentence')
    return (
      <p class="told">
        <Linked text={told.sentence} />
      </p>
    )
  if (told.kind === 'sources')
    return <p class="told">{say('sources_side_by_side', { n: told.answering, not: told.not })}</p>
  if (told.kind === 'cases')
    return (
      <ul class="ways">
        {told.cases.map(({ case_id }) => (
          <li key={case_id}>
            <a href={link(`/cases/${encodeURIComponent(case_id)}`)}>{say('case_title', { case_id })}</a>
          </li>
        ))}
      </ul>
    )
  return (
    <p class="empty">
      <Linked text={told.why} />
    </p>
  )
}
