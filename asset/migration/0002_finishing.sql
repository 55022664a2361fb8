ALTER TABLE "jobs" ADD COLUMN "unfinished" boolean;
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "finishing" boolean;
