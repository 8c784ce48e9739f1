import t from 'tap'
import {
  type CountryScheme,
  countries,
  countryByCode,
  countryFromCode
} from '../../src/vocabulary/countries/country.ts'
import { resolveCountry, resolveCountryName } from '../../src/vocabulary/countries/country-resolution.ts'

/** What the tables of each publisher write, and what the mapping page says that it becomes. */
const written: Record<CountryScheme, Record<string, string>> = {
  'irb-name': {
    'Congo, Dem. Rep. of (Kinshasa)': 'COD',
    'Korea, Republic of (South Korea)': 'KOR',
    'Macedonia, North (Republic of)': 'MKD',
    'Palestine (State of)': 'PSE',
    'Czech Republic (Czechia)': 'CZE'
  },
  'home-office-name': {
    'Bahamas, The': 'BHS',
    'Gambia, The': 'GMB',
    Congo: 'COG',
    'Congo (Democratic Republic)': 'COD',
    'Ivory Coast': 'CIV',
    'Cape Verde': 'CPV',
    Czechia: 'CZE',
    'East Timor': 'TLS',
    Eswatini: 'SWZ',
    Macau: 'MAC',
    'Myanmar (Burma)': 'MMR',
    'North Macedonia': 'MKD',
    'Occupied Palestinian Territories': 'PSE',
    Russia: 'RUS',
    'Sao Tome and Principe': 'STP',
    'São Tomé and Príncipe': 'STP',
    'Serbia and Montenegro': 'SCG',
    'Former Yugoslavia': 'YUG',
    'Vatican City': 'VAT',
    Kosovo: 'XKX',
    'Cyprus (Northern part of)': 'CYP',
    Stateless: 'XXA',
    'Svalbard and Jan Mayen Islands (Norwegian)': 'SJM',
    'St Helena, Ascension and Tristan da Cunha (British)': 'SHN',
    'Bermuda (British)': 'BMU',
    'Aruba (Dutch)': 'ABW',
    'Martinique (French)': 'MTQ',
    'Virgin Islands (United States)': 'VIR',
    Refugee: 'OTHER',
    'British overseas citizens': 'OTHER',
    'Other and unknown': 'UNK'
  },
  'ice-name': {
    'WALLIS AND FUTUNA ISLANDS': 'WLF',
    'COCOS ISLANDS': 'CCK',
    'CHINA, PEOPLES REPUBLIC OF': 'CHN',
    'DEM REP OF THE CONGO': 'COD',
    CONGO: 'COG',
    'KOREA, SOUTH': 'KOR',
    'SOUTH KOREA': 'KOR',
    BURMA: 'MMR',
    RUSSIA: 'RUS',
    USSR: 'SUN',
    YUGOSLAVIA: 'YUG',
    'ANTIGUA-BARBUDA': 'ATG',
    'ST. KITTS-NEVIS': 'KNA',
    'MICRONESIA, FEDERATED STATES OF': 'FSM',
    "COTE D'IVOIRE": 'CIV',
    STATELESS: 'XXA',
    UNKNOWN: 'UNK'
  },
  'uscis-name': {
    BURMA: 'MMR',
    "CHINA, PEOPLE'S REPUBLIC OF": 'CHN',
    CONGO: 'COG',
    'DEM REP OF THE CONGO': 'COD',
    'THE GAMBIA': 'GMB',
    'ST. VINCENT-GRENADINES': 'VCT',
    'SERBIA AND MONTENEGRO': 'SCG',
    KOSOVO: 'XKX',
    'All Other Nationalities': 'OTHER'
  },
  eoir: {
    CH: 'CHN',
    ES: 'SLV',
    GB: 'GAB',
    NI: 'NGA',
    SS: 'XXA',
    PS: 'PLW',
    AU: 'AUT',
    RU: 'RUS',
    UR: 'SUN',
    YO: 'YUG',
    NA: 'ANT',
    'BYELORUSSIA (BELARUS)': 'BLR',
    'BURMA (MYANMAR)': 'MMR'
  },
  unhcr: {
    AUS: 'AUT',
    GFR: 'DEU',
    RUS: 'RUS',
    SRB: 'SRB',
    UKN: 'UNK',
    TIB: 'TIB',
    'Serbia and Kosovo: S/RES/1244 (1999)': 'SRB',
    'Dem. Rep. of the Congo': 'COD',
    'Rep. of Korea': 'KOR'
  },
  eurostat: {
    EL: 'GRC',
    UK: 'GBR',
    XK: 'XKX',
    STLS: 'XXA',
    UNK: 'UNK',
    RNC: 'UNK',
    UK_OCT: 'OTHER',
    'China (including Hong Kong)': 'CHN',
    'Kosovo (under United Nations Security Council Resolution 1244/99)': 'XKX',
    'Former Yugoslav Republic of Macedonia, the': 'MKD',
    'Germany (until 1990 former territory of the FRG)': 'DEU',
    'Recognised non-citizens': 'UNK'
  },
  iso2: { RU: 'RUS', CH: 'CHE', NA: 'NAM', XK: 'XKX', GB: 'GBR' },
  iso3: { RUS: 'RUS', SUN: 'SUN', XKX: 'XKX', XXA: 'XXA', UNK: 'UNK', AUS: 'AUS' },
  m49: { '643': 'RUS', '4': 'AFG', '810': 'SUN', '890': 'YUG', '891': 'SCG', '200': 'CSK', '278': 'DDR' }
}

