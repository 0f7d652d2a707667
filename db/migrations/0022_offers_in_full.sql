CREATE TABLE "images" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"hash" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"widths" integer[] NOT NULL,
	"placeholder" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "images_size" CHECK ("images"."width" > 0 and "images"."height" > 0)
);
--> statement-breakpoint
CREATE TABLE "offer_places" (
	"account_id" text NOT NULL,
	"offer_id" text PRIMARY KEY NOT NULL,
	"total" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "offer_places_taken" CHECK ("offer_places"."taken" >= 0)
);
--> statement-breakpoint
CREATE TABLE "offer_versions" (
	"account_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"number" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"by" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offer_versions_offer_id_number_pk" PRIMARY KEY("offer_id","number")
);
--> statement-breakpoint
CREATE TABLE "sale_items" (
	"account_id" text NOT NULL,
	"sale_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"bump_id" text,
	"name" text NOT NULL,
	"price_centavos" bigint NOT NULL,
	CONSTRAINT "sale_items_sale_id_position_pk" PRIMARY KEY("sale_id","position"),
	CONSTRAINT "sale_items_kind" CHECK ("sale_items"."kind" in ('main', 'bump'))
);
--> statement-breakpoint
ALTER TABLE "sales" DROP CONSTRAINT "sales_source";--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "subtitle" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "kind" text DEFAULT 'one_off' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "plan" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "interest_of" text DEFAULT 'merchant' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "bumps" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "upsell" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "commission" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "takes_coupons" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "logo_id" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "gallery" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "testimonials" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "video" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "questions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "about" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "blocks" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "lead_form" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "before_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "after_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "shows_countdown" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "sales_limit" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "shows_places_left" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "sold_out_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "trackers" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "short_links" ADD COLUMN "label" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "short_links" ADD COLUMN "tracking" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "short_links" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "link_code" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "coupon_code" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "discount_centavos" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "parent_sale_id" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "recurrence_id" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "place_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_places" ADD CONSTRAINT "offer_places_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_versions" ADD CONSTRAINT "offer_versions_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_items" ADD CONSTRAINT "sale_items_sale_id_sales_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sales"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "images_of_account" ON "images" USING btree ("account_id","hash");--> statement-breakpoint
CREATE INDEX "sales_places_held" ON "sales" USING btree ("place_until") WHERE "sales"."place" = 'held';--> statement-breakpoint
CREATE INDEX "sales_of_parent" ON "sales" USING btree ("parent_sale_id") WHERE "sales"."parent_sale_id" is not null;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_kind" CHECK ("offers"."kind" in ('one_off', 'recurring'));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_interest_of" CHECK ("offers"."interest_of" in ('merchant', 'issuer'));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_plan" CHECK (("offers"."kind" = 'recurring') = ("offers"."plan" is not null));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_window" CHECK ("offers"."ends_at" > "offers"."starts_at");--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_sales_limit" CHECK ("offers"."sales_limit" > 0);--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_place" CHECK ("sales"."place" in ('held', 'kept', 'returned'));--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_source" CHECK ("sales"."source" in ('checkout', 'api', 'upsell', 'recurrence'));--> statement-breakpoint
UPDATE "offers" SET "description" = '<p>' || replace(regexp_replace(replace(replace(replace("description", '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '\n{2,}', '</p><p>', 'g'), E'\n', '<br />') || '</p>' WHERE "description" <> '';--> statement-breakpoint
UPDATE "offers" SET "draft" = jsonb_set("draft", '{description}', to_jsonb('<p>' || replace(regexp_replace(replace(replace(replace("draft"->>'description', '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '\n{2,}', '</p><p>', 'g'), E'\n', '<br />') || '</p>')) WHERE coalesce("draft"->>'description', '') <> '';
