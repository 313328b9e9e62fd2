-- A model change is a new space, filled in the background and switched to yacht by yacht.

-- Names no content and is read across yachts. The space announced last is the one all yachts are to come to.
create table embedding_spaces (
    name         text primary key,
    -- Of its pgvector table: two names that would share one must not both be.
    table_name   text        not null unique,
    model        text        not null,
    dimensions   integer     not null check (dimensions > 0),
    announced_at timestamptz not null
);
grant select, insert, update on embedding_spaces to ${app_role};

-- The space a yacht is searched in. No row: it has no vectors yet.
create table yacht_spaces (
    yacht_id    uuid primary key references yachts on delete cascade,
    space       text        not null references embedding_spaces,
    switched_at timestamptz not null default now()
);
alter table yacht_spaces enable row level security;
alter table yacht_spaces force row level security;
create policy own_yacht on yacht_spaces using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, update, delete on yacht_spaces to ${app_role};

-- What is there was made before spaces had a table. The model is known under the space's name until its service
-- says otherwise (announced at the epoch: by nobody).
insert into embedding_spaces (name, table_name, model, dimensions, announced_at)
select space, 'chunk_vectors_' || regexp_replace(replace(lower(space), '.', ''), '[^a-z0-9]+', '_', 'g'),
       space, max(octet_length(embedding)) / 4, to_timestamp(0)
from chunk_embeddings where octet_length(embedding) >= 4 group by space;
insert into yacht_spaces (yacht_id, space)
select distinct on (yacht_id) yacht_id, space
from chunk_embeddings join embedding_spaces on name = space
group by yacht_id, space order by yacht_id, count(*) desc;

-- As raise_index_generation, for vectors: those of a space that is only being filled change no index.
create function raise_index_generation_of_vectors() returns trigger
    language plpgsql as
$$
declare
    most_ids   constant integer := 5000;
    both_sides text := case tg_op when 'UPDATE' then 'union all select yacht_id, space, chunk_id from before'
                                  else '' end;
    touched    record;
begin
    -- The first vector of a yacht decides where it is searched until a switch.
    if tg_op = 'INSERT' then
        insert into yacht_spaces (yacht_id, space)
        select distinct on (rows.yacht_id) rows.yacht_id, rows.space
        from changed as rows join embedding_spaces s on s.name = rows.space
        where exists (select from yachts where yachts.id = rows.yacht_id)
        order by rows.yacht_id, rows.space
        on conflict do nothing;
    end if;
    for touched in execute
        'select yacht_id, count(distinct chunk_id) as many, array_agg(distinct chunk_id) as ids
         from (select yacht_id, space, chunk_id from changed ' || both_sides || ') as rows
         where exists (select from yachts where yachts.id = rows.yacht_id)
           and not exists (select from yacht_spaces s where s.yacht_id = rows.yacht_id and s.space <> rows.space)
         group by yacht_id order by yacht_id'
    loop
        perform log_index_change(
            touched.yacht_id, tg_table_name::text, case when touched.many <= most_ids then touched.ids end);
    end loop;
    return null;
end
$$;

drop trigger inserted on chunk_embeddings;
drop trigger updated on chunk_embeddings;
drop trigger deleted on chunk_embeddings;
create trigger inserted after insert on chunk_embeddings referencing new table as changed
    for each statement execute function raise_index_generation_of_vectors();
create trigger updated after update on chunk_embeddings referencing old table as before new table as changed
    for each statement execute function raise_index_generation_of_vectors();
create trigger deleted after delete on chunk_embeddings referencing old table as changed
    for each statement execute function raise_index_generation_of_vectors();

-- A switch changes no passage, so it names none; it tells the index copies to look at the yacht's space again.
create function raise_index_generation_of_space() returns trigger
    language plpgsql as
$$
begin
    perform log_index_change(new.yacht_id, tg_table_name::text, '{}');
    return null;
end
$$;
create trigger switched after update of space on yacht_spaces
    for each row when (old.space <> new.space) execute function raise_index_generation_of_space();
