/**
 * The check figures of docs/rules/sources.md §12, counted from the published files with Python
 * (test/independent/check-figures.py), and the question that must bring each out of the API.
 */
interface CheckFigures {
  name: string
  /** Of /v1/statistics/decisions, unless it says otherwise. */
  path?: string
  /** Grouped by outcome unless it says otherwise. */
  query: string
  measure: string
  figures: Record<string, number | null>
  /** The dimension that the figures are keyed by. */
  by: string
}

const unhcr = 'source=unhcr-asylum-decisions'
const stage = (decision_stage: string, unit: string, figures: Record<string, number>): CheckFigures => ({
  name: `UNHCR, ${unit}, ${decision_stage}`,
  query: `${unhcr}&unit=${unit}&decision_stage=${decision_stage}&group_by=outcome`,
  measure: unit,
  by: 'outcome',
  figures
})
/** `mixed` is split by source_level, so its figures are asked level by level and added here, not there. */
export const mixedFigures = {
  refugee_status_granted: 795_460,
  complementary_protection_granted: 174_907,
  subsidiary_protection_granted: 820,
  temporary_protection_granted: 577_828,
  humanitarian_status_granted: 35_897,
  rejected: 687_011,
  otherwise_closed: 1_106_143
}

const inGermany = (year: number, level: string, decision_stage: string, parts: number[]): CheckFigures => ({
  name: `UNHCR, Russian nationals in Germany, ${level} ${year}`,
  query: `${unhcr}&nationality=RUS&country_of_asylum=DEU&decision_stage=${decision_stage}&period_from=${year}&period_to=${year}&group_by=outcome`,
  measure: 'persons',
  by: 'outcome',
  figures: {
    refugee_status_granted: parts[0] ?? null,
    complementary_protection_granted: parts[1] ?? null,
    rejected: parts[2] ?? null,
    otherwise_closed: parts[3] ?? null
  }
})

const screening = 'source=us-credible-fear'
const inGermany2015 = 'source=eurostat-asylum-decisions&country_of_asylum=DEU&period_from=2015&period_to=2015'
const irb = 'source=ca-irb'

const gbDecisions = 'source=gb-asylum-decisions&decision_stage=first_instance&group_by=outcome'
const gbReturns = (name: string, query: string, figures: Record<string, number>): CheckFigures => ({
  name: `United Kingdom, returns ${name}`,
  path: '/v1/statistics/returns',
  query: `source=gb-returns&${query}`,
  measure: 'returns',
  by: 'return_type',
  figures
})
const gbTotal = { enforced: 242_856, voluntary: 401_170, refused_entry: 440_905 }

const applications = '/v1/statistics/applications'
const lodged = 'source=unhcr-asylum-applications'
const applicants = 'source=eurostat-asylum-applications&country_of_asylum=DEU&group_by=year'

