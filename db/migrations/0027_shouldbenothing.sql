ALTER TABLE "offer_extra_days" DROP CONSTRAINT "offer_extra_days_account_id_environment_offer_id_day_kind_key_pk";--> statement-breakpoint
ALTER TABLE "origin_sale_days" DROP CONSTRAINT "origin_sale_days_account_id_environment_offer_id_day_via_origin_campaign_link_code_pk";--> statement-breakpoint
ALTER TABLE "visit_days" DROP CONSTRAINT "visit_days_account_id_offer_id_day_origin_campaign_link_code_pk";--> statement-breakpoint
ALTER TABLE "offer_extra_days" ADD CONSTRAINT "offer_extra_days_key" PRIMARY KEY("account_id","environment","offer_id","day","kind","key");--> statement-breakpoint
ALTER TABLE "origin_sale_days" ADD CONSTRAINT "origin_sale_days_key" PRIMARY KEY("account_id","environment","offer_id","day","via","origin","campaign","link_code");--> statement-breakpoint
ALTER TABLE "visit_days" ADD CONSTRAINT "visit_days_key" PRIMARY KEY("account_id","offer_id","day","origin","campaign","link_code");