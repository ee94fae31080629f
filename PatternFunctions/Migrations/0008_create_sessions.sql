-- Who is signed in to the console. A session stands on a key and ends with it; of both only hashes are stored.
CREATE TABLE console_sessions (
    token_hash bytea PRIMARY KEY,
    key_hash   bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX console_sessions_expiry ON console_sessions (expires_at);

-- Links that sign in once, in place of typing a key.
CREATE TABLE sign_in_links (
    code_hash  bytea PRIMARY KEY,
    key_hash   bytea NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Who has which question open, so that two people do not work on one. Lost in a crash, and nothing is lost by it.
CREATE UNLOGGED TABLE queue_viewers (
    queue_id bigint NOT NULL,
    viewer   text NOT NULL,
    seen_at  timestamptz NOT NULL,
    PRIMARY KEY (queue_id, viewer)
);
