DROP INDEX "images_of_account";--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "ready_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "used_at" timestamp with time zone NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "images_once" ON "images" USING btree ("account_id","hash");--> statement-breakpoint
CREATE INDEX "images_by_use" ON "images" USING btree ("used_at");