CREATE TABLE "reconciliations" (
	"account_id" text NOT NULL,
	"slot" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"asked" integer DEFAULT 0 NOT NULL,
	"same" integer DEFAULT 0 NOT NULL,
	"differed" integer DEFAULT 0 NOT NULL,
	"unanswered" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "reconciliations_account_id_slot_pk" PRIMARY KEY("account_id","slot")
);
--> statement-breakpoint
ALTER TABLE "payment_findings" DROP CONSTRAINT "findings_kind";--> statement-breakpoint
ALTER TABLE "payment_attempts" DROP CONSTRAINT "attempts_refunded_within";--> statement-breakpoint
ALTER TABLE "acquirer_endpoints" ADD COLUMN "sealed_key" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "look_after" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "late" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "refunding_centavos" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "reconciliations_latest" ON "reconciliations" USING btree ("account_id","started_at");--> statement-breakpoint
CREATE INDEX "attempts_to_look" ON "payment_attempts" USING btree ("look_after") WHERE "payment_attempts"."look_after" is not null;--> statement-breakpoint
CREATE INDEX "attempts_vouchers_moved" ON "payment_attempts" USING btree ("moved_at") WHERE "payment_attempts"."method" <> 'card';--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_kept" ON "payment_attempts" USING btree ("sale_id") WHERE "payment_attempts"."status" = 'captured' and not "payment_attempts"."late";--> statement-breakpoint
CREATE INDEX "attempts_of_account" ON "payment_attempts" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "attempts_acquirer_id" ON "payment_attempts" USING btree ("acquirer_id") WHERE "payment_attempts"."acquirer_id" is not null;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD CONSTRAINT "findings_kind" CHECK ("payment_findings"."kind" in ('late_approval', 'stray_approval', 'stray_refused', 'still_unknown', 'capture_refused', 'capture_due', 'amount_differs', 'setup_rejected', 'unlisted_code', 'integrity', 'differs', 'orphan', 'paid_late', 'refund_denied', 'void_refused', 'chargeback'));--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "attempts_refunded_within" CHECK ("payment_attempts"."refunded_centavos" >= 0 and "payment_attempts"."refunding_centavos" >= 0
        and "payment_attempts"."refunded_centavos" + "payment_attempts"."refunding_centavos" <= "payment_attempts"."captured_centavos");