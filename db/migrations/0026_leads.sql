CREATE TABLE "checkouts" (
	"account_id" text NOT NULL,
	"checkout_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"offer_code" text NOT NULL,
	"name" text,
	"email" text,
	"email_key" text,
	"phone" text,
	"tracking" jsonb NOT NULL,
	"affiliate_code" text,
	"link_code" text,
	"bumps" text[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"ended" text,
	"told_at" timestamp with time zone,
	"thread_key" text,
	"sale_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkouts_account_id_checkout_id_pk" PRIMARY KEY("account_id","checkout_id"),
	CONSTRAINT "checkouts_state" CHECK ("checkouts"."state" in ('open', 'told', 'ended')),
	CONSTRAINT "checkouts_ended" CHECK ("checkouts"."ended" in ('attempted', 'paid_elsewhere', 'told_before', 'offer_closed', 'unreachable', 'opted_out'))
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"offer_code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"email" text,
	"email_key" text,
	"phone" text,
	"language" text NOT NULL,
	"consent_text" text NOT NULL,
	"consent_version" integer NOT NULL,
	"consent_at" timestamp with time zone NOT NULL,
	"ip_hash" text,
	"tracking" jsonb NOT NULL,
	"affiliate_code" text,
	"link_code" text,
	"repeats" integer DEFAULT 0 NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"sale_id" text,
	"converted_at" timestamp with time zone,
	"thread_sale_id" text,
	"mail" text,
	"mail_tries" integer DEFAULT 0 NOT NULL,
	"mailed_at" timestamp with time zone,
	"erased_at" timestamp with time zone,
	"words" "tsvector" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "leads_kind" CHECK ("leads"."kind" in ('lead', 'waitlist_before', 'waitlist_sold_out')),
	CONSTRAINT "leads_mail" CHECK ("leads"."mail" in ('waiting', 'sending', 'sent', 'unknown', 'failed', 'left'))
);
--> statement-breakpoint
ALTER TABLE "postbacks" DROP CONSTRAINT "postbacks_event";--> statement-breakpoint
ALTER TABLE "purchase_events" DROP CONSTRAINT "purchase_events_event";--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkouts_open" ON "checkouts" USING btree ("touched_at") WHERE "checkouts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "checkouts_kept" ON "checkouts" USING btree ("touched_at") WHERE "checkouts"."sale_id" is null;--> statement-breakpoint
CREATE INDEX "checkouts_of_email" ON "checkouts" USING btree ("account_id","email_key");--> statement-breakpoint
CREATE INDEX "checkouts_of_phone" ON "checkouts" USING btree ("account_id","phone") WHERE "checkouts"."phone" is not null;--> statement-breakpoint
CREATE INDEX "checkouts_of_sale" ON "checkouts" USING btree ("sale_id") WHERE "checkouts"."sale_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "leads_once_by_email" ON "leads" USING btree ("offer_id","kind","email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "leads_once_by_phone" ON "leads" USING btree ("offer_id","kind","phone");--> statement-breakpoint
CREATE INDEX "leads_of_account" ON "leads" USING btree ("account_id","id") WHERE "leads"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "leads_of_email" ON "leads" USING btree ("account_id","email_key");--> statement-breakpoint
CREATE INDEX "leads_words" ON "leads" USING gin ("words");--> statement-breakpoint
CREATE INDEX "leads_of_thread" ON "leads" USING btree ("thread_sale_id") WHERE "leads"."thread_sale_id" is not null;--> statement-breakpoint
CREATE INDEX "leads_to_mail" ON "leads" USING btree ("offer_id","id") WHERE "leads"."mail" in ('waiting', 'sending');--> statement-breakpoint
ALTER TABLE "postbacks" ADD CONSTRAINT "postbacks_event" CHECK ("postbacks"."event" in ('lead_captured', 'cart_abandoned', 'pix_generated', 'boleto_generated', 'payment_pending', 'payment_in_analysis', 'payment_approved', 'payment_refused', 'pix_expired', 'boleto_expired', 'order_canceled', 'refund_requested', 'refunded', 'refunded_partial', 'chargeback_opened', 'chargeback', 'invoiced', 'in_separation', 'collected', 'posted', 'in_transit', 'out_for_delivery', 'awaiting_pickup', 'delivery_problem', 'delivered', 'returned', 'subscription_activated', 'subscription_renewed', 'subscription_overdue', 'subscription_reactivated', 'subscription_canceled', 'subscription_finished', 'access_created', 'password_reset', 'ignored', 'unknown'));--> statement-breakpoint
ALTER TABLE "purchase_events" ADD CONSTRAINT "purchase_events_event" CHECK ("purchase_events"."event" in ('lead_captured', 'cart_abandoned', 'pix_generated', 'boleto_generated', 'payment_pending', 'payment_in_analysis', 'payment_approved', 'payment_refused', 'pix_expired', 'boleto_expired', 'order_canceled', 'refund_requested', 'refunded', 'refunded_partial', 'chargeback_opened', 'chargeback', 'invoiced', 'in_separation', 'collected', 'posted', 'in_transit', 'out_for_delivery', 'awaiting_pickup', 'delivery_problem', 'delivered', 'returned', 'subscription_activated', 'subscription_renewed', 'subscription_overdue', 'subscription_reactivated', 'subscription_canceled', 'subscription_finished', 'access_created', 'password_reset', 'ignored', 'unknown'));