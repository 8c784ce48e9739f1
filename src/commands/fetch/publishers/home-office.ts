import { NotGiven } from '../errors.ts'
import type { Offer, Way } from '../way.ts'
import { fileOf, linksOn } from './page-links.ts'
import { singleFile } from './single-file.ts'

/** Series → pattern of its workbook's file name, which fits every quarter. */
type Workbooks = Record<string, RegExp>

/**
 * The Home Office's page of data tables links workbooks whose addresses hold a hash and a quarter, both new each
 * time: the page is read, and each workbook is found by how its name begins.
 */
export const homeOffice = (workbooks: Workbooks): Way => ({
  urls: {
    page: 'https://www.gov.uk/government/statistical-data-sets/immigration-system-statistics-data-tables'
  },
  async offers(web, { page = '' }) {
    const links = await linksOn(web, page)
    const offers: Offer[] = []
    for (const [series, name] of Object.entries(workbooks)) {
      const url = newest(links.filter(link => name.test(fileOf(link))))
      if (url === undefined) web.tell(`${page} links no workbook of ${series} whose name is known.`)
      else offers.push(await singleFile(web, { url, name: fileOf(url), kind: 'workbook', series }))
    }
    if (offers.length > 0) return offers
    throw new NotGiven(
      `${page} links no workbook whose name is known. The Home Office may have renamed them: ` +
        'look for them there, and import the files.'
    )
  }
})

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `…-jun-2026.xlsx` and `…-sep-24.xlsx`, as a number that grows with time. */
function quarterOf(url: string): number {
  const [, month = '', year = ''] = /-([a-z]{3})[a-z]*-(\d{4}|\d\d)(?=[.-])/i.exec(fileOf(url)) ?? []
  const at = months.indexOf(month.toLowerCase())
  return at < 0 ? 0 : (Number(year) % 2000) * 12 + at + 1
}

/** A page may link an earlier quarter beside the newest, and one workbook in both office formats. */
function newest(urls: readonly string[]): string | undefined {
  return [...urls].sort(
    (a, b) => quarterOf(b) - quarterOf(a) || Number(/\.ods$/i.test(a)) - Number(/\.ods$/i.test(b))
  )[0]
}
