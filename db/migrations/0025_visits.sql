CREATE TABLE "counted_leads" (
	"lead_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"counted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counted_sales" (
	"sale_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"environment" text NOT NULL,
	"offer_id" text NOT NULL,
	"day" date NOT NULL,
	"via" text NOT NULL,
	"origin" text NOT NULL,
	"campaign" text NOT NULL,
	"link_code" text NOT NULL,
	"paid_centavos" bigint NOT NULL,
	"returned_centavos" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "day_visitors" (
	"day" date NOT NULL,
	"visitor" bigint NOT NULL,
	CONSTRAINT "day_visitors_day_visitor_pk" PRIMARY KEY("day","visitor")
);
--> statement-breakpoint
CREATE TABLE "link_days" (
	"account_id" text NOT NULL,
	"link_id" text NOT NULL,
	"day" date NOT NULL,
	"clicks" integer NOT NULL,
	CONSTRAINT "link_days_link_id_day_pk" PRIMARY KEY("link_id","day")
);
--> statement-breakpoint
CREATE TABLE "offer_extra_days" (
	"account_id" text NOT NULL,
	"environment" text NOT NULL,
	"offer_id" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"times" integer NOT NULL,
	"amount_centavos" bigint NOT NULL,
	CONSTRAINT "offer_extra_days_key" PRIMARY KEY("account_id","environment","offer_id","day","kind","key")
);
--> statement-breakpoint
CREATE TABLE "origin_sale_days" (
	"account_id" text NOT NULL,
	"environment" text NOT NULL,
	"offer_id" text NOT NULL,
	"day" date NOT NULL,
	"via" text NOT NULL,
	"origin" text NOT NULL,
	"campaign" text NOT NULL,
	"link_code" text NOT NULL,
	"sales" integer NOT NULL,
	"paid_centavos" bigint NOT NULL,
	"returned_sales" integer NOT NULL,
	"returned_centavos" bigint NOT NULL,
	CONSTRAINT "origin_sale_days_key" PRIMARY KEY("account_id","environment","offer_id","day","via","origin","campaign","link_code")
);
--> statement-breakpoint
CREATE TABLE "visit_days" (
	"account_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"day" date NOT NULL,
	"origin" text NOT NULL,
	"campaign" text NOT NULL,
	"link_code" text NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"visitors" integer DEFAULT 0 NOT NULL,
	"checkouts" integer DEFAULT 0 NOT NULL,
	"leads" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "visit_days_key" PRIMARY KEY("account_id","offer_id","day","origin","campaign","link_code")
);
--> statement-breakpoint
CREATE TABLE "visit_salts" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "counted_sales_of_offer" ON "counted_sales" USING btree ("account_id","offer_id","sale_id");