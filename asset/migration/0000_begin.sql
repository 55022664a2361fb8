CREATE TABLE "raters" (
	"name" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"hash" text PRIMARY KEY NOT NULL,
	"latent" integer NOT NULL,
	"attributes" jsonb
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"id" serial PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"model_hash" text NOT NULL REFERENCES "models"("hash"),
	"rater" text NOT NULL REFERENCES "raters"("name"),
	"time" bigint NOT NULL,
	"candidates" jsonb NOT NULL,
	"rating" smallint,
	"best" smallint,
	"expected" jsonb,
	CONSTRAINT "ratings_digest_unique" UNIQUE("digest"),
	CONSTRAINT "ratings_one_answer" CHECK (("rating" IS NULL) <> ("best" IS NULL))
);
--> statement-breakpoint
CREATE INDEX "ratings_model_rater" ON "ratings" USING btree ("model_hash","rater");
--> statement-breakpoint
CREATE TABLE "jobs" (
	"place" serial NOT NULL,
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"plan" jsonb NOT NULL,
	"state" text NOT NULL,
	"done" double precision NOT NULL,
	"step" integer NOT NULL,
	"images_seen" bigint NOT NULL,
	"pictures_per_second" double precision NOT NULL,
	"seconds_left" double precision NOT NULL,
	"verdict" text,
	"error" jsonb,
	"process" integer,
	CONSTRAINT "jobs_workspace_id" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"place" serial NOT NULL,
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"files" integer NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "pictures_workspace_id" PRIMARY KEY("workspace","id")
);
