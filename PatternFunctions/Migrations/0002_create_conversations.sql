-- One line of ours and the people at the other end of it. OpenPhone's own id is missing from some formats, so
-- the participants are the key and its id is noted when it is known.
CREATE TABLE conversations (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    participants    text NOT NULL,
    openphone_id    text,
    customer_phone  text,
    is_group        boolean NOT NULL DEFAULT false,
    human_until     timestamptz,
    created_at      timestamptz NOT NULL,
    UNIQUE (phone_number_id, participants)
);
CREATE INDEX conversations_customer ON conversations (customer_phone);

-- The business's address book. A deleted contact leaves its id, so that an older event that comes late brings nothing back.
CREATE TABLE contacts (
    openphone_id text PRIMARY KEY,
    phones       text[] NOT NULL,
    first_name   text,
    last_name    text,
    is_deleted   boolean NOT NULL,
    updated_at   timestamptz NOT NULL -- by the event's clock
);
CREATE INDEX contacts_phones ON contacts USING gin (phones);

-- Two contacts may share a number: the one that was touched last is meant.
CREATE FUNCTION contact_name(number text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT NULLIF(concat_ws(' ', first_name, last_name), '')
    FROM contacts
    WHERE phones @> ARRAY[number] AND NOT is_deleted
    ORDER BY updated_at DESC, openphone_id
    LIMIT 1
$$;

-- What OpenPhone wrote down of calls: context for people. Its events come in any order and each knows only a part.
CREATE TABLE calls (
    id              text PRIMARY KEY,
    phone_number_id text,
    conversation_id text, -- OpenPhone's
    participants    text[] NOT NULL,
    summary         text,
    summary_at      timestamptz,
    transcript      text,
    transcript_at   timestamptz,
    first_event_at  timestamptz NOT NULL
);
CREATE INDEX calls_participants ON calls USING gin (participants);

CREATE TABLE conversation_messages (
    id              text PRIMARY KEY,
    conversation_id bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    direction       text NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
    sender          text NOT NULL CHECK (sender IN ('customer', 'operator', 'automation', 'system')),
    user_id         text,
    text            text NOT NULL,
    media_count     integer NOT NULL DEFAULT 0,
    status          text NOT NULL,
    error_code      text,
    -- When OpenPhone said so; null while only we have.
    status_at       timestamptz,
    sent_at         timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    -- The first message of the question that this one belongs to, once it is decided.
    burst_id        text,
    -- A customer's text: decided. An operator's: learned from, or found to teach nothing.
    processed_at    timestamptz
);
CREATE INDEX conversation_messages_thread ON conversation_messages (conversation_id, sent_at, id);
-- Serves Sweep: what was announced and never came to an end.
CREATE INDEX conversation_messages_unprocessed ON conversation_messages (received_at)
    WHERE processed_at IS NULL AND sender IN ('customer', 'operator');

-- The latest stop and the latest start, by the messages' own clocks: events may come in any order.
CREATE TABLE opt_outs (
    customer_phone text PRIMARY KEY,
    opted_out_at   timestamptz,
    opted_in_at    timestamptz,
    is_opted_out   boolean GENERATED ALWAYS AS (opted_out_at IS NOT NULL AND (opted_in_at IS NULL OR opted_in_at < opted_out_at)) STORED
);

-- What came in, counted even while the app is disabled and keeps nothing else.
CREATE TABLE event_counts (
    day     date NOT NULL,
    type    text NOT NULL,
    outcome text NOT NULL,
    events  bigint NOT NULL,
    PRIMARY KEY (day, type, outcome)
);
