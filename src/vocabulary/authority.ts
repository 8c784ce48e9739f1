import { Type } from 'typebox'

/** Who decided (docs/rules/domain.md §2.3). Closed. */
export const authorities = [
  'us_uscis',
  'us_eoir_ij',
  'us_bia',
  'us_federal_court',
  'us_ice',
  'gb_home_office',
  'gb_tribunal',
  'ca_irb',
  'government',
  'unhcr_rsd',
  'joint'
] as const
export type Authority = (typeof authorities)[number]

const names = {
  us_uscis: 'US Citizenship and Immigration Services (asylum officers)',
  us_eoir_ij: 'US immigration judges (Executive Office for Immigration Review)',
  us_bia: 'US Board of Immigration Appeals',
  us_federal_court: 'US federal courts',
  us_ice: 'US Immigration and Customs Enforcement',
  gb_home_office: 'UK Home Office',
  gb_tribunal: 'UK First-tier Tribunal (Immigration and Asylum Chamber)',
  ca_irb: 'Immigration and Refugee Board of Canada',
  government: 'The authorities of the country of asylum',
  unhcr_rsd: 'UNHCR, under its mandate',
  joint: 'The authorities of the country and UNHCR together'
} as const satisfies Record<Authority, string>

export const Authority = Type.Enum(authorities, {
  $id: 'Authority',
  type: 'string',
  description: authorities.map(authority => `${authority}: ${names[authority]}`).join('\n')
})
