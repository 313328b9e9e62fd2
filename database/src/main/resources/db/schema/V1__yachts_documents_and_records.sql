-- The truth of the suite. Every table that holds a yacht's data has row-level security keyed on the
-- transaction-local setting celeste.yacht_id; the services' role can neither bypass it nor own the tables.

do $$
begin
    if not exists (select from pg_roles where rolname = '${app_role}') then
        create role ${app_role} nologin;
    end if;
end
$$;

-- The yacht the current transaction works for; null (and so no row at all) when nobody said.
create function current_yacht() returns uuid
    language sql stable
    return nullif(current_setting('celeste.yacht_id', true), '')::uuid;

create table yachts (
    id             uuid primary key,
    name           text        not null,
    signature_hash bytea       not null unique,
    status         text        not null default 'active' check (status in ('active', 'suspended')),
    time_zone      text        not null default 'UTC',
    demo           boolean     not null default false,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);

create table equipment (
    id            uuid primary key,
    yacht_id      uuid        not null references yachts on delete cascade,
    code          text        not null,
    name          text        not null,
    type          text        not null,
    manufacturer  text,
    model         text,
    serial_number text,
    side          text,
    number        integer,
    system        text,
    zone          text,
    aliases       text[]      not null default '{}',
    demo          boolean     not null default false,
    updated_at    timestamptz not null default now(),
    unique (yacht_id, code)
);

create table locations (
    id         uuid primary key,
    yacht_id   uuid        not null references yachts on delete cascade,
    code       text        not null,
    name       text        not null,
    deck       text,
    aliases    text[]      not null default '{}',
    demo       boolean     not null default false,
    updated_at timestamptz not null default now(),
    unique (yacht_id, code)
);

create table parts (
    id           uuid primary key,
    yacht_id     uuid        not null references yachts on delete cascade,
    part_number  text        not null,
    name         text        not null,
    manufacturer text,
    equipment    text[]      not null default '{}',
    quantity     numeric     not null default 0,
    minimum      numeric     not null default 0,
    location     text,
    unit         text,
    description  text,
    demo         boolean     not null default false,
    updated_at   timestamptz not null default now(),
    unique (yacht_id, part_number)
);

create table faults (
    id          uuid primary key,
    yacht_id    uuid        not null references yachts on delete cascade,
    code        text,
    occurred_on date,
    equipment   text,
    title       text        not null,
    description text,
    resolution  text,
    severity    text,
    status      text,
    document    text,
    demo        boolean     not null default false,
    updated_at  timestamptz not null default now()
);

create table work_orders (
    id          uuid primary key,
    yacht_id    uuid        not null references yachts on delete cascade,
    number      text        not null,
    created_on  date,
    equipment   text,
    title       text        not null,
    description text,
    type        text,
    priority    text,
    status      text,
    due_date    date,
    assigned_to text,
    demo        boolean     not null default false,
    updated_at  timestamptz not null default now(),
    unique (yacht_id, number)
);

create table documents (
    id           uuid primary key,
    yacht_id     uuid        not null references yachts on delete cascade,
    title        text        not null,
    -- SHA-256 over title, text and metadata: the same content twice is one document.
    content_hash bytea       not null,
    body         text        not null,
    metadata     jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    unique (yacht_id, content_hash)
);

create table document_chunks (
    id            uuid primary key,
    yacht_id      uuid        not null references yachts on delete cascade,
    document_id   uuid        not null references documents on delete cascade,
    chunk_index   integer     not null,
    content       text        not null,
    metadata      jsonb       not null default '{}',
    search_vector tsvector generated always as (to_tsvector('english', content)) stored,
    content_hash  bytea       not null,
    updated_at    timestamptz not null default now(),
    unique (document_id, chunk_index)
);
create index document_chunks_changes on document_chunks (yacht_id, updated_at);
create index document_chunks_text on document_chunks using gin (search_vector);

-- float32 little-endian, one row for each embedding space a chunk is in.
create table chunk_embeddings (
    chunk_id  uuid  not null references document_chunks on delete cascade,
    space     text  not null,
    yacht_id  uuid  not null references yachts on delete cascade,
    embedding bytea not null,
    primary key (space, chunk_id)
);
create index chunk_embeddings_yacht on chunk_embeddings (yacht_id, space);

-- Goes up by one in every transaction that changes what a yacht's index holds, so that an index copy knows in
-- one small read whether it is behind, deletions included. It names no content and is read across yachts.
create table index_generations (
    yacht_id   uuid primary key references yachts on delete cascade,
    generation bigint      not null default 0,
    updated_at timestamptz not null default now()
);

create table jobs (
    id          uuid primary key,
    yacht_id    uuid        not null references yachts on delete cascade,
    kind        text        not null,
    status      text        not null check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    stage       text        not null default 'queued',
    done        integer     not null default 0,
    total       integer     not null default 0,
    error       text,
    payload     jsonb       not null default '{}',
    lease_until timestamptz,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
create index jobs_open on jobs (yacht_id, status);

create table search_queries (
    id           uuid primary key,
    yacht_id     uuid        not null references yachts on delete cascade,
    user_id      text,
    query        text        not null,
    result_count integer     not null,
    latency_ms   integer     not null,
    degraded     text[]      not null default '{}',
    created_at   timestamptz not null default now()
);
create index search_queries_recent on search_queries (yacht_id, created_at);

create function raise_index_generation() returns trigger
    language plpgsql as
$$
begin
    insert into index_generations (yacht_id, generation)
    select distinct changed.yacht_id, 1 from changed
    where exists (select from yachts where yachts.id = changed.yacht_id)
    on conflict (yacht_id) do update
        set generation = index_generations.generation + 1, updated_at = now();
    return null;
end
$$;

do $$
declare
    indexed_table text;
begin
    foreach indexed_table in array array[
        'equipment', 'parts', 'faults', 'work_orders', 'document_chunks', 'chunk_embeddings']
    loop
        execute format('create trigger inserted after insert on %I referencing new table as changed
            for each statement execute function raise_index_generation()', indexed_table);
        execute format('create trigger updated after update on %I referencing new table as changed
            for each statement execute function raise_index_generation()', indexed_table);
        execute format('create trigger deleted after delete on %I referencing old table as changed
            for each statement execute function raise_index_generation()', indexed_table);
    end loop;
end
$$;

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array[
        'equipment', 'locations', 'parts', 'faults', 'work_orders', 'documents', 'document_chunks',
        'chunk_embeddings', 'jobs', 'search_queries']
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

grant select on yachts to ${app_role};
grant select, insert, update on index_generations to ${app_role};
