DROP INDEX "checkouts_kept";--> statement-breakpoint
CREATE INDEX "checkouts_kept" ON "checkouts" USING btree ("touched_at") WHERE "checkouts"."email" is not null or "checkouts"."phone" is not null;