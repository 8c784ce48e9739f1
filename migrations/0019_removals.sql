CREATE TYPE "public"."removal_reason" AS ENUM('identifies_person', 'danger', 'sealed', 'legal_order', 'published_in_error');--> statement-breakpoint
CREATE TABLE "removal_key" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"inner_pad" "bytea" NOT NULL,
	"outer_pad" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removals" (
	"removal_id" serial PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"reason" "removal_reason" NOT NULL,
	"releases" text[] NOT NULL,
	"records" integer NOT NULL,
	"removed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removed_records" (
	"source" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "removed_records_source_hash_pk" PRIMARY KEY("source","hash")
);
--> statement-breakpoint
CREATE INDEX "removals_source" ON "removals" USING btree ("source","removed_at");--> statement-breakpoint
-- Whoever is given all new tables by default is not given these two.
DO $$
DECLARE given record;
BEGIN
  FOR given IN
    SELECT DISTINCT c.oid::regclass AS of_table, g.grantee FROM pg_class c, aclexplode(c.relacl) g
    WHERE c.oid IN ('removal_key'::regclass, 'removed_records'::regclass) AND g.grantee <> c.relowner
  LOOP
    EXECUTE format('revoke all on %s from %s', given.of_table,
      CASE WHEN given.grantee = 0 THEN 'public' ELSE given.grantee::regrole::text END);
  END LOOP;
END $$;
--> statement-breakpoint
-- HMAC-SHA-256 (RFC 2104) of a record on the removal list; it says yes or no to who may not read the list.
CREATE FUNCTION "is_removed"("of_source" text, "record" text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT EXISTS (
      SELECT FROM removal_key k JOIN removed_records r
        ON r.source = of_source
        AND r.hash = sha256(k.outer_pad || sha256(k.inner_pad || convert_to(of_source || chr(10) || record, 'UTF8'))))
  $$;
