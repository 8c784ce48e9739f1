import t from 'tap'
import { type CountryNameScheme, countryFromName } from '../../../src/vocabulary/countries/country.ts'
import { resolveCountryName } from '../../../src/vocabulary/countries/country-resolution.ts'

// Spellings of newer editions of the publishers’ files, and of lists that quote them.
const spellings: Record<Exclude<CountryNameScheme, 'unhcr' | 'eurostat'>, Record<string, string>> = {
  'home-office-name': {
    ...{
      'Korea (North)': 'PRK',
      'Korea (South)': 'KOR',
      'Korea (Republic of)': 'KOR',
      'Sudan (South)': 'SSD'
    },
    ...{ Surinam: 'SUR', 'South Georgia and the South Sandwich Islands (British)': 'SGS' },
    ...{ Burkina: 'BFA', Burma: 'MMR', Macedonia: 'MKD', Swaziland: 'SWZ', 'Czech Republic': 'CZE' },
    ...{ 'St. Lucia': 'LCA', 'Christmas Island': 'CXR' }
  },
  'uscis-name': {
    ...{ "China, People's Republic": 'CHN', 'Congo, Democratic Republic': 'COD', 'Congo, Republic': 'COG' },
    ...{ 'All other, including stateless and unknown': 'OTHER', Other: 'OTHER', Others: 'OTHER' },
    ...{ 'All Other': 'OTHER', "CHINA, PEOPLE'S REPUBLIC OF": 'CHN', 'Korea, South': 'KOR' }
  },
  eoir: { 'ANTIQUA AND BARBUDA': 'ATG', 'SOUTH SUDAN, REPUBLIC OF': 'SSD' },
  'ice-name': {
    ...{ 'Sint Maarten(Dutch)': 'SXM', 'Sint Eustatius': 'BES', 'Palestine Born Before 1948': 'PSE' },
    ...{ 'French Southern and Antarctic': 'ATF', 'Arabian Peninsula': 'OTHER', Oceania: 'OTHER' },
    ...{ 'Born On Board Ship': 'OTHER', '--None--': 'UNK', Ussr: 'SUN', Yugoslavia: 'YUG', Zaire: 'COD' },
    ...{ TURKIYE: 'TUR', CONGO: 'COG' }
  },
  'irb-name': {
    ...{ "Korea, Democratic People's Republic": 'PRK', 'Korea, Republic': 'KOR' },
    ...{ 'Iran, Islamic Republic': 'IRN', 'West Bank and Gaza': 'PSE', 'Swaziland (Eswatini)': 'SWZ' }
  }
}

t.test('each publisher’s newer spellings are read as that publisher means them', t => {
  for (const [scheme, names] of Object.entries(spellings))
    for (const [name, code] of Object.entries(names))
      t.equal(countryFromName(scheme as CountryNameScheme, name), code, `${scheme} ${name}`)
  t.end()
})

t.test('a name that two countries share is none, and what is no country stays unresolved', t => {
  t.equal(countryFromName('ice-name', 'Korea'), undefined)
  t.equal(countryFromName('irb-name', 'Congo'), undefined)
  for (const name of ['<All>', 'Former Countries', 'Foreign Address from ANSIR'])
    t.equal(countryFromName('eoir', name), undefined, name)
  t.end()
})

t.test('whoever asks for a country may write it as any publisher does', t => {
  for (const name of ['Korea (South)', 'Korea (Republic of)', 'Sudan (South)', 'Congo, Republic', 'Surinam'])
    t.ok('match' in resolveCountryName(name), name)
  t.ok('candidates' in resolveCountryName('Congo'))
  t.end()
})
