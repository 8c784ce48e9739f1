import type { Statistics } from '../../asking/answers.ts'

/** The most rows of which a picture is drawn (docs/rules/api.md §1.4). */
const mostDrawn = 1000

/** The address of the picture of an answer; undefined where it has none, or nothing is in it. */
export const pictureOfAnswer = ({ data, links, meta }: Statistics): string | undefined =>
  data.length > 0 && (meta.total ?? mostDrawn + 1) <= mostDrawn ? (links.svg ?? undefined) : undefined
