import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { projectRoot } from '../src/root.ts'
import { wholeTables } from './loaded.ts'
import { service } from './service.ts'

// The examples of the manual that whole tables answer, each with figures that are counted from the published files:
// UNHCR's and the Home Office's with Python's csv, OHSS's with test/independent/ohss-figures.py.

type Row = Record<string, unknown>

/** What stands in an example's address → its figures. */
const examples: [part: string, figures: Row[]][] = [
  [
    'nationality=AFG',
    [
      { country_of_asylum: 'DEU', refugee_recognition_rate: 0.375946, persons: 141_644 },
      { country_of_asylum: 'GBR', refugee_recognition_rate: 0.802315, persons: 24_291 },
      { authority: 'us_eoir_ij', refugee_recognition_rate: 0.847484, persons: 873 },
      { authority: 'us_uscis', refugee_recognition_rate: null, persons: 46_832 }
    ]
  ],
  [
    'min_n=1000',
    [
      { nationality: 'MKD', total_protection_rate: 0.009204, total_protection_rate_n: 2173 },
      { nationality: 'MDA', total_protection_rate: 0.037309, total_protection_rate_n: 1769 },
      { nationality: 'SRB', total_protection_rate: 0.051359, total_protection_rate_n: 5997 }
    ]
  ],
  [
    'group_by=month,outcome',
    [
      { month: '2022-10', outcome: 'fear_found', cases: 2980 },
      { month: '2022-10', outcome: 'fear_not_found', cases: 2180 },
      { month: '2022-10', outcome: 'otherwise_closed', cases: 330 },
      { month: '2024-08', outcome: 'fear_found', cases: 6110 },
      { month: '2024-08', outcome: 'fear_not_found', cases: 5230 },
      { month: '2024-08', outcome: 'otherwise_closed', cases: 2900 }
    ]
  ],
  [
    'group_by=return_subtype',
    [
      { return_subtype: 'title_42_expulsion', return_type: 'expulsion', returns: 579_080 },
      { return_subtype: 'expedited_removal', return_type: 'enforced', returns: 91_190 },
      { return_subtype: 'reinstatement', return_type: 'enforced', returns: 54_510 },
      { return_subtype: 'other_removal', return_type: 'enforced', returns: 32_080 }
    ]
  ],
  [
    'country_of_return=RUS&return_type=enforced',
    [
      { quarter: '2021-Q4', returns: 2 },
      { quarter: '2022-Q3', returns: 1 },
      { quarter: '2023-Q4', returns: 1 }
    ]
  ]
]

t.test('the examples from whole tables give the published figures', async t => {
  const manual = readFileSync(path.join(projectRoot, 'README.md'), 'utf8')
  const urls = [...manual.matchAll(/^curl 'http:\/\/localhost:3000([^']+)'$/gm)].map(([, url = '']) => url)
  const { json } = await service(t, {}, wholeTables)
  for (const [part, figures] of examples) {
    const [url, ...more] = urls.filter(each => each.includes(part))
    t.same(more, [], `${part} is one example`)
    const { data, meta } = await json(String(url))
    for (const figure of figures) {
      const keys = Object.keys(figure).filter(name => typeof figure[name] === 'string')
      t.match(
        data.filter((row: Row) => keys.every(key => row[key] === figure[key])),
        [figure],
        part
      )
    }
    t.match(meta.citation, /Restated by Asylum Outcomes/)
  }

  const { data } = await json(String(urls.find(url => url.endsWith('/RUS?source=gb-returns'))))
  const [enforced] = data.executed.filter(({ return_type }: Row) => return_type === 'enforced')
  t.match(enforced, { value: 607, first_in: '2004-Q1', last_in: '2023-Q4', resumed_in: null })
  t.type(enforced.not_told, 'string', 'why no resumption is told')
})
