ALTER TABLE "offers" ADD COLUMN "turns_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "offers_to_turn" ON "offers" USING btree ("turns_at") WHERE "offers"."turns_at" is not null;