DROP INDEX "attempts_of_acquirer";--> statement-breakpoint
CREATE INDEX "attempts_of_acquirer" ON "payment_attempts" USING btree ("account_id","acquirer","environment","id");