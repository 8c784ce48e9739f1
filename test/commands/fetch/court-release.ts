import { crc32 } from 'node:zlib'
import type { Served } from './server.ts'

/** A zip of files that are stored as they are. */
function storedZip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [data, title] = [Buffer.from(text, 'latin1'), Buffer.from(name)]
    // Version, flags, method, time, date, checksum, sizes, length of the name, of what is extra.
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt32LE(crc32(data), 10)
    about.writeUInt32LE(data.length, 14)
    about.writeUInt32LE(data.length, 18)
    about.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, title, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, rest, title)
    parts.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}

type Row = Record<string, string>

function table(rows: Row[]): string {
  const columns = [...new Set(rows.flatMap(Object.keys))]
  return [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
    .map(cells => `${cells.join('\t')}\r\n`)
    .join('')
}

/**
 * A release of the immigration court with so many cases, all made up: each a credible-fear review that affirmed. In
 * the published format, as far as the importer needs it.
 */
export function courtRelease(cases: number): Buffer {
  const ids = Array.from({ length: cases }, (_, n) => String(1_000 + n))
  const tables: Record<string, Row[]> = {
    A_TblCase: ids.map(IDNCASE => ({
      IDNCASE,
      NAT: 'RU',
      LANG: 'RUS',
      CUSTODY: 'D',
      CASE_TYPE: 'CFR',
      E_28_DATE: '',
      ATTY_NBR: '',
      C_ASY_TYPE: '',
      Sex: 'M',
      C_BIRTHDATE: '1/1990'
    })),
    B_TblProceeding: ids.map(IDNCASE => ({
      ...{
        IDNPROCEEDING: `9${IDNCASE}`,
        IDNCASE,
        OSC_DATE: '2022-11-01 00:00:00.000',
        BASE_CITY_CODE: 'SNA'
      },
      ...{
        DEC_CODE: 'A',
        DEPORTED_1: '',
        DEPORTED_2: '',
        OTHER_COMP: '',
        COMP_DATE: '2022-12-01 00:00:00.000'
      },
      ...{ ABSENTIA: 'N', CUSTODY: 'D', CASE_TYPE: 'CFR', NAT: 'RU' }
    })),
    tbl_Court_Appln: [
      {
        IDNPROCEEDINGAPPLN: '1',
        IDNPROCEEDING: '91000',
        IDNCASE: '1000',
        APPL_CODE: '42A',
        APPL_RECD_DATE: '',
        APPL_DEC: ''
      }
    ],
    tblAppeal: [
      {
        ...{
          idnAppeal: '1',
          idncase: '1000',
          idnProceeding: '91000',
          strAppealCategory: 'DD',
          strAppealType: 'DD Visa'
        },
        ...{
          datAppealFiled: '2023-01-02 00:00:00.000',
          strFiledBy: 'A',
          datBIADecision: '',
          strBIADecision: ''
        },
        ...{ strBIADecisionType: '', strCaseType: 'CFR', strLang: '', strNat: '', strCustody: '' }
      }
    ],
    tblAppealFedCourts: [
      { idnAppealFedCourts: '1', lngAppealID: '1', datRequestedByOIL: '', strFedCourtDecision: '' }
    ]
  }
  const files = Object.entries(tables).map(([name, rows]) => [`EOIR Case Data/${name}.csv`, table(rows)])
  const count = Object.entries(tables).map(([name, rows]) => `${name}\t${rows.length} rows copied.\r\n`)
  return storedZip({ ...Object.fromEntries(files), 'Count.txt': `TableName\tContent\r\n${count.join('')}` })
}

/** Two editions of it, as the court's server gives them. */
export const september: Served = {
  bytes: courtRelease(30),
  etag: '"september"',
  last_modified: 'Tue, 01 Sep 2026 10:00:00 GMT'
}
export const october: Served = {
  bytes: courtRelease(31),
  etag: '"october"',
  last_modified: 'Thu, 01 Oct 2026 10:00:00 GMT'
}
