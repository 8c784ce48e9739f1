import type { ComponentChildren } from 'preact'
import type { Query, ToldProblem } from '../asking/answers.ts'
import { type Here, useHere } from '../here.ts'
import type { Shown } from '../page-definition.ts'
import { Linked } from '../parts/linked.tsx'
import type { Word } from '../words/words.ts'

type Fault = ToldProblem['errors'][number]

/** The API's refusal as a page, with the same status: what is wrong, and what would work, as links. */
export function problemPage(problem: ToldProblem, { say }: Pick<Here, 'say'>): Shown {
  const heading = say(headingOf(problem))
  return {
    title: heading,
    description: problem.detail,
    is_indexed: false,
    status: choices.includes(problem.type) ? 300 : problem.status,
    body: <ProblemBody problem={problem} />
  }
}

/** Of a question that has answers, of which one is to be chosen. */
const choices: readonly string[] = ['source-required', 'incompatible-units', 'ambiguous-code']

const headings: Readonly<Record<number, Word>> = {
  404: 'not_found_heading',
  410: 'gone_heading',
  429: 'busy_heading',
  503: 'busy_heading',
  500: 'internal_heading'
}
const headingOf = ({ type, status }: ToldProblem): Word =>
  choices.includes(type) ? 'choice_heading' : (headings[status] ?? 'problem_heading')

interface ProblemProps {
  problem: ToldProblem
  /** What else the page has to say of it. */
  children?: ComponentChildren
}

/** What is wrong, and what would work, as links. */
export function ProblemBody({ problem, children }: ProblemProps) {
  const { say, link, own } = useHere()
  const helped = problem.errors.filter(({ did_you_mean = [] }) => did_you_mean.length > 0)
  return (
    <>
      <h1>{say(headingOf(problem))}</h1>
      <p class="said">
        <Linked text={problem.detail} />
      </p>
      {helped.map(fault => (
        <p key={fault.parameter} class="meant">
          {say('did_you_mean_of', { parameter: fault.parameter })}{' '}
          {(fault.did_you_mean ?? []).map((meant, index) => (
            <span key={meant}>
              {index > 0 && ', '}
              <a href={link(own.path, corrected(own.query, fault, meant))}>{meant}</a>
            </span>
          ))}
          ?
        </p>
      ))}
      {problem.status >= 500 && <p>{say('request_named', { id: problem.request_id })}</p>}
      {children}
      <p>
        <a href={link('/')}>{say('to_the_front')}</a>
      </p>
    </>
  )
}

/** The query with a suggestion in place of what was given: another name of a parameter, or another value of it. */
export function corrected(given: Query, { parameter, code }: Fault, meant: string): Query {
  if (code !== 'unknown-parameter') return { ...given, [parameter]: meant }
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name === parameter ? meant : name, value])
  )
}
