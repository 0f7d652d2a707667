ALTER TABLE "notification_texts" ADD COLUMN "shorten_links" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_texts" ADD COLUMN "written_by" text;--> statement-breakpoint
ALTER TABLE "notification_steps" DROP COLUMN "shorten_links";