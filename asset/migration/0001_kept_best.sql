ALTER TABLE "jobs" ADD COLUMN "kept_best" boolean;
