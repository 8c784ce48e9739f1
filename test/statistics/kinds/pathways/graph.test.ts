import t from 'tap'
import { drawPathways } from '../../../../src/statistics/kinds/pathways/graph.ts'

t.test('a case is drawn from its filing to where it stands', async t => {
  const { links, nodes } = drawPathways([
    { pathway: 'first_instance,return_decision,appeal', case_status: 'decided', cases: 3 },
    { pathway: 'return_decision', case_status: 'decided', cases: 5 },
    { pathway: null, case_status: 'pending', cases: 7 }
  ])
  t.same(links, [
    { from: 'filed', to: 'first_instance', cases: 3 },
    { from: 'filed', to: 'return_decision', cases: 5 },
    { from: 'filed', to: 'pending', cases: 7 },
    { from: 'first_instance', to: 'return_decision', cases: 3 },
    { from: 'appeal', to: 'decided', cases: 3 },
    { from: 'return_decision', to: 'appeal', cases: 3 },
    { from: 'return_decision', to: 'decided', cases: 5 }
  ])
  t.same(nodes, [
    { node: 'filed', cases: 15 },
    { node: 'first_instance', cases: 3 },
    { node: 'appeal', cases: 3 },
    { node: 'return_decision', cases: 8 },
    { node: 'pending', cases: 7 },
    { node: 'decided', cases: 8 }
  ])
})

t.test('a case that came by twice counts once, on the link and at the stage', async t => {
  const { links, nodes } = drawPathways([
    {
      pathway: 'return_decision,appeal,return_decision,appeal,return_decision',
      case_status: 'appeal_pending',
      cases: 2
    }
  ])
  t.same(links, [
    { from: 'filed', to: 'return_decision', cases: 2 },
    { from: 'appeal', to: 'return_decision', cases: 2 },
    { from: 'return_decision', to: 'appeal', cases: 2 },
    { from: 'return_decision', to: 'appeal_pending', cases: 2 }
  ])
  t.same(nodes, [
    { node: 'filed', cases: 2 },
    { node: 'appeal', cases: 2 },
    { node: 'return_decision', cases: 2 },
    { node: 'appeal_pending', cases: 2 }
  ])
})

t.test('whatever the pathways are, as many leave the filing as end somewhere', async t => {
  const { links } = drawPathways([
    { pathway: 'screening_review', case_status: 'decided', cases: 11 },
    { pathway: null, case_status: 'inactive', cases: 13 },
    { pathway: '', case_status: 'unknown', cases: 17 },
    { pathway: 'first_instance,appeal,first_instance', case_status: 'pending', cases: 19 }
  ])
  const sum = (of: (link: { from: string; to: string }) => boolean): number =>
    links.filter(of).reduce((n, { cases }) => n + cases, 0)
  const ends = ['pending', 'appeal_pending', 'inactive', 'decided', 'unknown']
  t.equal(
    sum(({ from }) => from === 'filed'),
    60
  )
  t.equal(
    sum(({ to }) => ends.includes(to)),
    60
  )
  t.same(drawPathways([]), { links: [], nodes: [] })
})
