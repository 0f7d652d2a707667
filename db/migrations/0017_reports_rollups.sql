CREATE TABLE "message_changes" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "message_changes_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"day" date NOT NULL,
	"rule" text NOT NULL,
	"step" integer NOT NULL,
	"variant" text NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"clicked" boolean NOT NULL,
	"delta" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_days" (
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"day" date NOT NULL,
	"rule" text NOT NULL,
	"step" integer NOT NULL,
	"variant" text NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"clicked" boolean NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "message_days_key" PRIMARY KEY("account_id","day","store_id","instance_id","rule","step","variant","stage","reason","clicked")
);
--> statement-breakpoint
CREATE TABLE "order_origins" (
	"account_id" text NOT NULL,
	"store_id" text NOT NULL,
	"order_kind" text NOT NULL,
	"order_key" text NOT NULL,
	"utm_source" text NOT NULL,
	"utm_medium" text NOT NULL,
	"utm_campaign" text NOT NULL,
	"utm_content" text NOT NULL,
	"utm_term" text NOT NULL,
	"src" text NOT NULL,
	"sck" text NOT NULL,
	"waiting_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"paid_centavos" bigint NOT NULL,
	"returned_at" timestamp with time zone,
	CONSTRAINT "order_origins_store_id_order_kind_order_key_pk" PRIMARY KEY("store_id","order_kind","order_key")
);
--> statement-breakpoint
CREATE INDEX "order_origins_paid" ON "order_origins" USING btree ("account_id","paid_at");--> statement-breakpoint
CREATE INDEX "order_origins_waiting" ON "order_origins" USING btree ("account_id","waiting_at");--> statement-breakpoint
CREATE INDEX "order_origins_returned" ON "order_origins" USING btree ("account_id","returned_at");--> statement-breakpoint
-- What a report sees of a message: its stage, and why it did not go.
CREATE FUNCTION message_stage(state text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  select case when state in ('scheduled', 'queued', 'sending') then 'waiting' else state end
$$;--> statement-breakpoint
CREATE FUNCTION message_reason(state text, reason text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  select case when state in ('failed', 'superseded', 'canceled', 'suppressed') then coalesce(reason, '') else '' end
$$;--> statement-breakpoint
CREATE FUNCTION message_day(at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  select (at at time zone 'America/Sao_Paulo')::date
$$;--> statement-breakpoint
CREATE FUNCTION count_new_messages() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into message_changes (account_id, store_id, instance_id, day, rule, step, variant, stage, reason, clicked, delta)
  select account_id, store_id, coalesce(instance_id, ''), message_day(created_at), rule, step, coalesce(variant, ''),
    message_stage(state), message_reason(state, reason_code), clicked_at is not null, count(*)
  from made group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION count_moved_message() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into message_changes (account_id, store_id, instance_id, day, rule, step, variant, stage, reason, clicked, delta)
  values
    (old.account_id, old.store_id, coalesce(old.instance_id, ''), message_day(old.created_at), old.rule, old.step,
      coalesce(old.variant, ''), message_stage(old.state), message_reason(old.state, old.reason_code),
      old.clicked_at is not null, -1),
    (new.account_id, new.store_id, coalesce(new.instance_id, ''), message_day(new.created_at), new.rule, new.step,
      coalesce(new.variant, ''), message_stage(new.state), message_reason(new.state, new.reason_code),
      new.clicked_at is not null, 1);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER messages_made AFTER INSERT ON messages REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_messages();--> statement-breakpoint
CREATE TRIGGER messages_moved AFTER UPDATE OF state, reason_code, instance_id, variant, clicked_at ON messages
  FOR EACH ROW WHEN (
    message_stage(old.state) is distinct from message_stage(new.state)
    or message_reason(old.state, old.reason_code) is distinct from message_reason(new.state, new.reason_code)
    or old.instance_id is distinct from new.instance_id
    or old.variant is distinct from new.variant
    or (old.clicked_at is null) is distinct from (new.clicked_at is null)
  ) EXECUTE FUNCTION count_moved_message();--> statement-breakpoint
INSERT INTO message_days (account_id, store_id, instance_id, day, rule, step, variant, stage, reason, clicked, count)
SELECT account_id, store_id, coalesce(instance_id, ''), message_day(created_at), rule, step, coalesce(variant, ''),
  message_stage(state), message_reason(state, reason_code), clicked_at is not null, count(*)
FROM messages GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;--> statement-breakpoint
INSERT INTO order_origins (account_id, store_id, order_kind, order_key, utm_source, utm_medium, utm_campaign, utm_content,
  utm_term, src, sck, waiting_at, paid_at, paid_centavos, returned_at)
SELECT account_id, store_id, order_kind, order_key, coalesce(t ->> 'utm_source', ''), coalesce(t ->> 'utm_medium', ''),
  coalesce(t ->> 'utm_campaign', ''), coalesce(t ->> 'utm_content', ''), coalesce(t ->> 'utm_term', ''),
  coalesce(t ->> 'src', ''), coalesce(t ->> 'sck', ''), waiting_at, paid_at, case when paid_at is null then 0 else coalesce(paid, 0) end, returned_at
FROM (
  SELECT account_id, store_id, order_kind, order_key,
    coalesce((array_agg(tracking order by (event in ('payment_approved', 'subscription_activated', 'subscription_renewed')) desc,
      least(occurred_at, received_at), id) filter (where tracking <> '{}'))[1], '{}') as t,
    min(least(occurred_at, received_at)) filter (where event in ('pix_generated', 'boleto_generated', 'payment_pending', 'payment_in_analysis')) as waiting_at,
    min(least(occurred_at, received_at)) filter (where event in ('payment_approved', 'subscription_activated', 'subscription_renewed')) as paid_at,
    (array_agg(amount_centavos order by (event in ('payment_approved', 'subscription_activated', 'subscription_renewed')) desc,
      least(occurred_at, received_at), id) filter (where amount_centavos is not null))[1] as paid,
    min(least(occurred_at, received_at)) filter (where event in ('refunded', 'chargeback')) as returned_at
  FROM purchase_events WHERE not test GROUP BY 1, 2, 3, 4
) found;
