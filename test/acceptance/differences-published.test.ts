import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf, folder } from '../import/made-up.ts'
import { byTypeSheet, type MadeSheet, madeWorkbook } from '../sources/ohss/made-workbook.ts'

/**
 * Two editions of each published table that is text, in its layout; the figures are made up. The earlier edition has all
 * rows but the last. In the later one the second is gone, a number of the third is another, and the last is new.
 */
interface TableText {
  name: string
  source: string
  series?: string
  file?: string
  head: string
  rows: string[]
  /** In the third row: what is written there, and what instead. */
  edit: [was: string, is: string]
  /** How many numbers a row has that are published figures, by the columns of its header. */
  figures: number
}

const home = (country: string) => `${country},Asia Central`
const tables: TableText[] = [
  {
    ...{
      name: 'UNHCR decisions, whole table',
      source: 'unhcr-asylum-decisions',
      figures: 5,
      edit: ['30,1', '31,1']
    },
    head: 'year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total',
    rows: ['AFG', 'SYR', 'IRQ', 'IRN', 'ERI', 'SOM'].map(
      iso => `2020,X,X,${iso},Y,Y,DEU,G,FI,P,10,20,30,1,61`
    )
  },
  {
    ...{
      name: 'UNHCR decisions, download by stage',
      source: 'unhcr-asylum-decisions',
      figures: 5,
      edit: ['30,1', '29,1']
    },
    head: 'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",Authority,"Stage of procedure","Cases / Persons","Recognized decisions","Complementary protection","Rejected decisions","Otherwise closed","Total decisions"',
    rows: ['Afghanistan,AFG', 'Iraq,IRQ', 'Eritrea,ERI', 'Somalia,SOM', 'Georgia,GEO', 'Albania,ALB'].map(
      origin => `2021,${origin},Germany,DEU,G,FI,P,10,20,30,1,61`
    )
  },
  {
    ...{
      name: 'UNHCR decisions, older download',
      source: 'unhcr-asylum-decisions',
      series: 'site-download',
      figures: 5,
      edit: ['30,1', '29,1']
    },
    head: 'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Recognized decisions,Complementary protection,Rejected decisions,Otherwise closed,Total decisions',
    rows: ['Afghanistan,AFG', 'Iraq,IRQ', 'Eritrea,ERI', 'Somalia,SOM', 'Georgia,GEO', 'Albania,ALB'].map(
      origin => `2015,${origin},Germany,DEU,10,20,30,1,61`
    )
  },
  {
    ...{
      name: 'UNHCR applications, whole table',
      source: 'unhcr-asylum-applications',
      figures: 1,
      edit: [',14', ',15']
    },
    head: 'year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,app_type,dec_level,app_pc,applied',
    rows: ['AFG', 'SYR', 'IRQ', 'IRN', 'ERI', 'SOM'].map(iso => `2020,X,X,${iso},Y,Y,DEU,G,N,FI,P,14`)
  },
  {
    ...{
      name: 'UNHCR population',
      source: 'unhcr-population',
      file: 'population.csv',
      figures: 1,
      edit: [',658,', ',659,']
    },
    head: 'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"Refugees under UNHCR\'s mandate",Asylum-seekers,IDPs of concern to UNHCR,Stateless persons,Others of concern',
    rows: ['Afghanistan,AFG', 'Iraq,IRQ', 'Eritrea,ERI', 'Somalia,SOM', 'Georgia,GEO', 'Albania,ALB'].map(
      origin => `2018,${origin},Germany,DEU,5,658,0,0,0`
    )
  },
  {
    ...{
      name: 'Eurostat decisions, TSV',
      source: 'eurostat-asylum-decisions',
      file: 'migr_asydcfsta.tsv',
      figures: 2,
      edit: ['20 \t', '25 \t']
    },
    head: 'freq,unit,citizen,sex,age,decision,geo\\TIME_PERIOD\t2023 \t2024 ',
    rows: ['SY', 'AF', 'IQ', 'IR', 'ER', 'SO'].map(citizen => `A,PER,${citizen},T,TOTAL,NEG,EL\t20 \t: `)
  },
  {
    ...{
      name: 'Eurostat decisions, SDMX-CSV',
      source: 'eurostat-asylum-decisions',
      series: 'first-instance-quarterly',
      figures: 1,
      edit: [',20,', ',25,']
    },
    head: 'DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,age,decision,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS',
    rows: ['SY', 'AF', 'IQ', 'IR', 'ER', 'SO'].map(
      citizen => `ESTAT:MIGR_ASYDCFSTQ(1.0),12/05/26 11:00:00,Q,PER,${citizen},T,TOTAL,NEG,EL,2024-Q1,20,,`
    )
  },
  {
    ...{
      name: 'Eurostat applications, TSV',
      source: 'eurostat-asylum-applications',
      file: 'migr_asyappctza.tsv',
      figures: 2,
      edit: ['\t10 ', '\t15 ']
    },
    head: 'freq,unit,citizen,sex,applicant,age,geo\\TIME_PERIOD\t2023 \t2024 ',
    rows: ['SY', 'AF', 'IQ', 'IR', 'ER', 'SO'].map(citizen => `A,PER,${citizen},T,FRST,TOTAL,DE\t10 \t: `)
  },
  {
    ...{
      name: 'Eurostat returns, data explorer',
      source: 'eurostat-returns',
      figures: 1,
      edit: ['"635"', '"640"']
    },
    head: '"TIME","GEO","CITIZEN","INDIC_MG","UNIT","Value","Flag and Footnotes"',
    rows: ['Croatia', 'Iceland', 'Albania', 'Serbia', 'Turkey', 'Georgia'].map(
      citizen => `"2012","Germany","${citizen}","Total number of persons returned","Person","635",""`
    )
  },
  {
    ...{ name: 'Home Office decisions', source: 'gb-asylum-decisions', figures: 1, edit: [',15', ',16'] },
    head: 'Date,Year,Quarter,Nationality,Region,Case type,Case outcome group,Case outcome,Age,Sex,Applicant type,UASC,Host Country,Decisions',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each =>
        `2023-03-31,2023,2023 Q1,${home(each)},Asylum Case,Refused,3rd Country Refusal,18-29,Male,Main applicant,Non-UASC,Asylum case - N/A,15`
    )
  },
  {
    ...{
      name: 'Home Office appeals determined',
      source: 'gb-asylum-decisions',
      series: 'appeals',
      figures: 1,
      edit: [',79', ',80']
    },
    head: 'Date,Year,Quarter,Nationality,Region,Outcome,Sex,Appeals determined',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2010-03-31,2010,1,${home(each)},Allowed,Male,79`
    )
  },
  {
    ...{
      name: 'Home Office claims',
      source: 'gb-asylum-applications',
      series: 'claims',
      figures: 1,
      edit: [',9', ',8']
    },
    head: 'Year,Quarter,Nationality,Region,Age,Sex,Applicant type,UASC,Location of application,Applications',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2024,2024 Q3,${home(each)},18-29,Female,Main applicant,Non-UASC,In country,9`
    )
  },
  {
    ...{
      name: 'Home Office, awaiting a decision',
      source: 'gb-asylum-applications',
      series: 'awaiting-decision',
      figures: 1,
      edit: [',129', ',128']
    },
    head: 'Date,Nationality,Region,Applicant type,Application stage,Duration,Applications',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2010-06-30,${home(each)},Dependant,Pending initial decision,6 months or less,129`
    )
  },
  {
    ...{
      name: 'Home Office appeals lodged',
      source: 'gb-asylum-applications',
      series: 'appeals-lodged',
      figures: 1,
      edit: [',418', ',419']
    },
    head: 'Date,Year,Quarter,Nationality,Region,Sex,Appeals lodged',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2010-03-31,2010,1,${home(each)},Male,418`
    )
  },
  {
    ...{
      name: 'Home Office returns by nationality',
      source: 'gb-returns',
      series: 'by-nationality',
      figures: 1,
      edit: [',6', ',7']
    },
    head: 'Date,Year,Quarter,Nationality,Region,Return type group,Return type,Age,Sex,Return destination group,Number of returns',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each =>
        `2004-03-31,2004,1,${home(each)},Enforced return,Enforced removals,17 and under,Male,EU Member State,6`
    )
  },
  {
    ...{
      name: 'Home Office returns by destination',
      source: 'gb-returns',
      series: 'by-destination',
      figures: 1,
      edit: [',66', ',67']
    },
    head: 'Date,Year,Quarter,Return type group,Return type,Return destination,Return destination region,Number of returns',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2004-03-31,2004,1,Enforced return,Enforced removals,${home(each)},66`
    )
  },
  {
    ...{ name: 'IRB claims by country', source: 'ca-irb', figures: 5, edit: ['"1,412"', '"1,413"'] },
    head: 'period,as_of,country_of_alleged_persecution,referred,accepted,rejected,abandoned,withdrawn_and_other,finalized_total,pending',
    rows: ['Afghanistan', 'Iraq', 'Eritrea', 'Somalia', 'Georgia', 'Albania'].map(
      each => `2024-01..2024-09,2024-09-30,${each},"1,488","1,412",34,20,27,"1,493","2,824"`
    )
  },
  {
    ...{
      name: 'Credible fear, by nationality',
      source: 'us-credible-fear',
      figures: 4,
      edit: [',43958,', ',43959,']
    },
    head: 'fiscal_year,nationality,completed,fear_found,fear_not_found,closed',
    rows: ['2021', '2020', '2019', '2018', '2017', '2016'].map(year => `${year},TOTAL,43958,29869,11711,2378`)
  }
]

const sum = ({
  records
}: {
  records: { vanished: number; changed: number; rekeyed: number; added: number }[]
}) => records

t.test('two editions of each published table differ in what was edited', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, ...sourceRegistry)
  let editions = 0
  for (const { name, source, series, file = 'table.csv', head, rows, edit, figures } of tables)
    await t.test(name, async t => {
      const load = async (lines: string[]) => {
        const at = path.join(await folder(t), file)
        await writeFile(at, `${[head, ...lines].join('\n')}\n`)
        return importRelease(context, {
          ...{
            source,
            series,
            paths: [at],
            release: `edition-${++editions}`,
            makeCurrent: true,
            force: true
          },
          ...{ releasedOn: '2026-08-30', retrievedOn: '2026-08-31' }
        })
      }
      const [first = '', , third = '', ...others] = rows
      t.equal(third.split(edit[0]).length, 2, 'the number stands once in the row')
      const earlier = await load(rows.slice(0, -1))
      t.same(earlier.facts, { published_counts: 5 * figures }, 'each number of a row is a figure')
      const later = await load([first, third.replace(...edit), ...others])
      t.equal(later.compared?.release, earlier.release)
      if (later.compared?.state !== 'ready') return t.fail(later.compared?.failure ?? 'not compared')
      t.match(sum(later.compared), [
        {
          ...{ rows_before: 5 * figures, rows_after: 5 * figures, unchanged: 4 * figures - 1 },
          ...{ vanished: figures, changed: 1, rekeyed: 0, added: figures, matched_by: 'key' }
        }
      ])
      const { rows: listed } = await db.pool.query(
        `select difference, changes from difference_rows where difference = 'changed'
           and difference_id = (select max(difference_id) from release_differences)`
      )
      const numberIn = (text: string) => /"[\d,]+"|\d+/.exec(text)?.[0].replace(/\D/g, '')
      const [was, is] = edit.map(numberIn)
      t.match(listed, [{ changes: [{ field: 'value', before: was, after: is }] }])
    })
})

t.test('two editions of a workbook of monthly tables differ in the month that was edited', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, ...sourceRegistry)
  const load = async (sheet: MadeSheet, release: string) => {
    const at = path.join(await folder(t), 'workbook.xlsx')
    await writeFile(at, await madeWorkbook([sheet]))
    return importRelease(context, {
      ...{ source: 'us-dhs-repatriations', series: 'by-type-monthly', paths: [at], release },
      ...{ makeCurrent: true, force: true, retrievedOn: '2026-08-31' }
    })
  }
  await load(byTypeSheet, 'one')
  // One cell, in a column that is no part of a total here: its month, and no other figure of the monthly table.
  const edited: MadeSheet = {
    ...byTypeSheet,
    value: (column, year, month) => {
      const was = byTypeSheet.value(column, year, month)
      return column === 3 && year === 2023 && month === 4 && typeof was === 'number' ? was + 10 : was
    }
  }
  const { compared } = await load(edited, 'two')
  t.match(compared, { state: 'ready', records: [{ vanished: 0, changed: 1, rekeyed: 0, added: 0 }] })
})
