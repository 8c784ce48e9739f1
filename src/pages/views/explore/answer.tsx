import type { Query } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import { Actions } from '../../parts/actions.tsx'
import { Caveats } from '../../parts/caveats.tsx'
import { Picture } from '../../parts/picture.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'
import { AddsUp } from './adds-up.tsx'
import type { Asked } from './asked.ts'
import { pictureOfAnswer } from './drawn.ts'
import { LookedBefore } from './editions/looked-before.tsx'
import { NewerEditionLine, type NewerFigures, NewerFiguresLine } from './editions/newer-edition.tsx'
import { type SinceEdition, SinceThen } from './editions/since.tsx'
import { AskForm } from './form/form.tsx'
import type { FormFacts } from './form/form-facts.ts'
import { OtherSources } from './other-sources.tsx'
import { Outcomes } from './outcomes.tsx'
import type { AnsweredQuestion } from './questions.ts'
import { LargestGroups } from './table/largest.tsx'
import { AnswerTables } from './table/table.tsx'

interface AnswerProps {
  asked: Asked
  answer: AnsweredQuestion
  facts: FormFacts
  newer: NewerFigures | undefined
  since: SinceEdition | undefined
  title: string
  /** The query of the page that stays: pinned to the edition. */
  pinned: Query
}

/** An answer, from its sentence to what must be known before it is printed. */
export function AnswerBody({ asked, answer, facts, newer, since, title, pinned }: AnswerProps) {
  const { say, link, own } = useHere()
  const { main, sentence } = answer
  const { meta, data } = main
  const isEmpty = data.length === 0
  const svg = pictureOfAnswer(main)
  return (
    <>
      <p class="crumb">
        <a href={link('/explore')}>{say('nav_explore')}</a>
      </p>
      <h1>{title}</h1>
      <AskForm facts={facts} />
      {isEmpty ? <p class="said">{say('no_figures')}</p> : sentence && <p class="said">{sentence}</p>}
      <WhoseFigures sources={meta.sources} />
      {newer && <NewerEditionLine edition={newer.edition} page={own} />}
      {newer && <NewerFiguresLine newer={newer} />}
      {since ? <SinceThen editions={since} /> : <LookedBefore asked={asked} main={main} />}
      <Actions
        main={main}
        page={{ path: '/explore', query: pinned }}
        title={title}
        sentence={sentence ?? title}
        has_frame
      />
      <Outcomes answer={answer} />
      {svg && (
        <figure>
          <Picture svg={svg} alt={sentence ?? title} />
        </figure>
      )}
      {!isEmpty && <LargestGroups main={main} />}
      {!isEmpty && <AnswerTables answer={answer} title={title} />}
      <AddsUp main={main} />
      <OtherSources answer={answer} of={asked.of} />
      <Caveats caveats={meta.caveats} />
    </>
  )
}
