ALTER TABLE "release_files" ALTER COLUMN "retrieved_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ALTER COLUMN "retrieved_on" DROP NOT NULL;