CREATE TYPE "public"."applicant_history" AS ENUM('first_time', 'repeat', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."figure_subject" AS ENUM('decisions', 'returns', 'applications', 'pending');--> statement-breakpoint
CREATE TYPE "public"."waiting_time" AS ENUM('under_6_months', '6_months_or_more', '6_to_12_months', '1_to_2_years', '2_to_3_years', '3_to_5_years', '5_years_or_more', 'UNK', 'not_split');--> statement-breakpoint
ALTER TYPE "public"."waiting_place" ADD VALUE 'first_instance';--> statement-breakpoint
ALTER TYPE "public"."waiting_place" ADD VALUE 'further_review';--> statement-breakpoint
ALTER TYPE "public"."waiting_place" ADD VALUE 'not_split';--> statement-breakpoint
ALTER TABLE "published_counts" ADD COLUMN "subject" "figure_subject" DEFAULT 'decisions' NOT NULL;--> statement-breakpoint
UPDATE "published_counts" SET "subject" = 'returns' WHERE "decision_stage" IS NULL;--> statement-breakpoint
ALTER TABLE "published_counts" ALTER COLUMN "subject" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "published_counts" ADD COLUMN "as_at" text;--> statement-breakpoint
ALTER TABLE "published_counts" ADD COLUMN "applicant_history" "applicant_history" DEFAULT 'not_split' NOT NULL;--> statement-breakpoint
ALTER TABLE "published_counts" ADD COLUMN "waiting_at" "waiting_place";--> statement-breakpoint
ALTER TABLE "published_counts" ADD COLUMN "waiting_time" "waiting_time";