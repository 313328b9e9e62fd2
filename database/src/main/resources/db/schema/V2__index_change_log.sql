-- What changed with each generation, so that an index copy reads the differences and nothing else.
--
-- A yacht's row in index_generations is locked by whoever raises it until that transaction ends: its generations
-- become visible in their order, without gaps, and "all changes up to generation n" is an exact watermark.

-- The stamp tells two histories apart that count alike: a database restored from an older backup goes on with
-- numbers that were used before. Changes are told for generations after logged_from.
alter table index_generations
    add column stamp       uuid   not null default gen_random_uuid(),
    add column logged_from bigint not null default 0;
update index_generations set logged_from = generation;

-- One row a statement. Null ids: more rows than are worth telling one by one.
create table index_changes (
    yacht_id   uuid   not null references yachts on delete cascade,
    generation bigint not null,
    stamp      uuid   not null,
    changed    text   not null,
    ids        uuid[],
    primary key (yacht_id, generation)
);
alter table index_changes enable row level security;
alter table index_changes force row level security;
create policy own_yacht on index_changes using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, delete on index_changes to ${app_role};

-- Raises the yacht's generation and says why. No ids: nothing that an index copy holds has changed, but answers have.
create function log_index_change(of_yacht uuid, in_table text, row_ids uuid[]) returns void
    language plpgsql as
$$
declare
    most_kept constant integer := 4096;
    raised    index_generations%rowtype;
begin
    insert into index_generations as g (yacht_id, generation) values (of_yacht, 1)
    on conflict (yacht_id) do update
        set generation = g.generation + 1, stamp = gen_random_uuid(), updated_at = now()
    returning g.* into raised;
    insert into index_changes (yacht_id, generation, stamp, changed, ids)
    values (of_yacht, raised.generation, raised.stamp, in_table, row_ids);
    if raised.generation % 256 = 0 then
        delete from index_changes
        where yacht_id = of_yacht and generation < raised.generation - most_kept;
        update index_generations
        set logged_from = greatest(logged_from, raised.generation - most_kept)
        where yacht_id = of_yacht;
    end if;
end
$$;

create or replace function raise_index_generation() returns trigger
    language plpgsql as
$$
declare
    most_ids   constant integer := 5000;
    id_column  text := case tg_table_name when 'chunk_embeddings' then 'chunk_id' else 'id' end;
    -- A row may leave one yacht for another: both have changed.
    both_sides text := case tg_op when 'UPDATE' then format('union select yacht_id, %I from before', id_column)
                                  else '' end;
    touched    record;
begin
    for touched in execute format(
        'select yacht_id, count(*) as many, array_agg(id) as ids
         from (select yacht_id, %I as id from changed %s) as rows
         where exists (select from yachts where yachts.id = rows.yacht_id)
         group by yacht_id order by yacht_id', id_column, both_sides)
    loop
        perform log_index_change(
            touched.yacht_id, tg_table_name::text, case when touched.many <= most_ids then touched.ids end);
    end loop;
    return null;
end
$$;

-- Emptying a table fires no row's trigger: every copy must compare all it has.
create function raise_all_index_generations() returns trigger
    language plpgsql as
$$
begin
    update index_generations
    set generation = generation + 1, stamp = gen_random_uuid(), logged_from = generation + 1, updated_at = now();
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
        execute format('drop trigger updated on %I', indexed_table);
        execute format('create trigger updated after update on %I
            referencing old table as before new table as changed
            for each statement execute function raise_index_generation()', indexed_table);
        execute format('create trigger emptied after truncate on %I
            for each statement execute function raise_all_index_generations()', indexed_table);
    end loop;
end
$$;
