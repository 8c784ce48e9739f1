CREATE TYPE "public"."waiting_place" AS ENUM('screening_review', 'immigration_judge', 'appeal');--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "sex" "sex";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "birth_decade" integer;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "first_return_decided_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "screening_outcome" "outcome";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "protection_outcome" "outcome";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "return_outcome" "outcome";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "case_type_conflict" boolean;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "waiting_at" "waiting_place";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "waiting_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "open_asylum_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "open_withholding_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "open_torture_convention_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "open_appeal_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "pathway" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "repaired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "impossible_dates" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "country_of_return_raw" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "alternate_country" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "sex" "sex";--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "requested_on" date;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "application_decisions" integer;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "repaired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "impossible_dates" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "rows_by_table" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "impossible_dates" jsonb DEFAULT '{}'::jsonb NOT NULL;