export const checkFigures: CheckFigures[] = [
  ...(
    [
      [
        'persons',
        {
          first_instance: 28_558_836,
          repeat_application: 1_071_339,
          appeal: 2_320_200,
          judicial_review: 842_783
        }
      ],
      ['cases', { first_instance: 1_643_318, repeat_application: 4_410, appeal: 295_740 }]
    ] as const
  ).map(([unit, figures]) => ({
    name: `UNHCR, applications, ${unit}`,
    path: applications,
    query: `${lodged}&unit=${unit}&group_by=decision_stage&decision_stage=${Object.keys(figures).join(',')}`,
    measure: unit,
    by: 'decision_stage',
    figures
  })),
  {
    name: 'UNHCR, first applications by year',
    path: applications,
    query: `${lodged}&unit=persons&decision_stage=first_instance&group_by=year&period_from=2006`,
    measure: 'persons',
    by: 'year',
    figures: { 2015: 1_872_719, 2023: 3_526_276, 2024: 3_022_844, 2025: 2_437_732 }
  },
  {
    name: 'UNHCR, first applications of Russians in Germany',
    path: applications,
    query: `${lodged}&nationality=RUS&country_of_asylum=DEU&source_level=N-FI&group_by=year&period_from=2022&period_to=2024`,
    measure: 'persons',
    by: 'year',
    figures: { 2022: 2_851, 2023: 7_663, 2024: 4_698 }
  },
  {
    name: 'Eurostat, applicants in Germany',
    path: applications,
    query: applicants,
    measure: 'persons',
    by: 'year',
    figures: { 2014: 202_815, 2015: 476_620, 2016: 745_265, 2023: 351_600, 2024: 250_615 }
  },
  {
    name: 'Eurostat, Ukrainian applicants in Germany',
    path: applications,
    query: `${applicants}&nationality=UKR`,
    measure: 'persons',
    by: 'year',
    figures: { 2022: 1_140, 2023: 755, 2024: 1_135 }
  },
  stage('first_instance', 'persons', {
    refugee_status_granted: 5_926_042,
    complementary_protection_granted: 2_286_480,
    rejected: 8_649_841,
    denied_or_referred: 68_808,
    otherwise_closed: 6_506_446
  }),
  stage('repeat_application', 'persons', {
    refugee_status_granted: 138_695,
    complementary_protection_granted: 47_756,
    rejected: 121_446,
    otherwise_closed: 490_232
  }),
  stage('appeal', 'persons', {
    refugee_status_granted: 308_440,
    complementary_protection_granted: 110_373,
    rejected: 1_761_656,
    otherwise_closed: 1_332_420
  }),
  stage('judicial_review', 'persons', {
    refugee_status_granted: 98_825,
    complementary_protection_granted: 96_240,
    rejected: 567_706,
    otherwise_closed: 670_422
  }),
  stage('first_instance', 'cases', {
    refugee_status_granted: 381_571,
    complementary_protection_granted: 53_266,
    rejected: 251_914,
    denied_or_referred: 388_498,
    otherwise_closed: 1_121_786
  }),
  stage('appeal', 'cases', {
    refugee_status_granted: 129_084,
    complementary_protection_granted: 102,
    rejected: 419_152,
    otherwise_closed: 46_267
  }),
  {
    name: 'UNHCR, published total beside the sum of parts',
    query: `${unhcr}&unit=persons&decision_stage=first_instance&measures=published_total&group_by=decision_stage`,
    measure: 'published_total',
    by: 'decision_stage',
    figures: { first_instance: 23_439_796 }
  },
  inGermany(2021, 'FI', 'first_instance', [90, 53, 1161, 512]),
  inGermany(2025, 'FI', 'first_instance', [307, 128, 6314, 2288]),
  inGermany(2021, 'RA', 'repeat_application', [79, 22, 172, 939]),
  inGermany(2025, 'RA', 'repeat_application', [48, 45, 803, 1173]),
  {
    name: 'Credible fear, all nationalities, completed',
    query: `${screening}&group_by=year`,
    measure: 'cases',
    by: 'year',
    figures: { FY2016: 91_038, FY2021: 43_958 }
  },
  {
    name: 'Credible fear, all nationalities, FY2016',
    query: `${screening}&group_by=outcome&period_from=FY2016&period_to=FY2016`,
    measure: 'cases',
    by: 'outcome',
    figures: { fear_found: 72_466, fear_not_found: 9_140, otherwise_closed: 9_432 }
  },
  {
    name: 'Credible fear, all nationalities, FY2021',
    query: `${screening}&group_by=outcome&period_from=FY2021&period_to=FY2021`,
    measure: 'cases',
    by: 'outcome',
    figures: { fear_found: 29_869, fear_not_found: 11_711, otherwise_closed: 2_378 }
  },
  {
    name: 'Credible fear, Cuba FY2016: withheld is null, and its published zero is zero',
    query: `${screening}&nationality=CUB&group_by=outcome&period_from=FY2016&period_to=FY2016`,
    measure: 'cases',
    by: 'outcome',
    figures: { fear_found: null, fear_not_found: 0, otherwise_closed: null }
  },
  {
    name: 'USCIS asylum offices',
    query: 'source=us-uscis-asylum-office&group_by=outcome',
    measure: 'decisions',
    by: 'outcome',
    figures: { refugee_status_granted: 298, denied_or_referred: 501, otherwise_closed: 200 }
  },
  {
    name: 'Eurostat, Germany 2015: the published total, and not the sum of its rounded parts',
    query: `${inGermany2015}&group_by=year`,
    measure: 'persons',
    by: 'year',
    figures: { 2015: 249_350 }
  },
  {
    name: 'Eurostat, Germany 2015: the statuses granted are not told apart',
    query: `${inGermany2015}&group_by=outcome`,
    measure: 'persons',
    by: 'outcome',
    figures: { protection_granted: 140_915, rejected: 108_440 }
  },
  {
    name: 'Eurostat, Germany 2015: a positive decision is favourable',
    query: `${inGermany2015}&group_by=effect`,
    measure: 'persons',
    by: 'effect',
    figures: { favourable: 140_915, unfavourable: 108_440 }
  },
  {
    name: 'Canada 2021, all countries',
    query: `${irb}&series=claims&group_by=outcome&period_from=2021&period_to=2021`,
    measure: 'applications',
    by: 'outcome',
    figures: { protection_granted: 30_290, rejected: 12_190, abandoned: 934, otherwise_closed: 4_600 }
  },
  {
    name: 'Canada, the year to September 2024: withheld is null',
    query: `${irb}&series=claims&nationality=AFG&group_by=outcome&period_from=2024&period_to=2024`,
    measure: 'applications',
    by: 'outcome',
    figures: { protection_granted: 1_412, rejected: 34, abandoned: null, otherwise_closed: null }
  },
  {
    name: 'Canada, legacy claims 2018: the published total where the parts are withheld',
    query: `${irb}&series=legacy&nationality=AFG&group_by=year`,
    measure: 'applications',
    by: 'year',
    figures: { 2018: 48 }
  },
  {
    name: 'United Kingdom, initial decisions, persons',
    query: gbDecisions,
    measure: 'persons',
    by: 'outcome',
    figures: {
      refugee_status_granted: 246_602,
      subsidiary_protection_granted: 13_087,
      humanitarian_status_granted: 82_331,
      rejected: 606_876,
      rejected_inadmissible: 33_960,
      withdrawn: 27_788,
      abandoned: 49_447,
      otherwise_closed: 25_149,
      closed_administratively: 19_508,
      closed_other: 493
    }
  },
  {
    name: 'United Kingdom, initial decisions, main applicants',
    query: `${gbDecisions}&applicant_type=main_applicant`,
    measure: 'cases',
    by: 'outcome',
    figures: { refugee_status_granted: 196_377, rejected: 489_184, rejected_inadmissible: 31_527 }
  },
  gbReturns('by nationality', 'series=by-nationality&group_by=return_type', gbTotal),
  gbReturns('by destination', 'series=by-destination&group_by=return_type', gbTotal),
  gbReturns('to Russia', 'country_of_return=RUS&group_by=return_type', {
    enforced: 607,
    voluntary: 2600,
    refused_entry: 1542
  }),
  gbReturns('of Russians to their country', 'nationality=RUS&same_country=true&group_by=return_type', {
    enforced: 588,
    voluntary: 1983,
    refused_entry: 1219
  })
]
