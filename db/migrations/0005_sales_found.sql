DROP INDEX "sales_of_account";--> statement-breakpoint
DROP INDEX "sales_of_status";--> statement-breakpoint
DROP INDEX "sales_of_offer";--> statement-breakpoint
CREATE INDEX "sales_tests" ON "sales" USING btree ("account_id","id") WHERE "sales"."test";--> statement-breakpoint
-- Any filters of a list of sales are answered from this index alone; the rows are read for one page.
CREATE INDEX "sales_found" ON "sales" USING btree ("account_id","id") INCLUDE ("environment","test","status","method","acquirer","card_hint","offer_id","capture_mode","amount_centavos","refunded_centavos");--> statement-breakpoint
-- An e-mail is also looked for as a whole.
UPDATE "sales" SET "words" = "words" || array_to_tsvector(array[lower("buyer"->>'email')]) WHERE "buyer"->>'email' LIKE '%@%';
