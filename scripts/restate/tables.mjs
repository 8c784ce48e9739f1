/**
 * The tables that are restated: the publisher's file, ours, and its columns, ours to the publisher's, in the order in
 * which rows are sorted. `numeric`: columns that are figures, by which nothing is sorted.
 */
export const restatedTables = [
  {
    published: 'unhcr/asylum_decisions.csv.gz',
    file: 'unhcr-asylum-decisions-2000-2025.csv.gz',
    columns: {
      country_of_asylum: 'coa_iso',
      procedure_type: 'procedure_type',
      source_level: 'dec_level',
      counted: 'dec_pc',
      nationality: 'coo_iso',
      year: 'year',
      recognized: 'dec_recognized',
      complementary: 'dec_other',
      rejected: 'dec_rejected',
      closed: 'dec_closed',
      total: 'dec_total'
    },
    numeric: ['recognized', 'complementary', 'rejected', 'closed', 'total']
  },
  {
    published: 'unhcr/asylum_applications.csv.gz',
    file: 'unhcr-asylum-applications-2000-2025.csv.gz',
    columns: {
      country_of_asylum: 'coa_iso',
      procedure_type: 'procedure_type',
      application_type: 'app_type',
      source_level: 'dec_level',
      counted: 'app_pc',
      nationality: 'coo_iso',
      year: 'year',
      applied: 'applied'
    },
    numeric: ['applied']
  },
  {
    published: 'gb-home-office/decisions_resettlement.csv.gz',
    file: 'gb-initial-decisions-2001-2024-q3.csv.gz',
    columns: {
      case_type: 'Case type',
      case_outcome_group: 'Case outcome group',
      case_outcome: 'Case outcome',
      nationality: 'Nationality',
      applicant_type: 'Applicant type',
      uasc: 'UASC',
      host_country: 'Host Country',
      age: 'Age',
      sex: 'Sex',
      year: 'Year',
      quarter: 'Quarter',
      decisions: 'Decisions'
    },
    numeric: ['decisions']
  },
  {
    published: 'gb-home-office/returns_by_destination.csv.gz',
    file: 'gb-returns-by-destination-2004-2023.csv.gz',
    columns: {
      destination: 'Return destination',
      return_type_group: 'Return type group',
      return_type: 'Return type',
      year: 'Year',
      quarter: 'Quarter',
      returns: 'Number of returns'
    },
    numeric: ['returns']
  },
  {
    published: 'gb-home-office/returns.csv.gz',
    file: 'gb-returns-by-nationality-2004-2023.csv.gz',
    columns: {
      nationality: 'Nationality',
      return_type_group: 'Return type group',
      return_type: 'Return type',
      destination_group: 'Return destination group',
      age: 'Age',
      sex: 'Sex',
      year: 'Year',
      quarter: 'Quarter',
      returns: 'Number of returns'
    },
    numeric: ['returns']
  }
]

/** The workbooks of which sheets are restated: the publisher's file, ours, its first line, and the sheets. */
export const restatedSheets = [
  {
    published:
      'us-dhs-ohss/2024_1206_ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx',
    file: 'us-ohss-monthly-tables-2024-08.csv.gz',
    header: ['sheet', 'row', 'cells'],
    sheets: [
      ...['Nationwide CF by Result', 'SWB CF Completed by Result'],
      ...['Nationwide CF Filed by Citp', 'SWB CF Filed by Citp'],
      ...['DHS Repats by Type', 'DHS Removals by Citizenship', 'DHS Enf Returns by Citizenship'],
      ...['DHS Adm Returns by Citizens', 'ICE ERO R&R by Citizenship']
    ]
  }
]
