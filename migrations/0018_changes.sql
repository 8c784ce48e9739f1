CREATE TYPE "public"."change_kind" AS ENUM('vanished', 'removed', 'withdrawn', 'erased', 'corrected', 'schema_changed', 'published', 'made_current', 'superseded', 'first_data');--> statement-breakpoint
ALTER TYPE "public"."difference_split" ADD VALUE 'country_of_return' BEFORE 'field';--> statement-breakpoint
CREATE TABLE "release_events" (
	"event_id" serial PRIMARY KEY NOT NULL,
	"change_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" "change_kind" NOT NULL,
	"source" text NOT NULL,
	"release_id" integer,
	"before_id" integer,
	"replaced_by_id" integer,
	"status" "release_status",
	"happened_at" timestamp with time zone,
	"told_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"reason" jsonb,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "release_events_source" ON "release_events" USING btree ("source","event_id");--> statement-breakpoint
-- What is known of the releases that are there. When a release was withdrawn was not noted, nor what took the place of which.
INSERT INTO "release_events" ("kind", "source", "release_id", "before_id", "status", "happened_at", "told_at", "reason", "details")
SELECT "kind"::"change_kind", "source", "release_id", "before_id", "status", "happened_at", coalesce("happened_at", now()), "reason", "details"
FROM (
	SELECT CASE WHEN "starter" THEN 'first_data' ELSE 'published' END AS "kind", "source", "release_id", NULL::integer AS "before_id",
		NULL::"release_status" AS "status", "published_at" AS "happened_at", NULL::jsonb AS "reason", '{}'::jsonb AS "details", 2 AS "place"
	FROM "releases" WHERE "status" <> 'loading' AND "published_at" IS NOT NULL
	UNION ALL
	SELECT 'superseded', "source", "release_id", NULL, "status", "superseded_at", NULL, '{}', 1
	FROM "releases" WHERE "status" IN ('superseded', 'beside') AND "superseded_at" IS NOT NULL
	UNION ALL
	SELECT 'withdrawn', "source", "release_id", NULL, "status", NULL, "status_reason", '{}', 5
	FROM "releases" WHERE "status" = 'withdrawn'
	UNION ALL
	SELECT "kind", a."source", a."release_id", "before_id", NULL, a."published_at", NULL,
		jsonb_build_object('count', "count", 'records', d."records"), "place"
	FROM "release_differences" d JOIN "releases" a ON a."release_id" = d."after_id",
		LATERAL (VALUES
			('corrected', (SELECT sum((r->>'changed')::integer) FROM jsonb_array_elements(d."records") r), 3),
			('vanished', (SELECT sum((r->>'vanished')::integer) FROM jsonb_array_elements(d."records") r), 4)
		) AS told("kind", "count", "place")
	WHERE d."state" = 'ready' AND a."published_at" IS NOT NULL AND a."status" <> 'loading' AND "count" > 0
) AS "known"
ORDER BY "happened_at" NULLS LAST, "release_id", "place";
