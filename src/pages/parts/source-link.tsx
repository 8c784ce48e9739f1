import { useHere } from '../here.ts'

/** A source by its title, as a link to its page; with the table, where it has several. */
export function SourceLink({ source, series }: { source: string; series?: string }) {
  const { link, sources } = useHere()
  const table = series === undefined ? undefined : sources.tableOf(source, series)
  return (
    <>
      <a href={link(`/sources/${source}`)}>{sources.titleOf(source)}</a>
      {table !== undefined && `, ${table}`}
    </>
  )
}
