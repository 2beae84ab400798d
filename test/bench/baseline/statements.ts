/** The baseline's tables and statements: what one would write by hand, one statement an action. */

export const SCHEMA = `
  create table member (
    id int primary key, openid text not null unique, nickname text not null, avatar text,
    post_count int not null default 0
  );
  create table post (
    id bigint generated always as identity primary key, member_id int not null references member, board_id text not null,
    text text not null, excerpt text not null, photos jsonb not null, visible boolean not null default true,
    like_count int not null default 0, comment_count int not null default 0, created_at bigint not null
  ) with (fillfactor = 80);
  create table post_like (
    post_id bigint not null, member_id int not null, created_at bigint not null, primary key (post_id, member_id)
  );
  create table account (
    member_id int primary key references member, available bigint not null default 0, version int not null default 0,
    check (available >= 0)
  ) with (fillfactor = 80);
  create table entry (
    key text primary key, member_id int not null, version int not null, booked_at bigint not null,
    unique (member_id, version)
  );
  create table posting (entry_key text not null references entry, account text not null, amount bigint not null);
  create index post_visible on post (id desc) where visible;
`

export const FEED = `
  select p.id, p.member_id, m.nickname, m.avatar, p.excerpt, p.photos, p.like_count, p.comment_count, p.created_at,
         l.member_id is not null as liked
  from (select * from post where visible order by id desc limit 20) p
  join member m on m.id = p.member_id
  left join post_like l on l.post_id = p.id and l.member_id = $1
  order by p.id desc`

export const CREATE = `
  with counted as (update member set post_count = post_count + 1 where id = $1)
  insert into post (member_id, board_id, text, excerpt, photos, created_at)
  values ($1, $2, $3, $4, '[]', $5) returning id`

export const LIKE = `
  with added as (
    insert into post_like values ($1, $2, $3) on conflict do nothing returning 1
  )
  update post set like_count = like_count + (select count(*) from added) where id = $1 returning like_count`

export const UNLIKE = `
  with removed as (delete from post_like where post_id = $1 and member_id = $2 returning 1)
  update post set like_count = like_count - (select count(*) from removed) where id = $1 returning like_count`

/** An entry of two postings and the account it moves, numbered without a gap: one statement, which is a transaction. */
export const TRANSFER = `
  with moved as (
    update account set available = available + $3, version = version + 1 where member_id = $2 returning version
  ), noted as (
    insert into entry select $1, $2, version, $4 from moved returning key, version
  ), posted as (
    insert into posting
    select key, account, amount from noted, (values ('available', $3::bigint), ('mint', -$3::bigint)) as p(account, amount)
  )
  select version from noted`
