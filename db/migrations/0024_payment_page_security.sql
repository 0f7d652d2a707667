CREATE TABLE "csp_reports" (
	"account_id" text NOT NULL,
	"offer_code" text NOT NULL,
	"directive" text NOT NULL,
	"blocked" text NOT NULL,
	"place" text NOT NULL,
	"times" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "csp_reports_account_id_offer_code_directive_blocked_place_pk" PRIMARY KEY("account_id","offer_code","directive","blocked","place")
);
--> statement-breakpoint
CREATE TABLE "page_checks" (
	"account_id" text NOT NULL,
	"offer_id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"inline" integer NOT NULL,
	"files" integer NOT NULL,
	"build" text,
	"differences" jsonb NOT NULL,
	"good_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "script_inventories" (
	"build" text PRIMARY KEY NOT NULL,
	"release" text NOT NULL,
	"built_at" timestamp with time zone NOT NULL,
	"scripts" jsonb NOT NULL,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_kind";--> statement-breakpoint
CREATE INDEX "csp_reports_last" ON "csp_reports" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "page_checks_of_account" ON "page_checks" USING btree ("account_id");--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_kind" CHECK ("alerts"."kind" in ('quarantine', 'wrong_key', 'instance_off', 'instance_blocked', 'instance_limited', 'step_stopped', 'queue_stuck', 'review_waiting', 'delivery_problem', 'chargeback', 'page_changed'));