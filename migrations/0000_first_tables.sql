CREATE TYPE "public"."age_group" AS ENUM('0-13', '14-17', '0-17', '18-29', '18-34', '30-49', '35-64', '50-69', '65+', '70+', 'UNK', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."appealed_by" AS ENUM('applicant', 'government', 'both', 'other', 'unknown', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."applicant_type" AS ENUM('main_applicant', 'dependant', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."application_type" AS ENUM('asylum', 'withholding', 'torture_convention', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."authority" AS ENUM('us_uscis', 'us_eoir_ij', 'us_bia', 'us_federal_court', 'us_ice', 'gb_home_office', 'gb_tribunal', 'ca_irb', 'government', 'unhcr_rsd', 'joint');--> statement-breakpoint
CREATE TYPE "public"."case_status" AS ENUM('pending', 'appeal_pending', 'inactive', 'decided', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."cell_status" AS ENUM('ok', 'suppressed', 'not_applicable', 'not_reported', 'provisional', 'rounded', 'low_n', 'partial');--> statement-breakpoint
CREATE TYPE "public"."certainty" AS ENUM('established', 'reported');--> statement-breakpoint
CREATE TYPE "public"."claim_type" AS ENUM('affirmative', 'defensive', 'UNK');--> statement-breakpoint
CREATE TYPE "public"."custody" AS ENUM('detained', 'never_detained', 'released', 'UNK');--> statement-breakpoint
CREATE TYPE "public"."date_precision" AS ENUM('day', 'month', 'year');--> statement-breakpoint
CREATE TYPE "public"."decision_stage" AS ENUM('screening', 'screening_review', 'first_instance', 'repeat_application', 'appeal', 'judicial_review', 'return_decision', 'mixed');--> statement-breakpoint
CREATE TYPE "public"."effect" AS ENUM('favourable', 'unfavourable', 'neutral', 'pending', 'unknown', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."outcome" AS ENUM('fear_found', 'fear_not_found', 'refugee_status_granted', 'refugee_status_granted_conditionally', 'withholding_granted', 'torture_protection_granted', 'subsidiary_protection_granted', 'humanitarian_status_granted', 'temporary_protection_granted', 'complementary_protection_granted', 'protection_granted', 'rejected', 'rejected_inadmissible', 'referred', 'denied_or_referred', 'removal_ordered', 'voluntary_departure_ordered', 'removal_ordered_withheld', 'relief_granted', 'terminated', 'dismissed', 'appeal_dismissed', 'appeal_sustained', 'remanded', 'abandoned', 'withdrawn', 'not_adjudicated', 'closed_administratively', 'not_prosecuted', 'otherwise_closed', 'closed_other', 'pending', 'unknown', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."outcome_group" AS ENUM('fear_found', 'fear_not_found', 'refugee_status', 'complementary_protection', 'protection_not_split', 'rejected', 'referred', 'return_ordered', 'return_withheld', 'return_not_ordered', 'appeal_dismissed', 'appeal_sustained', 'remanded', 'closed', 'pending', 'unknown', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."release_status" AS ENUM('loading', 'current', 'beside', 'superseded', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."reported_by" AS ENUM('press', 'counsel', 'court');--> statement-breakpoint
CREATE TYPE "public"."return_type" AS ENUM('enforced', 'voluntary', 'refused_entry', 'expulsion', 'withdrawal_of_application', 'not_stated', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."screening_type" AS ENUM('credible_fear', 'reasonable_fear', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."sex" AS ENUM('male', 'female', 'UNK', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."split_boolean" AS ENUM('true', 'false', 'not_split');--> statement-breakpoint
CREATE TYPE "public"."unit" AS ENUM('cases', 'decisions', 'applications', 'returns', 'persons', 'not_stated');--> statement-breakpoint
CREATE TABLE "cases" (
	"release_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"source_table" text NOT NULL,
	"line" integer NOT NULL,
	"nationality" text NOT NULL,
	"nationality_raw" text,
	"case_type" text,
	"claim_type" "claim_type",
	"protection_claim" boolean,
	"application_types" text[] DEFAULT '{}' NOT NULL,
	"claim_grounds" text[] DEFAULT '{}' NOT NULL,
	"court" text,
	"custody" "custody",
	"represented" boolean,
	"filed_on" date,
	"last_decided_on" date,
	"case_status" "case_status" NOT NULL,
	"case_outcome" "outcome" NOT NULL,
	"case_outcome_kind" text NOT NULL,
	"country_of_return" text,
	"summary" text,
	"event_source" text,
	"event_url" text,
	"publisher" text,
	"published_on" date,
	"reported_by" "reported_by",
	"certainty" "certainty",
	CONSTRAINT "cases_pkey" PRIMARY KEY("release_id","case_id")
) PARTITION BY LIST ("release_id");
--> statement-breakpoint
CREATE TABLE "decisions" (
	"release_id" integer NOT NULL,
	"decision_id" bigint NOT NULL,
	"case_id" bigint,
	"source_table" text NOT NULL,
	"line" integer NOT NULL,
	"sequence" integer,
	"decision_stage" "decision_stage" NOT NULL,
	"authority" "authority",
	"application_type" "application_type" DEFAULT 'not_split' NOT NULL,
	"screening_type" "screening_type" DEFAULT 'not_split' NOT NULL,
	"outcome" "outcome" NOT NULL,
	"outcome_group" "outcome_group" NOT NULL,
	"effect" "effect" NOT NULL,
	"nationality" text NOT NULL,
	"nationality_raw" text,
	"country_of_return" text,
	"withheld_from" text,
	"case_type" text,
	"claim_type" "claim_type",
	"protection_claim" boolean,
	"court" text,
	"custody" "custody",
	"represented" boolean,
	"in_absentia" boolean,
	"appeal_type" text,
	"appealed_by" "appealed_by" DEFAULT 'not_split' NOT NULL,
	"filed_on" date,
	"decided_on" date,
	"decided_precision" date_precision,
	"source_code" text NOT NULL,
	"source_label" text,
	"event_source" text,
	"event_url" text,
	"publisher" text,
	"published_on" date,
	"reported_by" "reported_by",
	"certainty" "certainty",
	CONSTRAINT "decisions_pkey" PRIMARY KEY("release_id","decision_id")
) PARTITION BY LIST ("release_id");
--> statement-breakpoint
CREATE TABLE "returns" (
	"release_id" integer NOT NULL,
	"return_id" bigint NOT NULL,
	"case_id" bigint,
	"source_table" text NOT NULL,
	"line" integer NOT NULL,
	"sequence" integer,
	"nationality" text NOT NULL,
	"nationality_raw" text,
	"country_of_return" text NOT NULL,
	"same_country" boolean,
	"return_type" "return_type" NOT NULL,
	"returned_on" date,
	"returned_precision" date_precision,
	"via_credible_fear" boolean,
	"duplicate_of" bigint,
	"source_code" text NOT NULL,
	"source_label" text,
	"event_source" text,
	"event_url" text,
	"publisher" text,
	"published_on" date,
	"reported_by" "reported_by",
	"certainty" "certainty",
	CONSTRAINT "returns_pkey" PRIMARY KEY("release_id","return_id")
) PARTITION BY LIST ("release_id");
--> statement-breakpoint
CREATE TABLE "published_counts" (
	"release_id" integer NOT NULL,
	"count_id" bigint NOT NULL,
	"series" text NOT NULL,
	"source_table" text NOT NULL,
	"line" integer NOT NULL,
	"period" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"decision_stage" "decision_stage",
	"source_level" text DEFAULT 'not_split' NOT NULL,
	"authority" "authority",
	"application_type" "application_type" DEFAULT 'not_split' NOT NULL,
	"screening_type" "screening_type" DEFAULT 'not_split' NOT NULL,
	"appealed_by" "appealed_by" DEFAULT 'not_split' NOT NULL,
	"nationality" text DEFAULT 'not_split' NOT NULL,
	"country_of_asylum" text DEFAULT 'not_split' NOT NULL,
	"country_of_return" text DEFAULT 'not_split' NOT NULL,
	"same_country" "split_boolean" DEFAULT 'not_split' NOT NULL,
	"return_type" "return_type" DEFAULT 'not_split' NOT NULL,
	"return_subtype" text DEFAULT 'not_split' NOT NULL,
	"sex" "sex" DEFAULT 'not_split' NOT NULL,
	"age_group" "age_group" DEFAULT 'not_split' NOT NULL,
	"applicant_type" "applicant_type" DEFAULT 'not_split' NOT NULL,
	"unaccompanied" "split_boolean" DEFAULT 'not_split' NOT NULL,
	"outcome" "outcome" NOT NULL,
	"outcome_group" "outcome_group" NOT NULL,
	"effect" "effect" NOT NULL,
	"unit" "unit" NOT NULL,
	"value" bigint,
	"status" "cell_status" NOT NULL,
	"source_flags" text[] DEFAULT '{}' NOT NULL,
	"source_code" text NOT NULL,
	"source_label" text,
	"is_total" boolean NOT NULL,
	"total_over" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "published_counts_pkey" PRIMARY KEY("release_id","count_id")
) PARTITION BY LIST ("release_id");
--> statement-breakpoint
CREATE TABLE "code_lists" (
	"scheme" text NOT NULL,
	"source" text NOT NULL,
	"field" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"dimension" text,
	"value" text,
	"note" text,
	"position" integer NOT NULL,
	CONSTRAINT "code_lists_scheme_position_pk" PRIMARY KEY("scheme","position")
);
--> statement-breakpoint
CREATE TABLE "pointer" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rejections" (
	"release_id" integer NOT NULL,
	"source_table" text NOT NULL,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	"raw" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_files" (
	"release_id" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "release_files_release_id_name_pk" PRIMARY KEY("release_id","name")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"release_id" serial PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"release" text NOT NULL,
	"series" text NOT NULL,
	"layout" text NOT NULL,
	"status" "release_status" NOT NULL,
	"status_reason" text,
	"synthetic" boolean NOT NULL,
	"starter" boolean NOT NULL,
	"retrieved_on" date NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"superseded_at" timestamp with time zone,
	"coverage" jsonb,
	"licence" text NOT NULL,
	"citation" text NOT NULL,
	"url" text NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_loaded" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"rows_excluded" integer DEFAULT 0 NOT NULL,
	"excluded_by_reason" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"rejected_by_reason" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"unknown_codes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"forced" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"content_sha256" text NOT NULL,
	"generated_by" text NOT NULL,
	CONSTRAINT "releases_source_release" UNIQUE("source","release")
);
--> statement-breakpoint
CREATE TABLE "snapshot_files" (
	"release_id" integer NOT NULL,
	"name" text NOT NULL,
	"chunk" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "snapshot_files_release_id_name_chunk_pk" PRIMARY KEY("release_id","name","chunk")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"source" text PRIMARY KEY NOT NULL,
	"about" jsonb NOT NULL,
	"synced_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "cases_filed" ON "cases" USING btree (filed_on desc nulls last,case_id desc nulls last);--> statement-breakpoint
CREATE INDEX "cases_nationality_filed" ON "cases" USING btree ("nationality",filed_on desc nulls last,case_id desc nulls last);--> statement-breakpoint
CREATE INDEX "decisions_case" ON "decisions" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "decisions_decided" ON "decisions" USING btree (decided_on desc nulls last,decision_id desc nulls last);--> statement-breakpoint
CREATE INDEX "decisions_nationality_decided" ON "decisions" USING btree ("nationality",decided_on desc nulls last,decision_id desc nulls last);--> statement-breakpoint
CREATE INDEX "returns_case" ON "returns" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "returns_returned" ON "returns" USING btree (returned_on desc nulls last,return_id desc nulls last);--> statement-breakpoint
CREATE INDEX "rejections_release" ON "rejections" USING btree ("release_id","source_table","line");--> statement-breakpoint
CREATE INDEX "releases_content" ON "releases" USING btree ("source","content_sha256");--> statement-breakpoint
INSERT INTO "pointer" ("version") VALUES (0);
--> statement-breakpoint
ALTER TABLE "snapshot_files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
