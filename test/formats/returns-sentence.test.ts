import t from 'tap'
import { returnsSentence } from '../../src/formats/returns-sentence.ts'
import { membershipsOf } from '../../src/vocabulary/countries/groups/memberships.ts'
import { groupNotes } from '../../src/vocabulary/results/country-group-note.ts'
import type { ReturnTimeline, TimelineBlock } from '../../src/vocabulary/results/return-timeline.ts'
import { told } from './chart/figures.ts'
import { block, timeline } from './made-up-returns.ts'

const linesOf = (said: ReturnTimeline, lang: 'en' | 'es' | 'fr' = 'en'): string[] =>
  // Spaces that a line cannot break at are a matter of wording/stickler.test.ts.
  returnsSentence(said, told(lang))
    .replace(/[\u00a0\u202f]/g, ' ')
    .split('\n')

t.test('a pause, what came after it, and none at the end are told with their counts', async t => {
  const [first, rule, source] = linesOf(timeline(block([4, 3, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0])))
  t.equal(
    first,
    'In this table, from 1 January 2020 to 31 December 2022, there were 11 enforced returns from the United Kingdom to Syria. Gaps without one: 1, of which pauses: 1. The longest gap, a pause, lasted 6 months, from January 2021 to June 2021, after 10 in the 4 quarters before; then there was 1 in Q3 2021. There was none from October 2021 to December 2022, where the table ends (15 months), after 2 in the 4 quarters before. Figures from January 2022 on are provisional.'
  )
  t.equal(
    rule,
    'A gap is called a pause where 8 returns or more came in the four periods before it and it lasts 2 periods or more; returns are said to have resumed where 3 or more came in the period after a pause.'
  )
  t.match(source, /^Source: US Department of Justice/)
})

t.test('returns are said to have resumed only where enough came', async t => {
  t.match(linesOf(timeline(block([9, 0, 0, 3])))[0], '; then returns resumed, with 3 in Q4 2020.')
  t.match(linesOf(timeline(block([9, 0, 0, 2])))[0], '; then there were 2 in Q4 2020.')
  t.match(linesOf(timeline(block([9, 0, 0])))[0], 'A pause goes on: there was none from April 2020')
  t.notMatch(linesOf(timeline(block([1, 0, 0, 2])))[0], /pause, /)
})

t.test('each type has a line of its own, and a table without a gap says so', async t => {
  const lines = linesOf(
    timeline(block([1, 0, 1]), block([1, 1, 1], { return_type: 'voluntary', country_of_asylum: null }))
  )
  t.match(lines[0], 'there were 2 enforced returns from the United Kingdom to Syria')
  t.match(lines[1], 'there were 3 voluntary returns to Syria. It has no gap: after the first')
})

t.test('what is not told is no zero and no gap', async t => {
  const [withheld] = linesOf(timeline(block([9, 0, null, 0, 2])))
  t.match(withheld, 'the number of enforced returns from the United Kingdom to Syria')
  t.match(withheld, 'is not reported, which is not a zero')
  t.match(withheld, 'after at least 9 in the 4 quarters before; what followed is not reported')
  t.match(withheld, 'For some quarters the number is not reported, which is not a zero: 1.')
  const [partly] = linesOf(timeline(block([1], { gaps: [], open_gap: null, gaps_not_told: 'why' })))
  t.match(partly, 'there was 1 enforced return from')
  t.match(partly, 'It does not show when there were none')
  t.equal(linesOf(timeline())[0], 'There is no figure for this. That is not a zero.')
})

t.test('orders have no gaps, and made-up figures say so', async t => {
  const order = block([5, 0, 0], { return_status: 'ordered', return_type: null, unit: 'decisions' })
  const text = returnsSentence(
    timeline({ ...order, gaps: [], open_gap: null }),
    told('en', { synthetic: true })
  )
  t.match(text, /^MADE UP: these figures are about nobody\nIn this table, .* there were 5 orders to go from/)
  t.notMatch(text, /gap|pause/)
})

