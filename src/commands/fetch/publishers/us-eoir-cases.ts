import type { Way } from '../way.ts'
import { singleFile } from './single-file.ts'

/** One zip of about 4.6 GB, replaced whole each month under the same address; HEAD tells when. */
export const usEoirCases: Way = {
  urls: { zip: 'https://fileshare.eoir.justice.gov/EOIR%20Case%20Data.zip' },
  offers: async (web, { zip = '' }) => [
    await singleFile(web, { url: zip, name: 'EOIR-Case-Data.zip', kind: 'zip', series: 'cases' })
  ]
}
