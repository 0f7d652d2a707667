CREATE INDEX "attempts_after_another" ON "payment_attempts" USING btree ("account_id","id") WHERE "payment_attempts"."position" > 0;--> statement-breakpoint
-- The reports count attempts from these two alone; the rows are not read.
CREATE INDEX "attempts_counted" ON "payment_attempts" USING btree ("account_id","id") INCLUDE ("environment","method","status","acquirer","brand","installments","created_at","sale_id");--> statement-breakpoint
CREATE INDEX "attempts_refused" ON "payment_attempts" USING btree ("account_id","id") INCLUDE ("environment","method","acquirer","brand","lr","return_code","amount_centavos","sale_id") WHERE "status" = 'refused';
