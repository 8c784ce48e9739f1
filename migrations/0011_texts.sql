ALTER TABLE "code_lists" ALTER COLUMN "label" SET DATA TYPE jsonb USING to_jsonb("label");--> statement-breakpoint
ALTER TABLE "code_lists" ALTER COLUMN "note" SET DATA TYPE jsonb USING to_jsonb("note");--> statement-breakpoint
ALTER TABLE "releases" ALTER COLUMN "status_reason" SET DATA TYPE jsonb USING to_jsonb("status_reason");
