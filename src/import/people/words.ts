/** What a column can say of a person that no record may hold, and how its header and its values are known. */
interface Telling {
  /** Headers, normalised (`headerWords`): words that may stand behind whose they are. */
  headers: RegExp
  /** Whether a value tells it. A column that is empty or was redacted tells nothing. */
  tells(value: string): boolean
  /** True where such a header is that of countries in tables of counts. */
  only_records?: boolean
}

const whose =
  /^(?:(?:the )?(?:alien|applicant|beneficiary|child|claimant|client|detainee|family member|individual|member|mother|father|noncitizen|parent|person|petitioner|refugee|respondent|spouse|subject)s? )?/
    .source
const header = (words: string): RegExp => new RegExp(`${whose}(?:${words})(?: ?\\d)?$`)

const redacted = /^\W*(b\W*[2-7]|redacted|withheld|removed|n\W?a|none|null|unknown|x+)\b/i
const hasLetters = (value: string): boolean => /\p{L}{2}/u.test(value) && !redacted.test(value)
const hasNumber = (value: string): boolean => (value.match(/\d/g)?.length ?? 0) >= 5
/** A day, not a month or a year: `3/9/1990`, `1990-03-09`, `9-Mar-1990`, `19900309`. */
const hasDay = (value: string): boolean =>
  /^\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}\b|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|^(19|20)\d{6}$/.test(
    value
  )

/** In English, Spanish, French and German. */
const tellings: readonly Telling[] = [
  {
    headers: header(
      'full name|complete name|first names?|last names?|surnames?|family names?|given names?|middle (?:names?|initial)|forenames?|maiden name|alias|aliases|nombres?(?: completos?| y apellidos?)|(?:primer |segundo )?apellidos?|(?:nom|prenom)s? (?:de famille|complet|et prenoms?|de naissance)|prenoms?|vornamen?|nachnamen?|familiennamen?|firstname|lastname|fullname'
    ),
    tells: hasLetters
  },
  { headers: header('names?|nombres?|noms?'), tells: hasLetters, only_records: true },
  {
    headers: header(
      'a ?(?:number|num|no|nbr)|anumber|alien (?:registration |file )?(?:number|num|no|nbr)|(?:registration|file) number|uscis (?:account )?number|ssn|social security (?:number|no)|passports?(?: (?:number|num|no))?|travel document number|(?:numero|num|no) (?:a|de extranjero|de pasaporte|de passeport|de dossier|de expediente|etranger|agdref)|pasaporte|passeport|uci'
    ),
    tells: hasNumber
  },
  {
    headers: header(
      'dob|d o b|date of birth|birth ?date|birthday|birth day|(?:fecha|dia) de nacimiento|(?:date|jour) de naissance|geburtsdatum|geburtstag'
    ),
    tells: hasDay
  },
  {
    headers: header(
      '(?:home |mobile |cell |work )?(?:tele)?phones?(?: (?:number|num|no))?|mobile number|telefonos?|celular|(?:numero de )?telephone|telefon'
    ),
    tells: hasNumber
  },
  {
    headers: header(
      '(?:home |mailing |street |residence |residential |postal )?address(?:es)?(?: line)?|street|direccion|domicilio|adresse(?: postale)?|anschrift'
    ),
    tells: hasLetters
  },
  {
    headers: header('e ?mails?(?: address(?:es)?)?|correo(?: electronico)?|courriel'),
    tells: value => value.includes('@')
  }
]

/** A header in plain words: `Last_Name`, `LastName` and `last-name:` alike. */
const headerWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\(.*?\)/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** What a header says of the values under it. */
export type HeaderTelling = (value: string) => boolean

/** Whether a value tells of a person what this header says; undefined where the header says nothing of people. */
export function headerTelling(header: string, areRecords: boolean): HeaderTelling | undefined {
  const words = headerWords(header)
  const told = tellings.filter(
    ({ headers, only_records }) => (areRecords || !only_records) && headers.test(words)
  )
  if (told.length === 0) return undefined
  // The same header stands again over the next part of a table.
  return value => told.some(({ headers, tells }) => tells(value) && !headers.test(headerWords(value)))
}

