CREATE TABLE "download_chunks" (
	"release_id" integer NOT NULL,
	"name" text NOT NULL,
	"chunk" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "download_chunks_release_id_name_chunk_pk" PRIMARY KEY("release_id","name","chunk")
);
--> statement-breakpoint
CREATE TABLE "downloads" (
	"release_id" integer NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"records" text,
	"rows" integer,
	"removed_at" timestamp with time zone,
	CONSTRAINT "downloads_release_id_name_sha256_pk" PRIMARY KEY("release_id","name","sha256")
);
--> statement-breakpoint
ALTER TABLE "download_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
