import { capitalised } from '../../../formats/wording/phrases.ts'
import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { FigureTold } from '../figure.tsx'
import { NotAnsweredReasons } from '../places/not-answered.tsx'
import type { DestinationBlock } from './blocks.ts'
import { PeopleReturned } from './people-returned.tsx'

interface Cards {
  told: AnswerOf<'/v1/countries-of-return/{country}'>['data']
  people: AnswerOf<'/v1/countries-of-return/{country}/nationalities'>['data']
}

/** Orders, departures and the people: three things that no figure puts together. */
export function OrderedAndCarriedOut({ told, people }: Cards) {
  const { say, own, link } = useHere()
  const silent = (status: string) => told.not_answered.filter(({ return_status }) => return_status === status)
  return (
    <>
      <h2>{say('ordered_carried_out')}</h2>
      <div class="three">
        <section class="card">
          <h3>{say('carried_out')}</h3>
          {told.executed.length === 0 && <NothingLoaded />}
          <Counts blocks={told.executed} />
          {own.query.return_type === undefined && told.executed.length > 0 && (
            <p>
              {say('refused_apart')}{' '}
              <a href={link(own.path, { ...own.query, return_type: 'refused_entry' })}>{say('show_apart')}</a>
            </p>
          )}
          <Reasons silent={silent('executed')} />
        </section>
        <section class="card" id="ordered">
          <h3>{say('column_ordered')}</h3>
          <p>{say('order_is_not')}</p>
          {told.ordered.length === 0 && <NothingLoaded />}
          <Counts blocks={told.ordered} />
          <Reasons silent={silent('ordered')} />
        </section>
        <section class="card">
          <h3>{say('who_returned')}</h3>
          <PeopleReturned people={people} blocks={told.executed} destination={told.country_of_return} />
        </section>
      </div>
    </>
  )
}

function NothingLoaded() {
  const { say } = useHere()
  return (
    <p class="empty">
      {say('none_loaded')} <b>{say('no_zero')}</b>
    </p>
  )
}

function Counts({ blocks }: { blocks: readonly DestinationBlock[] }) {
  const { say, lang, number, sources } = useHere()
  return (
    <ul class="plain">
      {blocks.map(block => (
        <li key={`${block.source} ${block.series} ${block.return_type}`}>
          {capitalised(typeNoun(block, 2, lang), lang)}
          {say('colon')} <FigureTold value={block.value} flags={block.flags} />
          <small>
            {sources.titleOf(block.source)}, {say('edition', { release: block.release })}
          </small>
          {block.destination_inferred ? (
            <small class="warn">
              {say('inferred_destination', { n: number(block.destination_inferred) })}
            </small>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Reasons({ silent }: { silent: Cards['told']['not_answered'] }) {
  const { say } = useHere()
  if (silent.length === 0) return null
  return (
    <details>
      <summary>{say('would_tell')}</summary>
      <NotAnsweredReasons silent={silent} />
    </details>
  )
}
