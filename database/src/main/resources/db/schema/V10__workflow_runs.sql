-- Work in several steps, and how far it is. What is put in and what came of it is kept as text: it is JSON, but
-- nothing looks inside, and text keeps what jsonb refuses.
create table workflow_runs (
    id               uuid primary key,
    yacht_id         uuid        not null references yachts on delete cascade,
    workflow         text        not null,
    status           text        not null default 'queued'
        check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    input            text        not null,
    -- SHA-256 of what was asked for: the same key with something else is an error.
    request_hash     bytea       not null,
    idempotency_key  text,
    -- One at a time, where the workflow says so.
    alone            boolean     not null default false,
    cancel_requested boolean     not null default false,
    -- Raised by whoever begins to work on it; a write of one who began earlier changes nothing.
    turn             integer     not null default 0,
    -- Before that nobody has to look; null: at once.
    due_at           timestamptz,
    result           text,
    error_code       text,
    error            text,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    ended_at         timestamptz
);
create index workflow_runs_recent on workflow_runs (yacht_id, created_at desc, id);
create unique index workflow_runs_once on workflow_runs (yacht_id, idempotency_key);
create unique index workflow_runs_alone on workflow_runs (yacht_id, workflow)
    where alone and status in ('queued', 'running');

create table workflow_steps (
    run_id     uuid    not null references workflow_runs on delete cascade,
    yacht_id   uuid    not null references yachts on delete cascade,
    position   integer not null,
    name       text    not null,
    status     text    not null default 'waiting'
        check (status in ('waiting', 'running', 'succeeded', 'failed', 'cancelled', 'skipped')),
    -- How often it was begun since it last got on.
    attempts   integer not null default 0,
    -- What it must remember when somebody else goes on with it.
    state      text,
    progress   text,
    result     text,
    error      text,
    started_at timestamptz,
    ended_at   timestamptz,
    primary key (run_id, position)
);

-- The space a yacht is to come to instead of the fleet's.
create table yacht_wanted_spaces (
    yacht_id  uuid primary key references yachts on delete cascade,
    space     text        not null references embedding_spaces,
    wanted_at timestamptz not null default now()
);

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array['workflow_runs', 'workflow_steps', 'yacht_wanted_spaces']
    loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format(
            'create policy own_yacht on %I using (yacht_id = current_yacht()) with check (yacht_id = current_yacht())',
            tenant_table);
        execute format('grant select, insert, update, delete on %I to ${app_role}', tenant_table);
    end loop;
end
$$;

-- Changes no passage; it tells those who fill spaces to look at the yacht.
create function raise_index_generation_of_wanted_space() returns trigger
    language plpgsql as
$$
declare
    of_yacht uuid := case when tg_op = 'DELETE' then old.yacht_id else new.yacht_id end;
begin
    if exists (select from yachts where id = of_yacht) then
        perform log_index_change(of_yacht, tg_table_name::text, '{}');
    end if;
    return null;
end
$$;
create trigger wanted after insert or update or delete on yacht_wanted_spaces
    for each row execute function raise_index_generation_of_wanted_space();
