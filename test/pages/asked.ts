/** The question of the first task: what happened to Russians in Germany. Its figures are in the starter data. */
export const russiansInGermany =
  '/explore?source=unhcr-asylum-decisions&nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance' +
  '&period_from=2021&period_to=2025&group_by=year,outcome_group'
