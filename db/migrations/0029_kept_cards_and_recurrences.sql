CREATE TABLE "kept_cards" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"use" text NOT NULL,
	"status" text NOT NULL,
	"sale_id" text,
	"recurrence_id" text,
	"acquirer" text NOT NULL,
	"environment" text NOT NULL,
	"credentials_id" text NOT NULL,
	"sealed_token" text,
	"brand" text NOT NULL,
	"bin" text NOT NULL,
	"last4" text NOT NULL,
	"exp_month" integer NOT NULL,
	"exp_year" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"network_ids" jsonb,
	"usable_until" timestamp with time zone,
	"forget_after" timestamp with time zone,
	"forget_tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_cards_use" CHECK ("kept_cards"."use" in ('upsell', 'recurrence')),
	CONSTRAINT "kept_cards_status" CHECK ("kept_cards"."status" in ('keeping', 'kept', 'used', 'forgotten', 'failed')),
	CONSTRAINT "kept_cards_environment" CHECK ("kept_cards"."environment" in ('simulator', 'sandbox', 'production')),
	CONSTRAINT "kept_cards_masked" CHECK (length("kept_cards"."bin") <= 6 and length("kept_cards"."last4") <= 4),
	CONSTRAINT "kept_cards_token" CHECK (("kept_cards"."status" in ('kept', 'used')) = ("kept_cards"."sealed_token" is not null))
);
--> statement-breakpoint
CREATE TABLE "upsell_decisions" (
	"account_id" text NOT NULL,
	"parent_sale_id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"decision" text NOT NULL,
	"sale_id" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "upsell_decisions_sale" UNIQUE("sale_id"),
	CONSTRAINT "upsell_decisions_decision" CHECK ("upsell_decisions"."decision" in ('accepted', 'declined')),
	CONSTRAINT "upsell_decisions_has_sale" CHECK (("upsell_decisions"."decision" = 'accepted') = ("upsell_decisions"."sale_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "recurrence_charges" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"recurrence_id" text NOT NULL,
	"number" integer NOT NULL,
	"due_on" date NOT NULL,
	"status" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"retry_on" date,
	"sale_id" text,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recurrence_charges_once" UNIQUE("recurrence_id","due_on"),
	CONSTRAINT "recurrence_charges_number" UNIQUE("recurrence_id","number"),
	CONSTRAINT "recurrence_charges_sale" UNIQUE("sale_id"),
	CONSTRAINT "recurrence_charges_status" CHECK ("recurrence_charges"."status" in ('due', 'charging', 'retrying', 'paid', 'failed', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "recurrences" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recurrences_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"environment" text NOT NULL,
	"status" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"submit_id" text,
	"busy_until" timestamp with time zone,
	"offer_id" text NOT NULL,
	"offer_code" text NOT NULL,
	"product" text NOT NULL,
	"plan" jsonb NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"first_amount_centavos" bigint NOT NULL,
	"statement_name" text DEFAULT '' NOT NULL,
	"bell_url" text,
	"buyer" jsonb NOT NULL,
	"card_hint" text NOT NULL,
	"affiliate_code" text,
	"link_code" text,
	"coupon_code" text,
	"tracking" jsonb NOT NULL,
	"base_day" integer NOT NULL,
	"first_charge_on" date NOT NULL,
	"next_charge_on" date,
	"charges_paid" integer DEFAULT 0 NOT NULL,
	"refusal" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recurrences_idempotency" UNIQUE("account_id","idempotency_key"),
	CONSTRAINT "recurrences_status" CHECK ("recurrences"."status" in ('signing_up', 'refused', 'active', 'past_due', 'canceled', 'ended')),
	CONSTRAINT "recurrences_environment" CHECK ("recurrences"."environment" in ('simulator', 'sandbox', 'production')),
	CONSTRAINT "recurrences_amount" CHECK ("recurrences"."amount_centavos" > 0 and "recurrences"."first_amount_centavos" > 0),
	CONSTRAINT "recurrences_base_day" CHECK ("recurrences"."base_day" between 1 and 31),
	CONSTRAINT "recurrences_next" CHECK ("recurrences"."next_charge_on" is null or "recurrences"."status" in ('active', 'past_due'))
);
--> statement-breakpoint
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_kind";--> statement-breakpoint
ALTER TABLE "upsell_decisions" ADD CONSTRAINT "upsell_decisions_parent_sale_id_sales_id_fk" FOREIGN KEY ("parent_sale_id") REFERENCES "public"."sales"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upsell_decisions" ADD CONSTRAINT "upsell_decisions_sale_id_sales_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sales"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrence_charges" ADD CONSTRAINT "recurrence_charges_recurrence_id_recurrences_id_fk" FOREIGN KEY ("recurrence_id") REFERENCES "public"."recurrences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kept_cards_of_sale" ON "kept_cards" USING btree ("sale_id","use") WHERE "kept_cards"."sale_id" is not null;--> statement-breakpoint
CREATE INDEX "kept_cards_of_recurrence" ON "kept_cards" USING btree ("recurrence_id") WHERE "kept_cards"."recurrence_id" is not null;--> statement-breakpoint
CREATE INDEX "kept_cards_to_forget" ON "kept_cards" USING btree ("forget_after") WHERE "kept_cards"."forget_after" is not null;--> statement-breakpoint
CREATE INDEX "upsell_decisions_of_offer" ON "upsell_decisions" USING btree ("account_id","offer_id","decided_at");--> statement-breakpoint
CREATE INDEX "recurrence_charges_open" ON "recurrence_charges" USING btree ("id") WHERE "recurrence_charges"."status" in ('due', 'charging', 'retrying');--> statement-breakpoint
CREATE INDEX "recurrences_of_account" ON "recurrences" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "recurrences_due" ON "recurrences" USING btree ("next_charge_on","id") WHERE "recurrences"."status" = 'active';--> statement-breakpoint
CREATE INDEX "sales_of_recurrence" ON "sales" USING btree ("recurrence_id","id") WHERE "sales"."recurrence_id" is not null;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_kind" CHECK ("alerts"."kind" in ('quarantine', 'wrong_key', 'instance_off', 'instance_blocked', 'instance_limited', 'step_stopped', 'queue_stuck', 'review_waiting', 'delivery_problem', 'chargeback', 'recurrence_past_due', 'page_changed'));