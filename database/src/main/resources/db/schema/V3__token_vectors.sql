-- Vectors of the single tokens of a chunk, for reranking by late interaction. Not part of any index, so that
-- writing them raises no generation.
create table chunk_token_vectors (
    chunk_id uuid        not null references document_chunks on delete cascade,
    -- Model, revision of its weights and compression: vectors of two spaces are never compared.
    space    text        not null,
    yacht_id uuid        not null references yachts on delete cascade,
    -- Row after row: a little-endian float32 scale, then one signed byte a dimension. Empty: the model cannot
    -- read this chunk.
    vectors  bytea       not null,
    made_at  timestamptz not null default now(),
    primary key (chunk_id, space)
);
create index chunk_token_vectors_yacht on chunk_token_vectors (yacht_id, space);
-- They are as good as random: trying to compress them costs time and saves nothing.
alter table chunk_token_vectors alter column vectors set storage external;

alter table chunk_token_vectors enable row level security;
alter table chunk_token_vectors force row level security;
create policy own_yacht on chunk_token_vectors
    using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, update, delete on chunk_token_vectors to ${app_role};

-- Another text has other vectors: without any, the chunk is among those to be filled.
create function forget_token_vectors() returns trigger
    language plpgsql as
$$
begin
    delete from chunk_token_vectors
    where chunk_id in (
        select before.id from before join changed on changed.id = before.id
        where (before.content, before.metadata -> 'title', before.metadata -> 'section', before.yacht_id)
            is distinct from
            (changed.content, changed.metadata -> 'title', changed.metadata -> 'section', changed.yacht_id));
    return null;
end
$$;

create trigger reworded after update on document_chunks
    referencing old table as before new table as changed
    for each statement execute function forget_token_vectors();