/** Headers of the publishers' own keys of cases and rows, which can be as long as an A-number. */
const ownKey = /^idn|^id\b|\bids?$|identif|^case\b|\bkey$|serial|receipt|zip|postal/

/** Headers of places and of offices, whose names can be written with a comma: `Atlanta, Georgia`. */
const ofPlaces =
  /city|town|place|location|court|office|facility|county|country|nation|state|language|charge|offen[cs]e|religion|ethnic/

/** Numbers that the US gives to a person, as a whole value: `A012345678`, `A 012 345 678`, `A 012-345-678`, `012-345-678`. */
const fileNumber = /^(A[-# ]?\d{8,9}|A[-# ]?\d{2,3} \d{3} \d{3}|(A[-# ]?)?\d{2,3}-\d{3}-\d{3})$/i
/** The same with its letter, in a longer text too. */
const lettered = /\bA[-# ]?\d{2,3}[- ]?\d{3}[- ]?\d{3}\b/
const bareNumber = /^\d{8,9}$/
const dayInDigits = /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/
const mailAddress = /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i
/** `EXAMPLE, MARIA JOSÉ`; the short name of a state behind a place is none. */
const lastFirst = /^\p{Lu}[\p{L}'’. -]+, ?\p{Lu}[\p{L}'’.][\p{L}'’. -]+$/u

/** What a text holds that may be a number or an address of a person: a reason to look at each of its values. */
export const mayTell = /\bA[-# ]?\d{2,3}[- ]?\d{3}[- ]?\d{3}\b|\b\d{2,3}-\d{3}-\d{3}\b|\w@\w[\w-]*\./g

/** Shares of a column's values, and how many of them at least, at which content alone shows what it is. */
const some = { share: 0.1, values: 3 }
const nearlyAll = { share: 0.9, values: 20 }
const most = { share: 0.5, values: 20 }
/** So many numbers with their letter are no accident, however long the column is. */
const manyLettered = 20
/** Names are kept up to so many, to tell them from the few words of a list of codes. */
const mostNames = 5000

/** Counts the values of one column, and says whether they are numbers, names or addresses of people. */
export interface ValueTally {
  add(value: string): void
  /** `headers`: what the column may be called. */
  tells(headers: readonly string[]): boolean
}

/**
 * A tally of no value yet. Digits alone and names are looked at in records only, and not in a key of the publisher's own
 * or a place: figures can be as long, and places have commas.
 */
export function tallyValues(areRecords: boolean): ValueTally {
  const names = new Set<string>()
  let [filled, numbers, withLetter, mails, bare, named, kept] = [0, 0, 0, 0, 0, 0, 0]
  const isMany = (found: number, { share, values }: typeof some): boolean =>
    found >= values && found >= filled * share
  return {
    add(value) {
      filled++
      if (/\d{3}/.test(value)) {
        if (fileNumber.test(value)) numbers++
        if (lettered.test(value)) withLetter++
        if (bareNumber.test(value) && !dayInDigits.test(value)) bare++
      }
      if (value.includes('@') && mailAddress.test(value)) mails++
      if (areRecords && value.includes(',') && lastFirst.test(value)) {
        named++
        if (kept < mostNames) {
          kept++
          names.add(value)
        }
      }
    },
    tells(headers) {
      if (isMany(numbers, some) || isMany(mails, some) || isMany(withLetter, some)) return true
      if (withLetter >= manyLettered) return true
      const words = headers.map(headerWords)
      if (!areRecords || words.some(header => ownKey.test(header))) return false
      const areNames = isMany(named, most) && names.size >= kept / 2
      return isMany(bare, nearlyAll) || (areNames && !words.some(header => ofPlaces.test(header)))
    }
  }
}
