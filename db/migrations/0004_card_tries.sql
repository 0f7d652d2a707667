ALTER TABLE "card_tries" ADD COLUMN "avoided" text;--> statement-breakpoint
ALTER TABLE "card_tries" DROP COLUMN "blocked_at";--> statement-breakpoint
ALTER TABLE "card_tries" DROP COLUMN "blocked_data";