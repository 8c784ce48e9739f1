DROP INDEX "cases_filed";--> statement-breakpoint
DROP INDEX "cases_nationality_filed";--> statement-breakpoint
DROP INDEX "decisions_decided";--> statement-breakpoint
DROP INDEX "decisions_nationality_decided";