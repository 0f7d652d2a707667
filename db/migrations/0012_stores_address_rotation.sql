ALTER TABLE "stores" ADD COLUMN "previous_token" text;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "previous_token_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_previous_token_unique" UNIQUE("previous_token");