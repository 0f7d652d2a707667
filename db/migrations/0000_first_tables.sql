CREATE SCHEMA "engine";
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"document" text,
	"legal_name" text,
	"phone" text,
	"support_email" text,
	"address" jsonb,
	"default_acquirer" text,
	"backup_acquirer" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_two_acquirers" CHECK ("accounts"."backup_acquirer" is distinct from "accounts"."default_acquirer" or "accounts"."backup_acquirer" is null)
);
--> statement-breakpoint
CREATE TABLE "acquirer_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"acquirer" text NOT NULL,
	"environment" text NOT NULL,
	"sealed" text NOT NULL,
	"hint" text NOT NULL,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "acquirer_credentials_environment" CHECK ("acquirer_credentials"."environment" in ('simulator', 'sandbox', 'production'))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash"),
	CONSTRAINT "api_keys_mode" CHECK ("api_keys"."mode" in ('test', 'live'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"inviter_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('owner', 'admin', 'support'))
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "members_once" UNIQUE("account_id","user_id"),
	CONSTRAINT "members_role" CHECK ("members"."role" in ('owner', 'admin', 'support'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine"."cron" (
	"fn" text NOT NULL,
	"expr" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cron_fn_expr_pk" PRIMARY KEY("fn","expr")
);
--> statement-breakpoint
CREATE TABLE "engine"."event" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine"."event_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"name" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "engine"."job" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine"."job_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"run" text,
	"fn" text,
	"step" text DEFAULT 'step' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"run_at" timestamp with time zone NOT NULL,
	"ckeys" text[] DEFAULT '{}' NOT NULL,
	"blocked_on" text,
	"lease" uuid,
	"lease_until" timestamp with time zone,
	CONSTRAINT "job_once" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "engine"."run" (
	"id" text PRIMARY KEY NOT NULL,
	"fn" text NOT NULL,
	"idem_key" text NOT NULL,
	"events" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT -1 NOT NULL,
	"force_plan" boolean DEFAULT false NOT NULL,
	"stack" text[] DEFAULT '{}' NOT NULL,
	"pending" text[] DEFAULT '{}' NOT NULL,
	"ckeys" text[] DEFAULT '{}' NOT NULL,
	"singleton_key" text,
	"memo_bytes" integer DEFAULT 0 NOT NULL,
	"output" text,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "run_once" UNIQUE("fn","idem_key")
);
--> statement-breakpoint
CREATE TABLE "engine"."step" (
	"run" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"memo" text NOT NULL,
	"attempts" integer NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "step_run_id_pk" PRIMARY KEY("run","id")
);
--> statement-breakpoint
CREATE TABLE "engine"."throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"tat" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine"."wait" (
	"id" text PRIMARY KEY NOT NULL,
	"run" text NOT NULL,
	"step" text,
	"kind" text NOT NULL,
	"event" text NOT NULL,
	"expr" text NOT NULL,
	"match_path" text NOT NULL,
	"match_value" text NOT NULL,
	"expires" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"account_id" text NOT NULL,
	"phone" text NOT NULL,
	"opted_out_at" timestamp with time zone,
	"blocked_at" timestamp with time zone,
	"unreachable_until" timestamp with time zone,
	"last_inbound_at" timestamp with time zone,
	CONSTRAINT "contacts_account_id_phone_pk" PRIMARY KEY("account_id","phone")
);
--> statement-breakpoint
CREATE TABLE "instances" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel" text NOT NULL,
	"environment" text NOT NULL,
	"name" text NOT NULL,
	"number" text,
	"sealed_settings" text NOT NULL,
	"webhook_token" text NOT NULL,
	"state" text NOT NULL,
	"state_cause" text,
	"changed_at" timestamp with time zone NOT NULL,
	"interval_ms" integer NOT NULL,
	"jitter_percent" integer NOT NULL,
	"daily_cap" integer,
	"warm_up" boolean NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"per_recipient_daily" integer NOT NULL,
	"max_in_flight" integer NOT NULL,
	"send_code_apart" boolean NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_cause" text,
	"held_until" timestamp with time zone,
	"slow_until" timestamp with time zone,
	"next_at" timestamp with time zone,
	"sent_on" text,
	"sent_today" integer DEFAULT 0 NOT NULL,
	"failures_in_row" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"pump_run" text,
	"pump_until" timestamp with time zone,
	"pump_sleeps_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "instances_webhook_token_unique" UNIQUE("webhook_token"),
	CONSTRAINT "instances_state" CHECK ("instances"."state" in ('new', 'waiting_qr', 'connecting', 'connected', 'disconnected', 'logged_out', 'blocked')),
	CONSTRAINT "instances_interval" CHECK ("instances"."interval_ms" >= 0),
	CONSTRAINT "instances_jitter" CHECK ("instances"."jitter_percent" between 0 and 50),
	CONSTRAINT "instances_daily_cap" CHECK ("instances"."daily_cap" between 1 and 4320)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"instance_id" text,
	"thread_id" text NOT NULL,
	"thread_key" text NOT NULL,
	"order_key" text NOT NULL,
	"order_kind" text NOT NULL,
	"purchase_id" text NOT NULL,
	"event" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"subscription_key" text,
	"rule" text NOT NULL,
	"step" integer NOT NULL,
	"text_version" integer NOT NULL,
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"outside_path" boolean NOT NULL,
	"customer_name" text,
	"recipient" text,
	"state" text NOT NULL,
	"reason_code" text,
	"reason_detail" text,
	"reason_purchase_id" text,
	"reason_event" text,
	"decided_at" timestamp with time zone,
	"send_after" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"urgent" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempt_key" text,
	"claimed_at" timestamp with time zone,
	"body" text,
	"variables" jsonb,
	"channel_message_id" text,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_once" UNIQUE("store_id","order_kind","order_key","rule","step"),
	CONSTRAINT "messages_state" CHECK ("messages"."state" in ('scheduled', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'superseded', 'canceled', 'suppressed')),
	CONSTRAINT "messages_reason" CHECK ("messages"."reason_code" in ('sent_ok', 'superseded', 'negative_event', 'late_lower_event', 'cart_already_ordered', 'thread_already_paid', 'newer_attempt', 'stale_event', 'recently_sent', 'order_closed', 'same_group', 'notification_off', 'upsell_muted', 'no_phone', 'invalid_phone', 'placeholder_phone', 'not_on_whatsapp', 'opted_out', 'contact_blocked', 'expired_before_send', 'template_error', 'no_instance', 'channel_error', 'canceled_by_user', 'stale_after_reconnect', 'answer_lost')),
	CONSTRAINT "messages_lane" CHECK ("messages"."lane" in ('now', 'normal')),
	CONSTRAINT "messages_kind" CHECK ("messages"."kind" in ('recovery', 'transactional'))
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'pt-BR' NOT NULL,
	"price_centavos" bigint,
	"max_installments" integer DEFAULT 1 NOT NULL,
	"interest_basis_points" integer DEFAULT 0 NOT NULL,
	"min_installment_centavos" bigint NOT NULL,
	"capture_mode" text DEFAULT 'automatic' NOT NULL,
	"guarantee_days" integer DEFAULT 7 NOT NULL,
	"brand_hue" integer DEFAULT 165 NOT NULL,
	"statement_name" text DEFAULT '' NOT NULL,
	"support_email" text,
	"access_url" text,
	"bell_url" text,
	"draft" jsonb,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_code_unique" UNIQUE("code"),
	CONSTRAINT "offers_state" CHECK ("offers"."state" in ('draft', 'published', 'paused')),
	CONSTRAINT "offers_language" CHECK ("offers"."language" in ('pt-BR', 'en')),
	CONSTRAINT "offers_capture_mode" CHECK ("offers"."capture_mode" in ('automatic', 'manual')),
	CONSTRAINT "offers_price_positive" CHECK ("offers"."price_centavos" > 0),
	CONSTRAINT "offers_published_has_price" CHECK ("offers"."state" <> 'published' or "offers"."price_centavos" is not null)
);
--> statement-breakpoint
CREATE TABLE "short_links" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"code" text NOT NULL,
	"offer_id" text NOT NULL,
	"affiliate_code" text,
	"clicks" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "short_links_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "payment_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"sale_id" text NOT NULL,
	"position" integer NOT NULL,
	"acquirer" text NOT NULL,
	"environment" text NOT NULL,
	"credentials_id" text NOT NULL,
	"reference" text NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"installments" integer NOT NULL,
	"capture_mode" text NOT NULL,
	"capture_by" timestamp with time zone,
	"status" text NOT NULL,
	"brand" text,
	"bin" text,
	"last4" text,
	"acquirer_id" text,
	"tid" text,
	"nsu" text,
	"arp" text,
	"eci" text,
	"lr" text,
	"return_code" text,
	"reason" text,
	"captured_centavos" bigint DEFAULT 0 NOT NULL,
	"refunded_centavos" bigint DEFAULT 0 NOT NULL,
	"duration_ms" integer,
	"stray_checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_attempts_reference_unique" UNIQUE("reference"),
	CONSTRAINT "attempts_sale_position" UNIQUE("sale_id","position"),
	CONSTRAINT "attempts_status" CHECK ("payment_attempts"."status" in ('sending', 'unknown', 'authorized', 'captured', 'refused', 'not_sent', 'voided', 'refunded')),
	CONSTRAINT "attempts_capture_mode" CHECK ("payment_attempts"."capture_mode" in ('automatic', 'manual')),
	CONSTRAINT "attempts_environment" CHECK ("payment_attempts"."environment" in ('simulator', 'sandbox', 'production')),
	CONSTRAINT "attempts_amount_positive" CHECK ("payment_attempts"."amount_centavos" > 0),
	CONSTRAINT "attempts_captured_within" CHECK ("payment_attempts"."captured_centavos" between 0 and "payment_attempts"."amount_centavos"),
	CONSTRAINT "attempts_refunded_within" CHECK ("payment_attempts"."refunded_centavos" between 0 and "payment_attempts"."captured_centavos"),
	CONSTRAINT "attempts_card_is_masked" CHECK (length("payment_attempts"."bin") <= 6 and length("payment_attempts"."last4") <= 4)
);
--> statement-breakpoint
CREATE TABLE "payment_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "findings_once" UNIQUE("attempt_id","kind"),
	CONSTRAINT "findings_kind" CHECK ("payment_findings"."kind" in ('late_approval', 'stray_approval', 'stray_refused', 'still_unknown', 'capture_refused', 'capture_due', 'amount_differs', 'setup_rejected', 'unlisted_code'))
);
--> statement-breakpoint
CREATE TABLE "payment_operations" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"attempt_id" text,
	"sale_id" text,
	"kind" text NOT NULL,
	"acquirer_id" text,
	"status" text NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"said" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"ask_count" integer DEFAULT 0 NOT NULL,
	"ask_after" timestamp with time zone,
	"absent_since" timestamp with time zone,
	CONSTRAINT "operations_kind" CHECK ("payment_operations"."kind" in ('authorize', 'capture', 'void', 'refund', 'undo_stray', 'zero_auth')),
	CONSTRAINT "operations_status" CHECK ("payment_operations"."status" in ('sending', 'unknown', 'done', 'refused', 'not_sent')),
	CONSTRAINT "operations_names_a_stray" CHECK (("payment_operations"."kind" = 'undo_stray') = ("payment_operations"."acquirer_id" is not null)),
	CONSTRAINT "operations_owner" CHECK ("payment_operations"."kind" = 'zero_auth' or ("payment_operations"."attempt_id" is not null and "payment_operations"."sale_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "postbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"platform" text NOT NULL,
	"body" "bytea" NOT NULL,
	"body_hash" text NOT NULL,
	"headers" jsonb NOT NULL,
	"query" text NOT NULL,
	"remote_address" text,
	"delivery_key" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"test" boolean NOT NULL,
	"event" text,
	"order_key" text,
	"mapper_version" integer NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "postbacks_state" CHECK ("postbacks"."state" in ('accepted', 'duplicate', 'test', 'quarantined')),
	CONSTRAINT "postbacks_event" CHECK ("postbacks"."event" in ('cart_abandoned', 'pix_generated', 'boleto_generated', 'payment_pending', 'payment_in_analysis', 'payment_approved', 'payment_refused', 'pix_expired', 'boleto_expired', 'order_canceled', 'refund_requested', 'refunded', 'refunded_partial', 'chargeback_opened', 'chargeback', 'invoiced', 'in_separation', 'collected', 'posted', 'in_transit', 'out_for_delivery', 'awaiting_pickup', 'delivery_problem', 'delivered', 'returned', 'subscription_activated', 'subscription_renewed', 'subscription_overdue', 'subscription_reactivated', 'subscription_canceled', 'subscription_finished', 'access_created', 'password_reset', 'ignored', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "refused_postbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"body" "bytea" NOT NULL,
	"headers" jsonb NOT NULL,
	"query" text NOT NULL,
	"remote_address" text,
	"reason" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purchase_events" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"platform" text NOT NULL,
	"postback_id" text,
	"sale_id" text,
	"delivery_key" text NOT NULL,
	"mapper_version" integer NOT NULL,
	"event" text NOT NULL,
	"rank" integer,
	"raw_event" text NOT NULL,
	"detail" text,
	"test" boolean NOT NULL,
	"warnings" jsonb NOT NULL,
	"order_key" text NOT NULL,
	"order_kind" text NOT NULL,
	"thread_key" text NOT NULL,
	"thread_kind" text NOT NULL,
	"parent_order_key" text,
	"cart_recovered" boolean NOT NULL,
	"customer_name" text,
	"first_name" text,
	"email" text,
	"phone" text,
	"phone_issue" text,
	"document_kind" text,
	"document" text,
	"document_valid" boolean NOT NULL,
	"ip" text,
	"product" text NOT NULL,
	"products" jsonb NOT NULL,
	"payment_method" text,
	"amount_centavos" bigint,
	"currency" text NOT NULL,
	"installments" integer,
	"refusal_reason" text,
	"pix" jsonb,
	"boleto" jsonb,
	"checkout_url" text,
	"coupons" jsonb NOT NULL,
	"delivery" jsonb,
	"subscription" jsonb,
	"tracking" jsonb NOT NULL,
	"campaign" jsonb NOT NULL,
	"occurred_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "purchase_events_event" CHECK ("purchase_events"."event" in ('cart_abandoned', 'pix_generated', 'boleto_generated', 'payment_pending', 'payment_in_analysis', 'payment_approved', 'payment_refused', 'pix_expired', 'boleto_expired', 'order_canceled', 'refund_requested', 'refunded', 'refunded_partial', 'chargeback_opened', 'chargeback', 'invoiced', 'in_separation', 'collected', 'posted', 'in_transit', 'out_for_delivery', 'awaiting_pickup', 'delivery_problem', 'delivered', 'returned', 'subscription_activated', 'subscription_renewed', 'subscription_overdue', 'subscription_reactivated', 'subscription_canceled', 'subscription_finished', 'access_created', 'password_reset', 'ignored', 'unknown')),
	CONSTRAINT "purchase_events_order_kind" CHECK ("purchase_events"."order_kind" in ('transaction', 'cart')),
	CONSTRAINT "purchase_events_thread_kind" CHECK ("purchase_events"."thread_kind" in ('cart', 'transaction', 'buyer')),
	CONSTRAINT "purchase_events_method" CHECK ("purchase_events"."payment_method" in ('pix', 'boleto', 'credit_card', 'other')),
	CONSTRAINT "purchase_events_amount" CHECK ("purchase_events"."amount_centavos" >= 0)
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"empty_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_steps" (
	"rule_id" text NOT NULL,
	"account_id" text NOT NULL,
	"step" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"delay" jsonb NOT NULL,
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"stopped_cause" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_steps_rule_id_step_pk" PRIMARY KEY("rule_id","step"),
	CONSTRAINT "notification_steps_lane" CHECK ("notification_steps"."lane" in ('now', 'normal')),
	CONSTRAINT "notification_steps_kind" CHECK ("notification_steps"."kind" in ('recovery', 'transactional'))
);
--> statement-breakpoint
CREATE TABLE "notification_texts" (
	"rule_id" text NOT NULL,
	"account_id" text NOT NULL,
	"step" integer NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"fallback" text,
	"template" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_texts_rule_id_step_version_pk" PRIMARY KEY("rule_id","step","version")
);
--> statement-breakpoint
CREATE TABLE "notification_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"code" text NOT NULL,
	"outside_path" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_rules_once" UNIQUE("store_id","code")
);
--> statement-breakpoint
CREATE TABLE "sale_days" (
	"account_id" text NOT NULL,
	"offer_key" text NOT NULL,
	"day" date NOT NULL,
	"shard" integer NOT NULL,
	"paid_count" integer NOT NULL,
	"paid_centavos" bigint NOT NULL,
	"returned_centavos" bigint NOT NULL,
	CONSTRAINT "sale_days_account_id_offer_key_day_shard_pk" PRIMARY KEY("account_id","offer_key","day","shard")
);
--> statement-breakpoint
CREATE TABLE "sales" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sales_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"environment" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"submit_id" text,
	"busy_until" timestamp with time zone,
	"offer_id" text,
	"offer_code" text,
	"product" text NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"refunded_centavos" bigint NOT NULL,
	"installments" integer NOT NULL,
	"capture_mode" text NOT NULL,
	"status" text NOT NULL,
	"acquirer" text,
	"buyer" jsonb NOT NULL,
	"card_hint" text,
	"reference" text,
	"bell_url" text,
	"affiliate_code" text,
	"tracking" jsonb NOT NULL,
	"words" "tsvector" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sales_idempotency" UNIQUE("account_id","idempotency_key"),
	CONSTRAINT "sales_status" CHECK ("sales"."status" in ('pending', 'authorized', 'paid', 'refused', 'failed', 'canceled', 'refunded', 'partially_refunded', 'charged_back', 'expired')),
	CONSTRAINT "sales_source" CHECK ("sales"."source" in ('checkout', 'api')),
	CONSTRAINT "sales_environment" CHECK ("sales"."environment" in ('simulator', 'sandbox', 'production')),
	CONSTRAINT "sales_capture_mode" CHECK ("sales"."capture_mode" in ('automatic', 'manual')),
	CONSTRAINT "sales_amount_positive" CHECK ("sales"."amount_centavos" > 0),
	CONSTRAINT "sales_refunded_within" CHECK ("sales"."refunded_centavos" between 0 and "sales"."amount_centavos")
);
--> statement-breakpoint
CREATE TABLE "sandbox_bubbles" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"message_id" text,
	"phone" text NOT NULL,
	"from_buyer" boolean NOT NULL,
	"body" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"state" text NOT NULL,
	"token" text NOT NULL,
	"sealed_key" text,
	"key_hint" text,
	"key_saved_at" timestamp with time zone,
	"instance_id" text,
	"support_phone" text,
	"support_email" text,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"first_event_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	CONSTRAINT "stores_token_unique" UNIQUE("token"),
	CONSTRAINT "stores_state" CHECK ("stores"."state" in ('waiting', 'active', 'paused'))
);
--> statement-breakpoint
CREATE TABLE "thread_events" (
	"purchase_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"order_kind" text NOT NULL,
	"order_key" text NOT NULL,
	"event" text NOT NULL,
	"spoken" boolean NOT NULL,
	"subscription_key" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_orders" (
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"last_occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "thread_orders_store_id_kind_key_pk" PRIMARY KEY("store_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "threads_once" UNIQUE("store_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"sale_id" text NOT NULL,
	"fact_id" text,
	"replay_of" text,
	"sale_status" text NOT NULL,
	"url" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"tries" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "deliveries_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'delivered', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "acquirer_credentials" ADD CONSTRAINT "acquirer_credentials_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine"."job" ADD CONSTRAINT "job_run_run_id_fk" FOREIGN KEY ("run") REFERENCES "engine"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine"."step" ADD CONSTRAINT "step_run_run_id_fk" FOREIGN KEY ("run") REFERENCES "engine"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine"."wait" ADD CONSTRAINT "wait_run_run_id_fk" FOREIGN KEY ("run") REFERENCES "engine"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "short_links" ADD CONSTRAINT "short_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "short_links" ADD CONSTRAINT "short_links_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_operations" ADD CONSTRAINT "payment_operations_attempt_id_payment_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."payment_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "acquirer_credentials_in_use" ON "acquirer_credentials" USING btree ("account_id","acquirer") WHERE "acquirer_credentials"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "api_keys_of_account" ON "api_keys" USING btree ("account_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("account_id","email") WHERE "invitations"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "members_of_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_log_of_account" ON "audit_log" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_of_subject" ON "audit_log" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "event_open" ON "engine"."event" USING btree ("seq") WHERE "engine"."event"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "job_due" ON "engine"."job" USING btree ("run_at","id") WHERE "engine"."job"."blocked_on" is null;--> statement-breakpoint
CREATE INDEX "job_run" ON "engine"."job" USING btree ("run");--> statement-breakpoint
CREATE INDEX "job_blocked" ON "engine"."job" USING btree ("blocked_on","run_at","id") WHERE "engine"."job"."blocked_on" is not null;--> statement-breakpoint
CREATE INDEX "job_ckeys" ON "engine"."job" USING gin ("ckeys") WHERE "engine"."job"."lease" is not null and "engine"."job"."ckeys" <> '{}';--> statement-breakpoint
CREATE UNIQUE INDEX "run_singleton" ON "engine"."run" USING btree ("singleton_key") WHERE "engine"."run"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "run_ended" ON "engine"."run" USING btree ("ended_at") WHERE "engine"."run"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "wait_match" ON "engine"."wait" USING btree ("event","match_path","match_value");--> statement-breakpoint
CREATE INDEX "wait_run" ON "engine"."wait" USING btree ("run");--> statement-breakpoint
CREATE INDEX "instances_of_account" ON "instances" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "messages_of_account" ON "messages" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "messages_by_activity" ON "messages" USING btree ("account_id",coalesce("sent_at", greatest("created_at", "decided_at", "claimed_at")),"id");--> statement-breakpoint
CREATE INDEX "messages_by_turn" ON "messages" USING btree ("account_id","send_after","id") WHERE "messages"."state" in ('scheduled', 'queued');--> statement-breakpoint
CREATE INDEX "messages_of_order" ON "messages" USING btree ("account_id","order_key");--> statement-breakpoint
CREATE INDEX "messages_of_instance" ON "messages" USING btree ("instance_id","id");--> statement-breakpoint
CREATE INDEX "messages_of_store" ON "messages" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "messages_of_thread" ON "messages" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "messages_waiting" ON "messages" USING btree ("instance_id","send_after") WHERE "messages"."state" in ('scheduled', 'queued');--> statement-breakpoint
CREATE INDEX "messages_in_flight" ON "messages" USING btree ("claimed_at") WHERE "messages"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "messages_to_recipient" ON "messages" USING btree ("account_id","recipient","claimed_at");--> statement-breakpoint
CREATE INDEX "messages_of_subscription" ON "messages" USING btree ("store_id","subscription_key") WHERE "messages"."subscription_key" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_by_channel_id" ON "messages" USING btree ("instance_id","channel_message_id") WHERE "messages"."channel_message_id" is not null;--> statement-breakpoint
CREATE INDEX "offers_of_account" ON "offers" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "short_links_of_offer" ON "short_links" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "attempts_of_acquirer" ON "payment_attempts" USING btree ("account_id","acquirer","id");--> statement-breakpoint
CREATE INDEX "attempts_not_captured" ON "payment_attempts" USING btree ("moved_at") WHERE "payment_attempts"."status" = 'authorized';--> statement-breakpoint
CREATE INDEX "attempts_stray_unchecked" ON "payment_attempts" USING btree ("id") WHERE "payment_attempts"."stray_checked_at" is null;--> statement-breakpoint
CREATE INDEX "attempts_to_capture_by" ON "payment_attempts" USING btree ("capture_by") WHERE "payment_attempts"."status" = 'authorized' and "payment_attempts"."capture_mode" = 'manual';--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_capture" ON "payment_operations" USING btree ("sale_id") WHERE "payment_operations"."kind" = 'capture' and "payment_operations"."status" in ('sending', 'unknown', 'done');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_authorize" ON "payment_operations" USING btree ("attempt_id") WHERE "payment_operations"."kind" = 'authorize';--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_end" ON "payment_operations" USING btree ("attempt_id") WHERE "payment_operations"."kind" in ('capture', 'void') and "payment_operations"."status" in ('sending', 'unknown', 'done');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_open_refund" ON "payment_operations" USING btree ("attempt_id") WHERE "payment_operations"."kind" = 'refund' and "payment_operations"."status" in ('sending', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_undo" ON "payment_operations" USING btree ("attempt_id","acquirer_id") WHERE "payment_operations"."kind" = 'undo_stray' and "payment_operations"."status" in ('sending', 'unknown', 'done');--> statement-breakpoint
CREATE INDEX "operations_of_sale" ON "payment_operations" USING btree ("sale_id");--> statement-breakpoint
CREATE INDEX "operations_unsettled" ON "payment_operations" USING btree ("ask_after") WHERE "payment_operations"."status" in ('sending', 'unknown');--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("created_at") WHERE "outbox"."sent_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "postbacks_once" ON "postbacks" USING btree ("store_id","delivery_key") WHERE "postbacks"."state" <> 'duplicate';--> statement-breakpoint
CREATE INDEX "postbacks_of_store" ON "postbacks" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "postbacks_of_kind" ON "postbacks" USING btree ("store_id","event","id");--> statement-breakpoint
CREATE INDEX "postbacks_of_order" ON "postbacks" USING btree ("store_id","order_key");--> statement-breakpoint
CREATE INDEX "postbacks_quarantined" ON "postbacks" USING btree ("store_id","id") WHERE "postbacks"."state" = 'quarantined';--> statement-breakpoint
CREATE INDEX "postbacks_tests" ON "postbacks" USING btree ("store_id","id") WHERE "postbacks"."test";--> statement-breakpoint
CREATE INDEX "postbacks_unread" ON "postbacks" USING btree ("received_at") WHERE "postbacks"."read_at" is null and "postbacks"."state" in ('accepted', 'test');--> statement-breakpoint
CREATE INDEX "postbacks_by_age" ON "postbacks" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "refused_postbacks_of_store" ON "refused_postbacks" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "refused_postbacks_by_age" ON "refused_postbacks" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_events_once" ON "purchase_events" USING btree ("store_id","delivery_key");--> statement-breakpoint
CREATE INDEX "purchase_events_of_store" ON "purchase_events" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "purchase_events_of_order" ON "purchase_events" USING btree ("store_id","order_key","id");--> statement-breakpoint
CREATE INDEX "purchase_events_of_thread" ON "purchase_events" USING btree ("store_id","thread_key","id");--> statement-breakpoint
CREATE INDEX "purchase_events_of_kind" ON "purchase_events" USING btree ("store_id","event","id");--> statement-breakpoint
CREATE INDEX "purchase_events_of_phone" ON "purchase_events" USING btree ("account_id","phone","id") WHERE "purchase_events"."phone" is not null;--> statement-breakpoint
CREATE INDEX "rate_limits_over" ON "rate_limits" USING btree ("empty_at");--> statement-breakpoint
CREATE INDEX "notification_texts_of_account" ON "notification_texts" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_number" ON "sales" USING btree ("number");--> statement-breakpoint
CREATE INDEX "sales_of_account" ON "sales" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "sales_of_status" ON "sales" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "sales_of_offer" ON "sales" USING btree ("offer_id","id");--> statement-breakpoint
CREATE INDEX "sales_words" ON "sales" USING gin ("words");--> statement-breakpoint
CREATE INDEX "sales_unsettled" ON "sales" USING btree ("moved_at") WHERE "sales"."status" in ('pending', 'authorized');--> statement-breakpoint
CREATE INDEX "sandbox_bubbles_of_instance" ON "sandbox_bubbles" USING btree ("instance_id","id");--> statement-breakpoint
CREATE INDEX "stores_of_account" ON "stores" USING btree ("account_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "stores_native_once" ON "stores" USING btree ("account_id") WHERE "stores"."platform" = 'campainha';--> statement-breakpoint
CREATE INDEX "thread_events_of_thread" ON "thread_events" USING btree ("thread_id","occurred_at");--> statement-breakpoint
CREATE INDEX "thread_events_of_subscription" ON "thread_events" USING btree ("store_id","subscription_key");--> statement-breakpoint
CREATE INDEX "thread_orders_of_thread" ON "thread_orders" USING btree ("thread_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_of_fact" ON "webhook_deliveries" USING btree ("fact_id") WHERE "webhook_deliveries"."fact_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_of_sale" ON "webhook_deliveries" USING btree ("sale_id","id");