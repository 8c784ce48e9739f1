ALTER TYPE "public"."cell_status" ADD VALUE 'one_sided';--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "holdings" jsonb;