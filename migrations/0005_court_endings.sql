ALTER TABLE "cases" ADD COLUMN "first_return_completed_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "further_appeals_open_since" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "lapsed_asylum_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "lapsed_withholding_since" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "lapsed_torture_convention_since" date;