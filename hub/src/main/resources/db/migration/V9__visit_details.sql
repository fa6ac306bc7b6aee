-- What an alarm needs to know of a visit.
alter table visit
  add column parent text not null default '',
  add column parent_telephone text not null default '',
  add column vehicle text not null default '',
  add column registration text not null default '',
  add column hazards text not null default '';

-- The word that a visitor says when somebody forces them to say that all is well. It stands apart,
-- so that no question about visits brings it along: whoever reads it has to ask for it.
create table visit_safe_word (
  visit text collate "C" primary key references visit on delete cascade,
  word text not null check (length(word) between 1 and 40)
);

-- Whether somebody had it shown just now is asked with every rendering of a visit's page.
create index journal_safe_word_shown on journal (watch, at) where what = 'safe-word.shown';
