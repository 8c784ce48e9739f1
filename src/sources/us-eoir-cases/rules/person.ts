import type { CaseFact } from '../../../vocabulary/fact.ts'
import type { CasePart } from '../../source.ts'
import { claimTypeCodes, eoirSexCodes } from '../codes/codes-case.ts'
import { type CodedCountry, nationalityFrom } from '../codes/countries.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import type { RowReading } from '../reading/reading.ts'
import type { Proceeding } from './proceedings.ts'

const fields = partFields.case

/** The fields on the person, which come from the case and are repeated in each of its decisions. */
export type Person = Pick<
  CaseFact,
  'nationality' | 'nationality_raw' | 'claim_type' | 'protection_claim' | 'represented' | 'sex'
>

/**
 * Reads the fields on the person. Without a nationality of its own the case has that of its newest proceeding with one.
 */
export function personOf(
  row: CasePart,
  proceedings: readonly Proceeding[],
  protection_claim: boolean,
  reading: RowReading
): Person {
  const { country, raw } = nationalityOf(row, proceedings, reading)
  return {
    nationality: country,
    nationality_raw: raw,
    claim_type: claimTypeFrom(keptField(row, fields.C_ASY_TYPE), reading),
    protection_claim,
    represented: representedFrom(keptField(row, fields.ATTY_NBR)),
    sex: sexFrom(keptField(row, fields.SEX), reading)
  }
}

function nationalityOf(
  row: CasePart,
  proceedings: readonly Proceeding[],
  { into }: RowReading
): CodedCountry {
  const own = keptField(row, fields.NAT)
  if (own !== '') return nationalityFrom(own, into)
  let newest: Proceeding | undefined
  let code = ''
  for (const each of proceedings) {
    const said = keptField(each.part, nationalityField)
    if (said === '' || (newest !== undefined && newest.number > each.number)) continue
    newest = each
    code = said
  }
  return nationalityFrom(code, into)
}

const nationalityField = partFields.proceeding.NAT

function claimTypeFrom(code: string, { into }: RowReading): Person['claim_type'] {
  if (code === 'I' || code === 'E') return claimTypeCodes[code].value
  if (code !== '') into.unknown('C_ASY_TYPE', keptCode(code))
  return 'UNK'
}

function sexFrom(code: string, { into }: RowReading): Person['sex'] {
  if (code === 'F' || code === 'M') return eoirSexCodes[code].value
  if (code !== '') into.unknown('Sex', keptCode(code))
  return 'UNK'
}

const representedFrom = (text: string): boolean | undefined =>
  text === '1' ? true : text === '0' ? false : undefined
