CREATE TYPE "public"."difference_kind" AS ENUM('vanished', 'changed', 'rekeyed', 'added');--> statement-breakpoint
CREATE TYPE "public"."difference_split" AS ENUM('all', 'month', 'decision_stage', 'nationality', 'reporter', 'field', 'values');--> statement-breakpoint
CREATE TYPE "public"."difference_state" AS ENUM('ready', 'failed');--> statement-breakpoint
CREATE TABLE "difference_counts" (
	"difference_id" integer NOT NULL,
	"position" integer NOT NULL,
	"record" text NOT NULL,
	"difference" "difference_kind" NOT NULL,
	"by" "difference_split" NOT NULL,
	"value" text,
	"value_before" text,
	"value_after" text,
	"count" integer NOT NULL,
	CONSTRAINT "difference_counts_difference_id_position_pk" PRIMARY KEY("difference_id","position")
);
--> statement-breakpoint
CREATE TABLE "difference_rows" (
	"difference_id" integer NOT NULL,
	"position" integer NOT NULL,
	"record" text NOT NULL,
	"difference" "difference_kind" NOT NULL,
	"id" bigint NOT NULL,
	"former_id" bigint,
	"changes" jsonb,
	"dimensions" jsonb,
	CONSTRAINT "difference_rows_difference_id_position_pk" PRIMARY KEY("difference_id","position")
);
--> statement-breakpoint
CREATE TABLE "release_fields" (
	"release_id" integer NOT NULL,
	"position" integer NOT NULL,
	"record" text NOT NULL,
	"field" text NOT NULL,
	"rows" integer NOT NULL,
	"missing" integer NOT NULL,
	"unknown" integer NOT NULL,
	"first_on" date,
	"last_on" date,
	"impossible" integer,
	"distinct_values" integer,
	"top_values" jsonb,
	CONSTRAINT "release_fields_release_id_position_pk" PRIMARY KEY("release_id","position")
);
--> statement-breakpoint
CREATE TABLE "release_differences" (
	"difference_id" serial PRIMARY KEY NOT NULL,
	"before_id" integer NOT NULL,
	"after_id" integer NOT NULL,
	"state" "difference_state" NOT NULL,
	"failure" text,
	"is_listed" boolean NOT NULL,
	"records" jsonb NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "release_differences_pair" UNIQUE("before_id","after_id")
);
--> statement-breakpoint
CREATE INDEX "release_differences_after" ON "release_differences" USING btree ("after_id");