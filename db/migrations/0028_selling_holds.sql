CREATE TABLE "coupon_buyers" (
	"account_id" text NOT NULL,
	"coupon_id" text NOT NULL,
	"key" text NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "coupon_buyers_coupon_id_key_pk" PRIMARY KEY("coupon_id","key"),
	CONSTRAINT "coupon_buyers_used" CHECK ("coupon_buyers"."used" >= 0)
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"code" text NOT NULL,
	"offer_id" text,
	"kind" text NOT NULL,
	"value" integer NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"max_uses" integer,
	"max_per_buyer" integer,
	"every_charge" boolean DEFAULT false NOT NULL,
	"methods" text[],
	"used" integer DEFAULT 0 NOT NULL,
	"paid_count" integer DEFAULT 0 NOT NULL,
	"paid_centavos" bigint DEFAULT 0 NOT NULL,
	"returned_centavos" bigint DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "coupons_code" UNIQUE("account_id","code"),
	CONSTRAINT "coupons_kind" CHECK ("coupons"."kind" in ('percent', 'fixed')),
	CONSTRAINT "coupons_value" CHECK ("coupons"."value" > 0 and ("coupons"."kind" = 'fixed' or "coupons"."value" <= 10000)),
	CONSTRAINT "coupons_window" CHECK ("coupons"."ends_at" > "coupons"."starts_at"),
	CONSTRAINT "coupons_limits" CHECK (coalesce("coupons"."max_uses", 1) > 0 and coalesce("coupons"."max_per_buyer", 1) > 0),
	CONSTRAINT "coupons_used" CHECK ("coupons"."used" >= 0),
	CONSTRAINT "coupons_methods" CHECK ("coupons"."methods" <@ array['card', 'pix', 'boleto'] and "coupons"."methods" <> '{}')
);
--> statement-breakpoint
DROP INDEX "sales_places_held";--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "coupon_id" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "coupon_use" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "coupon_keys" text[];--> statement-breakpoint
ALTER TABLE "coupon_buyers" ADD CONSTRAINT "coupon_buyers_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupons_of_offer" ON "coupons" USING btree ("account_id","offer_id","id");--> statement-breakpoint
CREATE INDEX "sales_held" ON "sales" USING btree ("place_until") WHERE "sales"."place_until" is not null;--> statement-breakpoint
CREATE INDEX "sales_of_coupon" ON "sales" USING btree ("coupon_id","id") WHERE "sales"."coupon_id" is not null;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_coupon_use" CHECK ("sales"."coupon_use" in ('held', 'kept', 'returned'));--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_coupon" CHECK (("sales"."coupon_id" is null) = ("sales"."coupon_use" is null));