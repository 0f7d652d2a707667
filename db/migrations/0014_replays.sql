CREATE TABLE "replays" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"state" text,
	"word" text,
	"since" timestamp with time zone,
	"until" timestamp with time zone,
	"tell_old" boolean NOT NULL,
	"total" integer NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"still_quarantined" integer DEFAULT 0 NOT NULL,
	"after" text,
	"asked_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "idle_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "opens_window" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "replays_of_store" ON "replays" USING btree ("account_id","store_id","id");--> statement-breakpoint
CREATE INDEX "messages_to_strangers" ON "messages" USING btree ("instance_id","claimed_at") WHERE "messages"."opens_window";--> statement-breakpoint
CREATE INDEX "purchase_events_of_email" ON "purchase_events" USING btree ("account_id",lower("email"),"id") WHERE "purchase_events"."email" is not null;