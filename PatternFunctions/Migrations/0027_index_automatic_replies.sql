-- Every decision asks how many automatic replies went out within the hour; without this, it reads them all.
CREATE INDEX outbound_replies_automatic ON outbound_replies (claimed_at)
    WHERE kind = 'auto' AND status IN ('sending', 'sent', 'unknown');
