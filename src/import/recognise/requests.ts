import { openMembers } from '../../reading/members.ts'
import type { Source } from '../../sources/source.ts'
import type { ImportRequest } from '../job.ts'
import { seriesIn } from './recognise.ts'

/** What is asked for where every series of the files is meant. */
export const allSeries = 'all'

/**
 * The imports that a request stands for: one for each series that its files could be, where it asks for all of them, else
 * itself. A label that is given has the series after it, but for the first.
 */
export async function requestsFor(
  request: ImportRequest,
  sources: readonly Source[]
): Promise<ImportRequest[]> {
  const source = sources.find(({ about }) => about.id === request.source)
  if (request.series !== allSeries || source === undefined) return [request]
  const all = await seriesIn(source, openMembers(request.paths))
  // Without any the import itself says why.
  if (all.length === 0) return [{ ...request, series: undefined }]
  return all.map((series, at) => ({
    ...request,
    series,
    ...(request.release !== undefined && at > 0 && { release: `${request.release}-${series}` })
  }))
}
