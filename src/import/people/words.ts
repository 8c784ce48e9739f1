import type { SeenColumn } from './columns.ts'

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

/** The header of a column that tells of people, by its words, where a value under it does; undefined where none is. */
export function headerThatTells({ headers, values }: SeenColumn, areRecords: boolean): string | undefined {
  const told = tellings.filter(({ only_records }) => areRecords || !only_records)
  return headers.find(header =>
    told.some(
      ({ headers, tells }) =>
        headers.test(headerWords(header)) &&
        values.some(value => tells(value) && !headers.test(headerWords(value)))
    )
  )
}

/** Headers of the publishers' own keys of cases and rows, which can be as long as an A-number. */
const ownKey = /^idn|^id\b|\bids?$|identif|^case\b|\bkey$|serial|receipt|zip|postal/

/** Numbers that the US gives to a person: `A012345678`, `A 012-345-678`, `012-345-678`. */
const fileNumber = /^(A[-# ]?\d{8,9}|(A[-# ]?)?\d{2,3}-\d{3}-\d{3})$/i
const bareNumber = /^\d{8,9}$/
const dayInDigits = /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/
const mailAddress = /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i

/** Shares of a column's values, and how many of them at least, at which content alone shows what it is. */
const some = { share: 0.1, values: 3 }
const nearlyAll = { share: 0.9, values: 20 }

/**
 * Whether a column's values are numbers or addresses of people, whatever it is called. Digits alone are looked at
 * in records only, and not in a key of the publisher's own: figures can be as long.
 */
export function valuesTell({ headers, values }: SeenColumn, areRecords: boolean): boolean {
  const isMany = (pattern: RegExp, { share, values: fewest }: typeof some, but?: RegExp): boolean => {
    const found = values.filter(each => pattern.test(each) && !but?.test(each)).length
    return found >= fewest && found >= values.length * share
  }
  if (isMany(fileNumber, some) || isMany(mailAddress, some)) return true
  return (
    areRecords &&
    !headers.some(header => ownKey.test(headerWords(header))) &&
    isMany(bareNumber, nearlyAll, dayInDigits)
  )
}
