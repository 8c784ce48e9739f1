import { useHere } from '../here.ts'

/** The foot of each page: promises, licences, and the ways on. */
export function Footer({ build, json }: { build: string; json: string | undefined }) {
  const { say, link } = useHere()
  return (
    <footer>
      <div class="wrap">
        <p>
          {say('footer_promise')} {say('footer_licence')}
        </p>
        <ul class="ways">
          <li>
            <a href={link('/about')}>{say('nav_about')}</a>
          </li>
          <li>
            <a href="/docs">{say('footer_developers')}</a>
          </li>
          {json && (
            <li>
              <a href={json}>{say('same_as_json')}</a>
            </li>
          )}
        </ul>
        <p class="built">{say('footer_built', { build })}</p>
      </div>
    </footer>
  )
}
