-- What could not be understood or done, kept until a person has looked.
CREATE TABLE dead_letters (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue       text NOT NULL,
    body        bytea NOT NULL, -- as it came, of an event the webhook's body: it need not be text
    reason      text NOT NULL,
    created_at  timestamptz NOT NULL,
    replayed_at timestamptz,
    body_hash   bytea GENERATED ALWAYS AS (sha256(body)) STORED,
    UNIQUE (queue, body_hash) -- a redelivered one is the same one
);

-- Why the last attempt at a queue's message failed: the host moves it to a poison queue without saying.
CREATE TABLE failed_attempts (
    queue        text NOT NULL,
    message_hash bytea NOT NULL,
    reason       text NOT NULL,
    failed_at    timestamptz NOT NULL,
    PRIMARY KEY (queue, message_hash)
);
CREATE INDEX failed_attempts_age ON failed_attempts (failed_at);

-- When the next request to an API that counts them may go out, over all instances.
CREATE TABLE request_slots (
    api     text PRIMARY KEY,
    next_at timestamptz NOT NULL
);

CREATE TABLE access_keys (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    label        text NOT NULL,
    role         text NOT NULL CHECK (role IN ('operator', 'admin')),
    key_hash     bytea NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
