CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"store_id" text,
	"instance_id" text,
	"detail" jsonb NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolver" text,
	CONSTRAINT "alerts_kind" CHECK ("alerts"."kind" in ('quarantine', 'wrong_key', 'instance_off', 'instance_blocked', 'instance_limited', 'step_stopped', 'queue_stuck', 'review_waiting', 'delivery_problem', 'chargeback'))
);
--> statement-breakpoint
CREATE TABLE "cloud_templates" (
	"account_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"category" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"body" text NOT NULL,
	"parameters" integer NOT NULL,
	"synced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cloud_templates_instance_id_name_language_pk" PRIMARY KEY("instance_id","name","language")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"account_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"phone" text NOT NULL,
	"channel_key" text,
	"last_inbound_at" timestamp with time zone,
	"found_at" timestamp with time zone,
	CONSTRAINT "conversations_instance_id_phone_pk" PRIMARY KEY("instance_id","phone")
);
--> statement-breakpoint
CREATE TABLE "message_links" (
	"code" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"message_id" text NOT NULL,
	"url" text NOT NULL,
	"clicks" integer DEFAULT 0 NOT NULL,
	"first_click_at" timestamp with time zone,
	"last_click_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"order_kind" text NOT NULL,
	"order_key" text NOT NULL,
	"purchase_id" text NOT NULL,
	"message_id" text,
	"instance_id" text,
	"rule" text,
	"step" integer,
	"variant" text,
	"clicked" boolean NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"tracking" jsonb NOT NULL,
	"recovered_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "recoveries_store_id_order_kind_order_key_pk" PRIMARY KEY("store_id","order_kind","order_key")
);
--> statement-breakpoint
CREATE TABLE "notification_trials" (
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"rule" text NOT NULL,
	"arm" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"paid_centavos" bigint,
	CONSTRAINT "notification_trials_thread_id_rule_pk" PRIMARY KEY("thread_id","rule")
);
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_reason";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "opted_out_how" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "suppressed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "suppressed_how" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_source" text;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "profile" text;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "strangers_daily" integer;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "connected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "off_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "review_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "qr_code" text;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "pairing_code" text;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "qr_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "qr_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "warm_up_plan" jsonb;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "warm_up_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "cap_reset_hour" text DEFAULT '00:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "quiet_days" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "instances" ADD COLUMN "wake_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "variant" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "clicked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notification_steps" ADD COLUMN "shorten_links" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_texts" ADD COLUMN "variants" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_texts" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "holdout_percent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "instance_id" text;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "sealed_previous_key" text;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "previous_key_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "fallback_instance_id" text;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "set_up_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open_once" ON "alerts" USING btree ("account_id","kind","key") WHERE "alerts"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_of_account" ON "alerts" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "conversations_by_channel_key" ON "conversations" USING btree ("instance_id","channel_key");--> statement-breakpoint
CREATE UNIQUE INDEX "message_links_once" ON "message_links" USING btree ("message_id","url");--> statement-breakpoint
CREATE INDEX "recoveries_of_account" ON "recoveries" USING btree ("account_id","recovered_at");--> statement-breakpoint
CREATE INDEX "recoveries_of_store" ON "recoveries" USING btree ("store_id","recovered_at");--> statement-breakpoint
CREATE INDEX "recoveries_of_instance" ON "recoveries" USING btree ("instance_id","recovered_at") WHERE "recoveries"."instance_id" is not null;--> statement-breakpoint
CREATE INDEX "notification_trials_of_rule" ON "notification_trials" USING btree ("store_id","rule","drawn_at");--> statement-breakpoint
CREATE INDEX "contacts_left" ON "contacts" USING btree ("account_id","opted_out_at") WHERE "contacts"."opted_out_at" is not null;--> statement-breakpoint
CREATE INDEX "contacts_suppressed" ON "contacts" USING btree ("account_id","suppressed_at") WHERE "contacts"."suppressed_at" is not null;--> statement-breakpoint
CREATE INDEX "messages_of_store_days" ON "messages" USING btree ("store_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_of_instance_days" ON "messages" USING btree ("instance_id","created_at");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason" CHECK ("messages"."reason_code" in ('sent_ok', 'superseded', 'negative_event', 'late_lower_event', 'cart_already_ordered', 'thread_already_paid', 'newer_attempt', 'stale_event', 'recently_sent', 'order_closed', 'same_group', 'notification_off', 'upsell_muted', 'no_phone', 'invalid_phone', 'placeholder_phone', 'not_on_whatsapp', 'opted_out', 'contact_blocked', 'expired_before_send', 'template_error', 'no_instance', 'channel_error', 'canceled_by_user', 'stale_after_reconnect', 'answer_lost', 'holdout', 'no_email', 'suppressed_contact', 'window_closed', 'instance_off'));--> statement-breakpoint
ALTER TABLE "notification_rules" ADD CONSTRAINT "notification_rules_holdout" CHECK ("notification_rules"."holdout_percent" between 0 and 50);