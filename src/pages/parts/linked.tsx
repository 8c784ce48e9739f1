/** A text that the API tells, its addresses as links. */
export function Linked({ text }: { text: string }) {
  return <>{text.split(address).map((piece, index) => (index % 2 === 0 ? piece : linkTo(piece)))}</>
}

/** An address in a text; the mark after it ends the sentence. */
const address = /(https?:\/\/[^\s<>«»"]*[^\s<>«»".,;:!?)])/

const linkTo = (url: string) => (
  <a key={url} href={url} rel="external nofollow">
    {url}
  </a>
)
