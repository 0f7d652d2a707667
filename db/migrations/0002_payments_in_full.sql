CREATE TABLE "acquirer_endpoints" (
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_heard_at" timestamp with time zone,
	CONSTRAINT "acquirer_endpoints_account_id_acquirer_pk" PRIMARY KEY("account_id","acquirer"),
	CONSTRAINT "acquirer_endpoints_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "acquirer_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"outcome" text,
	"attempt_id" text,
	CONSTRAINT "acquirer_notices_once" UNIQUE("account_id","acquirer","digest")
);
--> statement-breakpoint
CREATE TABLE "payment_breakers" (
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"environment" text NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"window_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"probe_at" timestamp with time zone,
	"openings" integer DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_breakers_account_id_acquirer_environment_pk" PRIMARY KEY("account_id","acquirer","environment"),
	CONSTRAINT "breakers_state" CHECK ("payment_breakers"."state" in ('closed', 'open', 'half_open')),
	CONSTRAINT "breakers_environment" CHECK ("payment_breakers"."environment" in ('simulator', 'sandbox', 'production'))
);
--> statement-breakpoint
CREATE TABLE "capture_windows" (
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"brand" text NOT NULL,
	"rule" text NOT NULL,
	"length" integer NOT NULL,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "capture_windows_account_id_acquirer_brand_pk" PRIMARY KEY("account_id","acquirer","brand"),
	CONSTRAINT "capture_windows_rule" CHECK ("capture_windows"."rule" in ('days', 'hours', 'same_day')),
	CONSTRAINT "capture_windows_length" CHECK ("capture_windows"."length" between 0 and 720)
);
--> statement-breakpoint
CREATE TABLE "card_tries" (
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"environment" text NOT NULL,
	"fingerprint" text NOT NULL,
	"brand" text,
	"tries" timestamp with time zone[] NOT NULL,
	"block_rule" text,
	"blocked_at" timestamp with time zone,
	"blocked_until" timestamp with time zone,
	"blocked_data" text,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_tries_account_id_acquirer_environment_fingerprint_pk" PRIMARY KEY("account_id","acquirer","environment","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "payment_findings" DROP CONSTRAINT "findings_once";--> statement-breakpoint
ALTER TABLE "payment_attempts" DROP CONSTRAINT "attempts_status";--> statement-breakpoint
ALTER TABLE "payment_findings" DROP CONSTRAINT "findings_kind";--> statement-breakpoint
ALTER TABLE "payment_operations" DROP CONSTRAINT "operations_kind";--> statement-breakpoint
ALTER TABLE "payment_operations" DROP CONSTRAINT "operations_status";--> statement-breakpoint
DROP INDEX "acquirer_credentials_in_use";--> statement-breakpoint
DROP INDEX "operations_one_capture";--> statement-breakpoint
DROP INDEX "operations_one_authorize";--> statement-breakpoint
DROP INDEX "operations_one_end";--> statement-breakpoint
DROP INDEX "operations_one_undo";--> statement-breakpoint
DROP INDEX "operations_unsettled";--> statement-breakpoint
ALTER TABLE "sale_days" DROP CONSTRAINT "sale_days_account_id_offer_key_day_shard_pk";--> statement-breakpoint
ALTER TABLE "payment_findings" ALTER COLUMN "attempt_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_days" ADD COLUMN "environment" text;--> statement-breakpoint
UPDATE "sale_days" d SET "environment" = coalesce((SELECT c."environment" FROM "accounts" a JOIN "acquirer_credentials" c ON c."account_id" = a."id" AND c."acquirer" = a."default_acquirer" AND c."replaced_at" IS NULL WHERE a."id" = d."account_id"), 'production');--> statement-breakpoint
ALTER TABLE "sale_days" ALTER COLUMN "environment" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_days" ADD CONSTRAINT "sale_days_account_id_environment_offer_key_day_shard_pk" PRIMARY KEY("account_id","environment","offer_key","day","shard");--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "failover_on_silence" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "failover_on_funds" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "auto_swap" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "swapped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "acquirer_credentials" ADD COLUMN "purpose" text DEFAULT 'sales' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "methods" text[] DEFAULT '{"card"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "pix_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "boleto_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "method" text DEFAULT 'card' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "avoided" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "voucher" jsonb;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "advice_code" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "network_ids" jsonb;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD COLUMN "key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD COLUMN "detail" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD COLUMN "resolved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD COLUMN "resolver" text;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD COLUMN "resolution" text;--> statement-breakpoint
ALTER TABLE "payment_operations" ADD COLUMN "refund_id" text;--> statement-breakpoint
ALTER TABLE "payment_operations" ADD COLUMN "actor_kind" text DEFAULT 'job' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_operations" ADD COLUMN "actor_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_operations" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "method" text DEFAULT 'card' NOT NULL;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "email_fixed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "acquirer_notices_unhandled" ON "acquirer_notices" USING btree ("received_at") WHERE "acquirer_notices"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "card_tries_moved" ON "card_tries" USING btree ("moved_at");--> statement-breakpoint
CREATE INDEX "attempts_waiting" ON "payment_attempts" USING btree ("expires_at") WHERE "payment_attempts"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "attempts_avoided" ON "payment_attempts" USING btree ("account_id","id") WHERE "payment_attempts"."avoided" is not null;--> statement-breakpoint
CREATE INDEX "findings_of_account" ON "payment_findings" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "findings_open" ON "payment_findings" USING btree ("account_id","id") WHERE "payment_findings"."resolved_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "acquirer_credentials_in_use" ON "acquirer_credentials" USING btree ("account_id","acquirer","purpose") WHERE "acquirer_credentials"."replaced_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_capture" ON "payment_operations" USING btree ("sale_id") WHERE "payment_operations"."kind" = 'capture' and "payment_operations"."status" in ('sending', 'unknown', 'processing', 'done');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_authorize" ON "payment_operations" USING btree ("attempt_id") WHERE "payment_operations"."kind" in ('authorize', 'issue');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_end" ON "payment_operations" USING btree ("attempt_id") WHERE "payment_operations"."kind" in ('capture', 'void') and "payment_operations"."status" in ('sending', 'unknown', 'processing', 'done');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_undo" ON "payment_operations" USING btree ("attempt_id","acquirer_id") WHERE "payment_operations"."kind" = 'undo_stray' and "payment_operations"."status" in ('sending', 'unknown', 'processing', 'done');--> statement-breakpoint
CREATE INDEX "operations_unsettled" ON "payment_operations" USING btree ("ask_after") WHERE "payment_operations"."status" in ('sending', 'unknown', 'processing');--> statement-breakpoint
ALTER TABLE "payment_findings" ADD CONSTRAINT "findings_once" UNIQUE NULLS NOT DISTINCT("account_id","attempt_id","kind","key");--> statement-breakpoint
ALTER TABLE "acquirer_credentials" ADD CONSTRAINT "acquirer_credentials_purpose" CHECK ("acquirer_credentials"."purpose" in ('sales', 'tests'));--> statement-breakpoint
ALTER TABLE "acquirer_credentials" ADD CONSTRAINT "acquirer_credentials_tests_unreal" CHECK ("acquirer_credentials"."purpose" = 'sales' or "acquirer_credentials"."environment" <> 'production');--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_methods" CHECK ("offers"."methods" <@ array['card', 'pix', 'boleto'] and "offers"."methods" <> '{}');--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_pix_minutes" CHECK ("offers"."pix_minutes" between 5 and 1440);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_boleto_days" CHECK ("offers"."boleto_days" between 1 and 30);--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "attempts_method" CHECK ("payment_attempts"."method" in ('card', 'pix', 'boleto'));--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "attempts_voucher_of_method" CHECK ("payment_attempts"."method" <> 'card' or "payment_attempts"."voucher" is null);--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "attempts_avoided_unsent" CHECK ("payment_attempts"."avoided" is null or "payment_attempts"."status" = 'not_sent');--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "attempts_status" CHECK ("payment_attempts"."status" in ('sending', 'unknown', 'waiting', 'authorized', 'captured', 'refused', 'not_sent', 'voided', 'refunded', 'expired'));--> statement-breakpoint
ALTER TABLE "payment_findings" ADD CONSTRAINT "findings_kind" CHECK ("payment_findings"."kind" in ('late_approval', 'stray_approval', 'stray_refused', 'still_unknown', 'capture_refused', 'capture_due', 'amount_differs', 'setup_rejected', 'unlisted_code', 'integrity', 'differs', 'orphan', 'paid_late', 'refund_denied'));--> statement-breakpoint
ALTER TABLE "payment_operations" ADD CONSTRAINT "operations_kind" CHECK ("payment_operations"."kind" in ('authorize', 'issue', 'capture', 'void', 'refund', 'undo_stray', 'zero_auth'));--> statement-breakpoint
ALTER TABLE "payment_operations" ADD CONSTRAINT "operations_status" CHECK ("payment_operations"."status" in ('sending', 'unknown', 'processing', 'done', 'refused', 'not_sent'));--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_method" CHECK ("sales"."method" in ('card', 'pix', 'boleto'));