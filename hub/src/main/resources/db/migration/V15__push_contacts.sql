-- Who has asked to be told by push can be: a browser that is told counts among the ways to a person.
create or replace view contact as
select p.id as person, p.roles,
  array_remove(array[
    case when exists (select from push_device d where d.person = p.id) then 'PUSH' end,
    case when p.mobile is not null then 'SMS' end,
    case when p.mobile is not null then 'CALL' end,
    case when p.email is not null then 'EMAIL' end], null) as channels
from person p
where p.active and p.roles && array['office', 'authoriser', 'admin'];

create trigger office_changed after insert or delete or update of person on push_subscription
  for each row execute function office_changed();
