-- Keys for callers that are programs: each belongs to one yacht and opens some of its paths. A transaction sees the
-- keys of its own yacht, and besides them the one key whose hash it can name: that is how a key finds its yacht.
create table api_keys (
    id         uuid primary key,
    yacht_id   uuid        not null references yachts on delete cascade,
    name       text        not null check (length(name) between 1 and 100),
    key_hash   bytea       not null unique,
    scopes     text[]      not null check (cardinality(scopes) > 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

create index api_keys_of_yacht on api_keys (yacht_id);

alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy own_yacht on api_keys
    using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
create policy named_by_hash on api_keys for select
    using (encode(key_hash, 'hex') = nullif(current_setting('celeste.key_hash', true), ''));

-- Keys are revoked and not deleted: what they did is still told by their name.
grant select, insert on api_keys to ${app_role};
grant update (revoked_at) on api_keys to ${app_role};