t.test('every name and code of the mapping page resolves in its own scheme', async t => {
  for (const [scheme, names] of Object.entries(written) as [CountryScheme, Record<string, string>][])
    for (const [name, code] of Object.entries(names)) {
      const found = resolveCountry({ scheme, code: name })
      t.equal('match' in found && found.match.code, code, `${scheme} ${name}`)
    }
})

t.test('every code of a scheme resolves to the country that has it, and to no other', async t => {
  for (const scheme of ['eoir', 'unhcr', 'eurostat', 'iso2', 'm49'] as const)
    for (const country of countries)
      for (const code of [country[scheme] ?? []].flat())
        t.equal(countryFromCode(scheme, code), country.code, `${scheme} ${code}`)
})

t.test(
  'a name that is ambiguous in its scheme answers with candidates and is read as none of them',
  async t => {
    for (const scheme of [
      'ice-name',
      'uscis-name',
      'home-office-name',
      'eoir',
      'unhcr',
      'eurostat'
    ] as const) {
      const found = resolveCountry({ scheme, code: 'KOREA' })
      t.same('candidates' in found && found.candidates.map(({ code }) => code), ['KOR', 'PRK'], scheme)
    }
    t.match(resolveCountry({ scheme: 'ice-name', code: 'VIRGIN ISLANDS' }), {
      candidates: [{ code: 'VGB' }, { code: 'VIR' }]
    })
  }
)

t.test('a code of another scheme is no name here, and a name is no code', async t => {
  t.ok('none' in resolveCountry({ scheme: 'eoir', code: 'RUS' }), 'EOIR writes RU')
  t.ok('none' in resolveCountry({ scheme: 'eurostat', code: 'GR' }), 'Eurostat writes EL')
  t.ok('none' in resolveCountry({ scheme: 'iso2', code: 'Russia' }))
  t.ok('none' in resolveCountry({ scheme: 'iso3', code: 'Russia' }))
  t.equal(countryFromCode('eurostat', 'Kosovo'), undefined)
})

t.test('no successor is ever assumed', async t => {
  for (const { code, status, successors, valid_to } of countries) {
    if (status !== 'dissolved') continue
    t.ok(valid_to, `${code} ended`)
    for (const successor of successors ?? []) t.not(successor, code)
  }
  for (const [name, code] of [
    ['USSR', 'SUN'],
    ['Unión Soviética', 'SUN'],
    ['Yougoslavie', 'YUG'],
    ['Serbia y Montenegro', 'SCG'],
    ['Checoslovaquia', 'CSK']
  ] as const)
    t.match(resolveCountryName(name), { match: { code } }, name)
  t.same(countryByCode('RUS')?.former_iso3 ?? [], [], 'Russia is not the Soviet Union')
})
