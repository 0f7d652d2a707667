ALTER TABLE "instances" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "heard_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "distrusted_at" timestamp with time zone;