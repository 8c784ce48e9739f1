import { Type } from 'typebox'

/** The decision stages in their order (docs/rules/domain.md §2.1). The return itself is an event, not a stage. */
export const decisionStages = [
  'screening',
  'screening_review',
  'first_instance',
  'repeat_application',
  'appeal',
  'judicial_review',
  'return_decision',
  'mixed'
] as const
export const DecisionStage = Type.Enum(decisionStages, { $id: 'DecisionStage', type: 'string' })
export type DecisionStage = (typeof decisionStages)[number]

/**
 * Which of several decisions of one day comes first in a timeline (docs/rules/domain.md §2.2): a judge's order before
 * the appeal from it. The return itself comes after all of them.
 */
export const timelineOrder = [
  'screening',
  'screening_review',
  'first_instance',
  'repeat_application',
  'return_decision',
  'appeal',
  'judicial_review',
  'mixed'
] as const satisfies readonly DecisionStage[]

export interface StageDefinition {
  label: { en: string; es: string; fr: string }
  definition: string
}

/** What each stage is, in words a reader can check a figure against. */
export const stageDefinitions = {
  screening: {
    label: { en: 'Screening', es: 'Entrevista preliminar', fr: 'Entretien préliminaire' },
    definition:
      'A first check of whether a claim for protection may be heard at all, such as the credible or reasonable fear interview by a US asylum officer.'
  },
  screening_review: {
    label: {
      en: 'Review of a screening',
      es: 'Revisión de la entrevista preliminar',
      fr: 'Réexamen de l’entretien préliminaire'
    },
    definition:
      'A judge’s review of a negative screening. In the United States it is a case of its own and cannot be joined to a later removal case of the same person.'
  },
  first_instance: {
    label: { en: 'First instance', es: 'Primera instancia', fr: 'Première instance' },
    definition:
      'The first decision on the claim itself. The United States have two: the asylum office and the immigration judge, who decides again what the office referred.'
  },
  repeat_application: {
    label: { en: 'Repeat application', es: 'Solicitud reiterada', fr: 'Demande de réexamen' },
    definition:
      'A decision on a repeat or reopened application. In some countries the first-instance figures may already contain it, so the two are never added.'
  },
  appeal: {
    label: { en: 'Appeal', es: 'Recurso', fr: 'Recours' },
    definition: 'Review by the body that ordinarily hears appeals, whether it is a court or not.'
  },
  judicial_review: {
    label: { en: 'Judicial review', es: 'Revisión judicial', fr: 'Contrôle juridictionnel' },
    definition:
      'A decision of a court of law, where the source reports it separately. US federal courts are recorded as remands only, so no rate exists for them.'
  },
  return_decision: {
    label: { en: 'Return decision', es: 'Decisión de retorno', fr: 'Décision de retour' },
    definition:
      'The decision that a person must leave, or need not. An order is no proof that anyone departed; most of these cases carry no claim for protection.'
  },
  mixed: {
    label: { en: 'Stages not separated', es: 'Etapas no separadas', fr: 'Étapes non séparées' },
    definition:
      'The source does not separate the stages, or reports a procedure beside the refugee procedure. Read it by the level in the source (source_level); the levels are never added.'
  }
} as const satisfies Record<DecisionStage, StageDefinition>
