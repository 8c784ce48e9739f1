import { lastDay, timestamp } from './days.ts'
import { createRandom, type Random } from './random.ts'

/** Made-up text for the columns that nobody reads, in pools so that a row costs little. Widths are like the real ones. */
export interface Fillers {
  address: string[]
  hearing: string[]
  entry: string[]
  afterBirth: string[]
  afterSex: string[]
  court: string[]
  transferredCourt: string[]
  hearingOfProceeding: string[]
  appealRights: string[]
  venue: string[]
  afterLanguage: string[]
  detained: string[]
}

const size = 2_048
const cities =
  'HOUSTON,MIAMI,CHICAGO,LOS ANGELES,NEW YORK,BROOKLYN,DALLAS,ATLANTA,BOSTON,DENVER,SEATTLE,PHOENIX,CHARLOTTE,ORLANDO,NEWARK,OMAHA,MEMPHIS,LAREDO,PEARSALL,ST. "MARY\'S,SAN JOS\u00c9,PE\u00d1ITAS'.split(
    ','
  )
const states = 'TX,FL,IL,CA,NY,NY,TX,GA,MA,CO,WA,AZ,NC,FL,NJ,NE,TN,TX,TX,MD,CA,TX'.split(',')
const courts = 'NYC,MIA,LOS,SFR,HOU,DAL,CHI,ATL,BOS,NEW,ORL,BAL,SNA,DEN,SEA,PHO,CHL,MEM,OMA,LVG'.split(',')

/** The same pools for every seed: nothing that counts hangs on them. */
export function createFillers(): Fillers {
  const random = createRandom(20_260_902)
  random.begin(0)
  const pool = (make: () => string) => Array.from({ length: size }, make)
  const maybe = (share: number, text: () => string) => (random.chance(share) ? text() : '')
  const digits = (n: number) => String(random.below(10 ** n)).padStart(n, '0')
  const time = () => `${String(8 + random.below(9)).padStart(2, '0')}${random.chance(0.5) ? '00' : '30'}`
  const on = () => someDay(random)
  return {
    address: pool(() => addressOf(random, digits)),
    hearing: pool(
      () =>
        `${courts[random.below(courts.length)]}\t${maybe(0.83, on)}\t${maybe(0.83, time)}\t${maybe(0.82, () => (random.chance(0.73) ? 'M' : 'I'))}\t\t\t${maybe(0.023, () => 'S')}\t${maybe(0.22, () => '00')}\t${maybe(0.22, () => '0000')}\t${maybe(0.02, () => digits(5))}`
    ),
    entry: pool(() => maybe(0.635, on)),
    afterBirth: pool(() => `${maybe(0.009, on)}\t\t${maybe(0.346, on)}\t`),
    afterSex: pool(
      () =>
        `${maybe(0.175, on)}\t${maybe(0.078, on)}\t${maybe(0.074, () => '0')}\t\t\t\t\t${maybe(0.028, () => 'UC')}`
    ),
    court: pool(() => `${place(random)}\t\t\t\t\t${maybe(0.37, () => digits(2))}`),
    transferredCourt: pool(() => `${place(random)}\t${on()}\t${place(random)}\t${digits(2)}`),
    hearingOfProceeding: pool(() => `${maybe(0.97, on)}\t${maybe(0.97, time)}`),
    appealRights: pool(() => `${maybe(0.12, () => 'A')}\t${maybe(0.05, () => 'X')}`),
    venue: pool(() => `${on()}\t${courts[random.below(courts.length)]}`),
    afterLanguage: pool(
      () =>
        `${maybe(0.28, () => courts[random.below(courts.length)] as string)}\t${maybe(0.025, () => 'S')}\t${random.chance(0.92) ? 'N' : 'Y'}\t${maybe(0.017, () => 'S')}\t${maybe(0.73, () => '0')}`
    ),
    detained: pool(() => `${maybe(0.228, on)}\t${maybe(0.137, on)}`)
  }
}

function someDay(random: Random): string {
  return timestamp(lastDay - 30 - random.below(12_000))
}

function place(random: Random): string {
  const court = courts[random.below(courts.length)]
  const judge = String.fromCharCode(65 + random.below(26), 65 + random.below(26))
  return `${court}\t${court?.slice(0, 2)}${random.below(9)}\t${judge}${random.below(10)}`
}

function addressOf(random: Random, digits: (n: number) => string): string {
  if (random.chance(0.034)) return `\t\t${random.chance(0.5) ? '' : digits(5)}\t\t`
  const at = random.below(cities.length)
  // NUL bytes and a backtick before a ZIP stand in the real table.
  const city = random.chance(0.01) ? `${cities[at]}\0` : cities[at]
  const zip = random.chance(0.02)
    ? `\`${digits(5)}`
    : random.chance(0.1)
      ? `${digits(5)}-${digits(4)}`
      : digits(5)
  return `${city}\t${states[at]}\t${zip}\t\t`
}
