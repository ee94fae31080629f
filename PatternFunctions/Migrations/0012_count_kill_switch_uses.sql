-- Every throw and every release of the kill switch has its number, and a text the last one before it: what was decided
-- before a use is not sent after it, even if the two overlap so that the withdrawal below does not see the text, or if
-- a call was under way and OpenPhone refused it for now.
CREATE SEQUENCE kill_switch_uses;
SELECT setval('kill_switch_uses', 1);

CREATE FUNCTION kill_switch_uses() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT last_value FROM kill_switch_uses';

ALTER TABLE outbound_replies ADD COLUMN kill_switch_uses bigint NOT NULL DEFAULT kill_switch_uses();

CREATE OR REPLACE FUNCTION withdraw_scheduled_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('kill_switch_uses');
    UPDATE outbound_replies SET status = 'cancelled', reason = 'kill_switch' WHERE kind = 'auto' AND status = 'scheduled';
    RETURN NULL;
END $$;