t.test('Spanish and French say the same', async t => {
  const said = timeline(block([4, 3, 2, 1, 0, 0, 3, 0]))
  t.equal(
    linesOf(said, 'es')[0],
    'En esta tabla, del 1 de enero de 2020 al 31 de diciembre de 2022, hubo 13 retornos forzosos desde el Reino Unido con destino a Siria. Intervalos sin retornos: 1, de los cuales pausas: 1. El intervalo más largo, una pausa, duró 6 meses, de enero de 2021 a junio de 2021, tras 10 en los 4 trimestres anteriores; después los retornos se reanudaron, con 3 (T3 2021). No hubo ninguno de octubre de 2021 a diciembre de 2021, donde termina la tabla (3 meses), tras 4 en los 4 trimestres anteriores.'
  )
  t.equal(
    linesOf(said, 'fr')[0],
    'Dans ce tableau, du 1er janvier 2020 au 31 décembre 2022, on compte 13 retours forcés depuis le Royaume-Uni vers la Syrie. Intervalles sans retour : 1, dont pauses : 1. L’intervalle le plus long, une pause, a duré 6 mois, de janvier 2021 à juin 2021, après 10 pendant les 4 trimestres précédents ; les retours ont ensuite repris, avec 3 (T3 2021). On n’en compte aucun d’octobre 2021 à décembre 2021, où le tableau s’arrête (3 mois), après 4 pendant les 4 trimestres précédents.'
  )
})

t.test('whose returns they are is said, of a group with its name and its members at the end', async t => {
  const union = groupNotes(membershipsOf({}, { filters: { nationality_group: ['EU'] } }), {
    from: '2020-01-01',
    to: '2022-12-31'
  })
  const asked = (more: Partial<ReturnTimeline>, ...blocks: TimelineBlock[]) => ({
    ...timeline(...blocks),
    ...more
  })
  const grouped = asked({ country_groups: union ?? [] }, block([1, 1]))
  t.match(
    linesOf(grouped)[0],
    'there were 2 enforced returns of nationals of the 27 countries of the European Union from the United Kingdom to Syria.'
  )
  t.match(
    linesOf(grouped, 'es')[0],
    'hubo 2 retornos forzosos de nacionales de los 27 países de la Unión Europea desde el Reino Unido con destino a Siria.'
  )
  t.match(
    linesOf(grouped, 'fr')[0],
    'on compte 2 retours forcés depuis le Royaume-Uni vers la Syrie (groupe de nationalités : Union européenne, 27 pays).'
  )
  const named = (codes: string[], ...blocks: TimelineBlock[]) =>
    linesOf(asked({ nationality: codes }, ...blocks))[0]
  t.match(named(['SOM'], block([1])), 'there was 1 enforced return of nationals of Somalia from')
  t.match(
    named(['SOM'], block([1], { unit: 'persons' })),
    'enforced returns of 1 person who are nationals of Somalia from'
  )
  t.match(named(['SOM', 'ERI'], block([1])), 'to Syria (nationality: Somalia or Eritrea).')
  t.match(
    named(['SOM'], block([2], { return_status: 'ordered', return_type: null, gaps: [], open_gap: null })),
    'there were 2 orders to go from the United Kingdom to Syria (nationality: Somalia).'
  )
})

t.test('members that do not tell are named, with the words of the sentence of statistics', async t => {
  const missing = [{ dimension: 'nationality', values: ['SOM', 'ERI'], period: '2020-Q2' }]
  const partial = timeline(block([1, 1], { flags: ['partial'], missing }))
  t.match(
    linesOf(partial)[0],
    'there were at least 2 enforced returns from the United Kingdom to Syria (without the nationality “Somalia” or “Eritrea” in Q2 2020).'
  )
  t.match(linesOf(partial, 'es')[0], 'al menos 2 retornos forzosos')
  t.match(linesOf(partial, 'fr')[0], 'vers la Syrie (hors : ')
  const untold = timeline(block([1, null], { value: null, flags: ['not_reported'], missing }))
  t.match(
    linesOf(untold)[0],
    'Not reported by the source: the nationality “Somalia” or “Eritrea” in Q2 2020.'
  )
})
